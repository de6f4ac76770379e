#!/usr/bin/env bash
# Measures the product on everything at hand and fails where a figure lies below its floor in eval/floors.json: the repository's own
# articles, pages and cases, and the development corpora where SHARED (default ../shared) has them, whose tables it then writes into
# docs/quality.md. Needs a build in build/.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${SHARED:-../shared}
arguments=(build/client/cpp/textanalysis "$@")
if [ -d "$shared/data" ]; then arguments+=(--shared "$shared" --write docs/quality.md); fi
exec python3 eval/quality.py "${arguments[@]}"
