#!/usr/bin/env bash
# Generates what a client's own build does not, from protos/ into ignored folders: generate_clients.sh go. Needs protoc.
# Java, Node, Python and Rust generate theirs while they build.
set -euo pipefail
cd "$(dirname "$0")/.."

for client in "$@"; do
  case $client in
    go)
      scripts/go_tools.sh google.golang.org/protobuf/cmd/protoc-gen-go@v1.35.1 google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.5.1
      go=$(scripts/go_tools.sh --which)
      (cd client/go && mkdir -p textanalysispb && PATH="$HOME/.cache/textanalysis/bin:$PATH" "$go" generate ./...)
      ;;
    *) echo "generate_clients.sh: no client \"$client\"" >&2; exit 2 ;;
  esac
done
