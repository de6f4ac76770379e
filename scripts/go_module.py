"""go_module.py FOLDER LICENCE VERSION OUT: lays out a Go module below OUT as a module proxy serves it (https://go.dev/ref/mod#goproxy-protocol)."""

import datetime
import json
import os
import pathlib
import re
import sys
import zipfile

folder, licence, version, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4])
definition = (folder / "go.mod").read_bytes()
module = re.search(r"^module (\S+)", definition.decode(), re.M)[1]
moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
place = out / module / "@v"
place.mkdir(parents=True, exist_ok=True)
(place / "list").write_text(version + "\n")
(place / f"{version}.info").write_text(json.dumps({"Version": version, "Time": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}))
(place / f"{version}.mod").write_bytes(definition)
files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()} | {"LICENSE": licence}
assert any(name.startswith("textanalysispb/") for name in files), "the generated package is missing"
with zipfile.ZipFile(place / f"{version}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, path in files.items():
        archive.writestr(zipfile.ZipInfo(f"{module}@{version}/{name}", moment.timetuple()[:6]), path.read_bytes(), zipfile.ZIP_DEFLATED)
print(f"{module}@{version}: {len(files)} files")
