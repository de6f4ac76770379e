#!/usr/bin/env bash
# Builds the images of the Dockerfile without a container daemon, prints the server image's size, runs it as Kubernetes would
# (read-only root, user 65532, no capabilities), calls every RPC in it with the client image and drains it.
# TA_IMAGE_TARGETS names the targets, "server client" by default; TA_IMAGE_BASE a base from a registry, by its digest.
# Needs root. The images stay in buildah's storage and, as OCI archives, in build/image/.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/image
mkdir -p "$out"
export BUILDAH_ISOLATION=chroot SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
version=$(sed -n 's/^project(textanalysis VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
base=docker.io/library/debian:bookworm-slim

scripts/debian.sh buildah runc mmdebstrap python3 ca-certificates

# The base: Debian's minimal system, with this machine's package sources, since those are what it reaches.
if ! buildah inspect --type image "$base" >/dev/null 2>&1; then
  folder=$(mktemp -d)
  trap 'rm -rf --one-file-system "$folder"' EXIT
  mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$folder"
  cp -r /etc/apt/. "$folder/etc/apt/"
  cp -r /usr/local/share/ca-certificates/. "$folder/usr/local/share/ca-certificates/"
  chroot "$folder" update-ca-certificates >/dev/null
  container=$(buildah from scratch)
  buildah add -q "$container" "$folder" / >/dev/null
  buildah commit -q "$container" "$base" >/dev/null
  buildah rm "$container" >/dev/null
fi

build_arguments=(--pull-never)
if [ -n "${TA_IMAGE_BASE:-}" ]; then build_arguments=(--build-arg "BASE=$TA_IMAGE_BASE"); fi
for target in ${TA_IMAGE_TARGETS:-server client}; do
  buildah bud "${build_arguments[@]}" --layers --timestamp "$SOURCE_DATE_EPOCH" --target "$target" \
    -t "textanalysis-$target:$version" . >"$out/$target.log" 2>&1 || { tail -40 "$out/$target.log" >&2; exit 1; }
  rm -f "$out/$target.tar"
  buildah push -q "textanalysis-$target:$version" "oci-archive:$out/$target.tar"
done
# Software bill of materials, in SPDX; syft knows the packages by their dpkg records.
scripts/go_tools.sh github.com/anchore/syft/cmd/syft@v1.18.1
SYFT_CHECK_FOR_APP_UPDATE=false "$HOME/.cache/textanalysis/bin/syft" -q scan "oci-archive:$out/server.tar" \
  -o "spdx-json=$out/server.spdx.json"
echo "software bill of materials: $out/server.spdx.json, $(grep -o '"SPDXID":"SPDXRef-Package' "$out/server.spdx.json" | wc -l) packages"
scripts/run_image.py "textanalysis-server:$version" "textanalysis-client:$version" examples/harbour.txt
if [[ " ${TA_IMAGE_TARGETS:-} " = *" server-accurate "* ]]; then
  scripts/run_image.py "textanalysis-server-accurate:$version" "textanalysis-client:$version" examples/harbour.txt accurate
fi
size=$(stat -c %s "$out/server.tar")
echo "server image: $((size / 1000000)) MB compressed; the limit is 80 MB"
[ "$size" -le 80000000 ]
