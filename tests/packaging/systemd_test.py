"""The systemd unit with its drop-in for TLS: what systemd-analyze thinks of it, and that it starts what the manual says.
systemd_test.py SERVER ROOT"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

server, root = sys.argv[1], pathlib.Path(sys.argv[2])
unit = (root / "packaging/textanalysis-server.service").read_text()
drop_in = (root / "packaging/tls.conf").read_text()

assert re.search(r"^ExecReload=/bin/kill -HUP \$MAINPID$", unit, re.M), "certificates and tokens are read anew by a reload"
assert len(re.findall(r"^LoadCredential=", drop_in, re.M)) == 3, "keys and tokens come by systemd"
# Every variable is that of a flag; each credential is used.
flags = set(re.findall(r"^\s+--(\w+) ", subprocess.run([server, "--help"], capture_output=True, text=True).stdout, re.M))
variables = re.findall(r"TEXTANALYSIS_(\w+)=", drop_in + (root / "packaging/textanalysis-server.default").read_text())
assert len(flags) > 20 and len(variables) >= 7 and all(name.lower() in flags for name in variables), (flags, variables)
for name in re.findall(r"^LoadCredential=([\w.]+):", drop_in, re.M):
    assert f"=%d/{name}\n" in drop_in, name

if not shutil.which("systemd-analyze"):
    print("systemd-analyze is not here")
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    at = pathlib.Path(folder, "textanalysis-server.service")
    at.write_text(unit.replace("/usr/bin/textanalysis_server", server))
    pathlib.Path(folder, at.name + ".d").mkdir()
    pathlib.Path(folder, at.name + ".d/tls.conf").write_text(drop_in)
    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", at], capture_output=True, text=True)
    assert verified.returncode == 0 and not verified.stderr, verified.stderr
    # 0 is a service that can do nothing, 10 one that can do all; 1.6 here, which the network is most of.
    exposed = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", at], capture_output=True, text=True)
    assert exposed.returncode == 0, exposed.stdout[-300:]
print("the unit is sound")
