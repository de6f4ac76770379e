#!/usr/bin/env bash
# Builds the clients and runs their suites against the built server: clients.sh [python|go|node|java|rust]… (all by default).
# Installs what is missing: tool chains from Debian, packages by each language's own manager. Exits with 77, which ctest shows as skipped,
# when a manager's registry does not answer.
set -euo pipefail
cd "$(dirname "$0")/.."
export TA_TEST_SERVER=${TA_TEST_SERVER:-$PWD/build/service/textanalysis_server}

fetch() {
  timeout 600 "$@" || { echo "skipped: the packages cannot be fetched: $*" >&2; exit 77; }
}

test_python() {
  local venv=$PWD/build/clients/python
  if ! python3 -c 'import ensurepip' 2>/dev/null; then scripts/debian.sh python3-venv; fi
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/pip" install -q "grpcio-tools>=1.60,<2" "setuptools>=68"
  "$venv/bin/pip" install -q --no-build-isolation -e "client/python[test]"
  (cd client/python && "$venv/bin/python" -m pytest -q)
}

test_go() {
  command -v protoc >/dev/null || scripts/debian.sh protobuf-compiler
  local go
  go=$(scripts/go_tools.sh --which)
  (cd client/go && fetch "$go" mod download)
  scripts/generate_clients.sh go
  (cd client/go && "$go" vet ./... && "$go" test ./...)
}

test_node() {
  command -v npm >/dev/null || scripts/debian.sh nodejs npm
  # Installing also generates and builds, by the package's own "prepare".
  (cd client/node && fetch npm install --silent --no-fund --no-audit && npm test --silent)
}

test_java() {
  command -v mvn >/dev/null || scripts/debian.sh maven openjdk-17-jdk-headless
  (cd client/java && fetch mvn -q -B dependency:resolve-plugins dependency:resolve && mvn -q -B test && grep -h 'Tests run' target/surefire-reports/*.txt)
}

test_rust() {
  command -v cargo >/dev/null || scripts/debian.sh cargo-web
  command -v protoc >/dev/null || scripts/debian.sh protobuf-compiler
  (cd client/rust && fetch cargo fetch --quiet && cargo test --quiet)
}

if [ $# -eq 0 ]; then set -- python go node java rust; fi
for client in "$@"; do
  "test_$client"
  echo "client $client passes"
done
