#!/usr/bin/env bash
# openapi.yaml is what scripts/openapi.py makes of the schema: openapi_test.sh PROTOC ROOT
set -euo pipefail
descriptors=$(mktemp)
trap 'rm -f "$descriptors"' EXIT
"$1" -I"$2/protos" --include_imports --include_source_info --descriptor_set_out="$descriptors" textanalysis/v1/text_analysis_service.proto
/usr/bin/python3 "$2/scripts/openapi.py" "$descriptors" | diff - "$2/protos/textanalysis/v1/openapi.yaml"
