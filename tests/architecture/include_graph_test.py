"""The include graph is the declared graph: each folder's includes come from its own DEPS (or from below them), its own header first."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
declared = {}
for cmake in sorted([*root.glob("analysis/*/CMakeLists.txt"), *root.glob("service/*/CMakeLists.txt")]):
    text = cmake.read_text()
    declared[cmake.parent.relative_to(root).as_posix()] = set(re.findall(r"textanalysis::(\w+)", text))

folder_of = {path.split("/")[1]: path for path in declared}


def reachable(folder):
    seen, todo = set(), [folder]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += [folder_of[name] for name in declared[at] if name in folder_of]
    return seen


errors = []
for folder in declared:
    allowed = reachable(folder)
    for source in sorted(p for p in (root / folder).iterdir() if p.suffix in (".h", ".cc")):
        for include in re.findall(r'#include "((?:analysis|service)/\w+)/', source.read_text()):
            if include not in allowed:
                errors.append(f"{source.relative_to(root)} includes {include}, which {folder} does not declare")
        if folder.startswith("analysis/") and re.search(r"#include [<\"](grpc|google/|textanalysis/)", source.read_text()):
            errors.append(f"{source.relative_to(root)}: the library knows no gRPC and no protobuf")
# A source that includes its own header first shows that the header needs nothing before it.
for source in [*root.glob("analysis/**/*.cc"), *root.glob("service/**/*.cc")]:
    own = source.relative_to(root).with_suffix(".h").as_posix()
    first = re.search(r"#include [<\"]([^>\"]+)", source.read_text())
    if (root / own).exists() and (first is None or first[1] != own):
        errors.append(f"{source.relative_to(root)} does not include its own header first")
for source in [*root.glob("client/**/*.h"), *root.glob("client/**/*.cc")]:
    if source.name != "main.cc" and re.search(r'#include "(analysis|service)/', source.read_text()):
        errors.append(f"{source.relative_to(root)}: the client sees protos/ alone")
# The picture in docs/architecture.md is that of the CMake files; "all of the above" says it of the last folder.
picture = dict(re.findall(r"^  (\w+)/ [^→\n]*→([^;\n]*)", (root / "docs/architecture.md").read_text(), re.M))
for folder, needs in declared.items():
    shown = picture.get(folder.split("/")[1])
    if shown is None and needs:
        errors.append(f"docs/architecture.md does not show {folder}")
    elif shown and "all of the above" not in shown and set(re.findall(r"\w+", shown)) != needs:
        errors.append(f"docs/architecture.md shows {folder} with{shown.rstrip()}, which has {', '.join(sorted(needs))}")
assert len(declared) >= 12, "folders are missing from the graph"
print("\n".join(errors) or f"{len(declared)} folders keep to their declared dependencies")
sys.exit(bool(errors))
