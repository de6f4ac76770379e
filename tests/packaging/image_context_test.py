"""The image's build sees what it copies: each COPY of the Dockerfile is let through by .dockerignore, and each folder that the
build of the programs needs is copied. image_context_test.py ROOT"""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
copied = {source for line in re.findall(r"^COPY (?!--from)(.+) \S+$", (root / "Dockerfile").read_text(), re.M) for source in line.split()}
let_through = [line[1:] for line in (root / ".dockerignore").read_text().splitlines() if line.startswith("!")]
built = set(re.findall(r"add_subdirectory\((\S+)\)", (root / "CMakeLists.txt").read_text())) - {"benchmarks", "fuzz", "tests"}
assert len(copied) > 10 and len(built) > 3, (copied, built)

for source in sorted(copied):
    assert (root / source).exists(), f"the Dockerfile copies {source}, which is not there"
    assert any((source + "/").startswith(name + "/") for name in let_through), f".dockerignore keeps {source} from the image's build"
for folder in sorted(built):
    assert any((folder + "/").startswith(source + "/") for source in copied), f"the Dockerfile does not copy {folder}, which is built"
print(f"{len(copied)} copied, {len(built)} built")
