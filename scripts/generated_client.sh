#!/usr/bin/env bash
# Makes a Python client out of protos/textanalysis/v1/openapi.yaml by openapi-generator, as a stranger would, and calls every method of the
# built server with it: generated_client.sh [BUILD_FOLDER]. Exits with 77, which ctest shows as skipped, where the generator or what its
# client needs cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build}")
version=7.10.0
jar=$HOME/.cache/textanalysis/openapi-generator-cli-$version.jar
out=$build/generated-client
skip() { echo "skipped: $*" >&2; exit 77; }

command -v mvn >/dev/null || skip "there is no maven"
if ! [ -e "$jar" ]; then
  timeout 600 mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="org.openapitools:openapi-generator-cli:$version" -DoutputDirectory="$(dirname "$jar")" || skip "the generator cannot be fetched"
fi
rm -rf "$out/python"
java -jar "$jar" generate -g python -i protos/textanalysis/v1/openapi.yaml -o "$out/python" --package-name newsroom >"$out.log" 2>&1 || {
  tail -20 "$out.log" >&2; exit 1; }
[ -x "$out/venv/bin/python" ] || python3 -m venv "$out/venv"
timeout 600 "$out/venv/bin/pip" install -q pyyaml "$out/python" || skip "what the client needs cannot be fetched"
"$out/venv/bin/pip" install -q --force-reinstall --no-deps "$out/python"
"$out/venv/bin/python" tests/e2e/generated_client_test.py "$build/service/textanalysis_server" "$PWD"
