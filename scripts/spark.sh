#!/usr/bin/env bash
# Tests examples/spark on a local Spark of two cores: spark.sh [ARTICLES]. Installs what is missing; needs Java and the build.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v java >/dev/null || scripts/debian.sh openjdk-17-jre-headless
venv=build/clients/spark
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q "grpcio-tools>=1.60,<2" "setuptools>=68" "pyspark==3.5.3" pyarrow
"$venv/bin/pip" install -q --no-build-isolation -e "client/python[pandas]"
PYSPARK_PYTHON="$PWD/$venv/bin/python" "$venv/bin/python" examples/spark/spark_test.py build/service/textanalysis_server "${1:-10000}"
