#!/usr/bin/env bash
# Installs commands written in Go into ~/.cache/textanalysis/bin when they are missing: go_tools.sh MODULE@VERSION…
# With --which, prints the go command itself.
# Debian 12's Go is too old for most; a newer toolchain then comes as a module, as Go 1.21 and later fetch it themselves.
set -euo pipefail
bin="$HOME/.cache/textanalysis/bin"
toolchain=golang.org/toolchain@v0.0.1-go1.23.4.linux-amd64

go_command() {
  command -v go >/dev/null || "$(dirname "$0")/debian.sh" golang-go ca-certificates >&2
  if go version | grep -qE 'go1\.(2[3-9]|[3-9][0-9])'; then
    command -v go
    return
  fi
  local folder
  folder=$(cd / && GOFLAGS=-mod=mod go mod download -json "$toolchain" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  chmod -R u+x "$folder/bin" "$folder/pkg/tool"
  echo "$folder/bin/go"
}

if [ "${1:-}" = --which ]; then
  go_command
  exit
fi
go=
for module in "$@"; do
  name=$(basename "${module%@*}" | sed -E 's/^v[0-9]+$//')
  if [ -z "$name" ]; then name=$(basename "$(dirname "${module%@*}")"); fi
  if [ -x "$bin/$name" ]; then continue; fi
  if [ -z "$go" ]; then go=$(go_command); fi
  GOBIN="$bin" GOTOOLCHAIN=local "$go" install "$module"
done
