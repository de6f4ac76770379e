"""exports_test.py LIBRARY HEADER: the library shows the functions that its header declares, and nothing else."""

import pathlib
import re
import subprocess
import sys

library, header = sys.argv[1:3]
declared = set(re.findall(r"TA_EXPORT [^(]*?(ta_\w+)\(", pathlib.Path(header).read_text(encoding="utf-8")))
lines = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout.splitlines()
shown = {line.split()[-1].split("@")[0] for line in lines}
assert len(declared) >= 6, declared
assert shown == declared, (shown ^ declared)
print(f"{len(shown)} functions")
