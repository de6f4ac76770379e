"""Who links by pkg-config gets all that the library is made of: each folder of analysis/ and each package that these depend on stands in
packaging/textanalysis.pc.in. pkg_config_test.py ROOT"""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
pc = (root / "packaging/textanalysis.pc.in").read_text()
linked = set(re.findall(r"-lta_(\w+)", pc))
required = set(re.search(r"^Requires.private: (.*)", pc, re.M)[1].split())
folders = {path.parent.name: path.read_text() for path in (root / "analysis").glob("*/CMakeLists.txt")}
needed = {f"{package}_{part}" for text in folders.values() for package, part in re.findall(r"\b(absl)::(\w+)", text)}
needed |= {f"icu-{part}" for text in folders.values() for part in re.findall(r"\bICU::(\w+)", text)}
needed |= {name.lower() for text in folders.values() for name in re.findall(r"PkgConfig::(\w+)", text)}
assert len(folders) > 10 and len(needed) > 6, (folders.keys(), needed)

assert linked == folders.keys(), f"libraries and folders differ: {linked ^ folders.keys()}"
assert required == needed, f"packages that are required and that are needed differ: {required ^ needed}"
print(f"{len(linked)} libraries, {len(required)} packages")
