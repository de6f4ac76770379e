#!/usr/bin/env python3
"""version.py [VERSION]: tells where the version that CMakeLists.txt states is stated differently, and fails if it is; with VERSION, writes
that one everywhere first."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
# File, and what stands around the version in it; every match is one.
PLACES = [
    ("CMakeLists.txt", r"project\(textanalysis VERSION ", r" "),
    ("Dockerfile", r"textanalysis-(?:server|client):", r"[ \n]"),
    ("Dockerfile", r'image\.version="', r'"'),
    ("README.md", r"textanalysis-(?:server|client):", r"[ \n`]"),
    ("client/go/README.md", r"client/go@v", r" "),
    ("client/java/README.md", r"<version>", r"</version>"),
    ("client/java/pom.xml", r"<artifactId>textanalysis-client</artifactId>\n  <version>", r"</version>"),
    ("client/node/package.json", r'"version": "', r'"'),
    ("client/python/pyproject.toml", r'\nversion = "', r'"'),
    ("client/rust/Cargo.toml", r'\[package\]\nname = "textanalysis-client"\nversion = "', r'"'),
    ("k8s/chart/Chart.yaml", r"(?:version|appVersion): ", r"\n"),
    ("k8s/chart/values.yaml", r"tag: \"", r"\""),
    ("packaging/compose/compose.yaml", r"textanalysis-server:", r"\n"),
    ("embed/python/pyproject.toml", r'\nversion = "', r'"'),
    ("k8s/base/deployment.yaml", r"textanalysis-server:", r"\n"),
    ("k8s/components/batch/job.yaml", r"textanalysis-client:", r"\n"),
    ("k8s/overlays/caller/job.yaml", r"textanalysis-client:", r"\n"),
    ("packaging/textanalysis.1", r'"textanalysis ', r'"'),
    ("packaging/textanalysis_server.8", r'"textanalysis ', r'"'),
    *[(str(path.relative_to(ROOT)), r"textanalysis-server:", r"\n") for path in [*ROOT.glob("tests/k8s/bad/*.yaml"), ROOT / "tests/k8s/good.yaml"]],
]


def main(wanted):
    stated = re.search(r"project\(textanalysis VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)
    version, faults = wanted or stated, []
    for name, before, after in PLACES:
        text = (ROOT / name).read_text(encoding="utf-8")
        pattern = re.compile(f"({before})(\\d+\\.\\d+\\.\\d+)(?={after})")
        found = [match.group(2) for match in pattern.finditer(text)]
        if not found or (not wanted and set(found) != {version}):
            faults.append(f"{name}: {', '.join(found) or 'no version'} where {version} belongs")
        if wanted and found:
            (ROOT / name).write_text(pattern.sub(rf"\g<1>{version}", text), encoding="utf-8")
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M):
        faults.append(f"CHANGELOG.md: no release {version}")
    print("\n".join(faults) or f"{version} everywhere")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
