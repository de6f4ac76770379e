#!/usr/bin/env bash
# Generates the clients' stubs from protos/ into ignored folders: generate_clients.sh python|node…
# Go, Java and Rust generate theirs while they build; this makes what Python's and Node's tools do not.
set -euo pipefail
cd "$(dirname "$0")/.."
proto=textanalysis/v1/text_analysis_service.proto

for client in "$@"; do
  case $client in
    python)
      "${PYTHON:-python3}" -m grpc_tools.protoc -Iprotos --python_out=client/python/src --pyi_out=client/python/src \
        --grpc_python_out=client/python/src "$proto"
      cp protos/textanalysis/v1/service_config.json client/python/src/textanalysis_client/
      ;;
    node)
      rm -rf client/node/proto && mkdir -p client/node/proto
      cp -r protos/textanalysis client/node/proto/
      (cd client/node && npx proto-loader-gen-types --longs=Number --enums=String --oneofs --arrays --grpcLib=@grpc/grpc-js --importFileExtension=.js \
        --includeDirs=proto --outDir=src/generated "$proto")
      ;;
    *) echo "generate_clients.sh: no client \"$client\"" >&2; exit 2 ;;
  esac
done
