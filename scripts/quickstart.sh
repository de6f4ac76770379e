#!/usr/bin/env bash
# Installs what is missing, builds, starts the server on loopback, analyses a sample article with the client and stops
# the server. Idempotent; the second time it takes seconds.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
cmake -S . -B build -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake --build build --target textanalysis_server textanalysis

log=$(mktemp)
build/service/textanalysis_server --address=127.0.0.1:0 --drain_delay=0s 2>"$log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 100); do
  port=$(sed -n 's/.*"message":"serving".*"port":\([0-9]*\).*/\1/p' "$log")
  if [ -n "$port" ]; then break; fi
  kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
  sleep 0.1
done

echo "+ textanalysis analyze --server=127.0.0.1:$port examples/harbour.txt"
build/client/cpp/textanalysis analyze --server="127.0.0.1:$port" examples/harbour.txt
kill -TERM "$server"
wait "$server"

cat <<'END'

Built: the server, build/service/textanalysis_server, and the command, build/client/cpp/textanalysis.
For the page, start the server with a port for it and open http://127.0.0.1:8080/:
  build/service/textanalysis_server --http_address=127.0.0.1:8080
README.md says what else there is; docs/ has a page on each part.
END
