#!/usr/bin/env bash
# Installs the Debian packages that the build and the tests need, when one is missing. Needs root (or sudo) only then.
set -euo pipefail

packages=(
  ca-certificates ccache cmake g++ ninja-build pkg-config
  libabsl-dev libcld2-dev libgumbo-dev libicu-dev libre2-dev
  libgrpc++-dev libprotobuf-dev libprotoc-dev nlohmann-json3-dev
  protobuf-compiler protobuf-compiler-grpc
  libgmock-dev libgtest-dev python3-grpcio python3-protobuf
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}"
