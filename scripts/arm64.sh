#!/usr/bin/env bash
# Compiles the library for 64-bit ARM, with the portable kernels, and runs its tests in an emulator: arm64.sh [CTEST_OPTION…]
# Leaves all of it in build-arm64. Needs root, or the packages that it installs where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
build=build-arm64
scripts/debian.sh cmake g++-aarch64-linux-gnu mmdebstrap ninja-build pkg-config qemu-user-static

# What the library and its tests are built on, unpacked only: none of it needs to be set up.
root=$PWD/$build/root
if ! [ -e "$root/complete" ]; then
  rm -rf --one-file-system "$root"
  mmdebstrap --quiet --variant=extract --architectures=arm64 bookworm "$root" --include=libc6-dev,libstdc++-12-dev \
    --include=libabsl-dev,libcld2-dev,libeigen3-dev,libgumbo-dev,libicu-dev,libre2-dev,nlohmann-json3-dev,zlib1g-dev \
    --include=libgmock-dev,libgtest-dev
  touch "$root/complete"
fi

export PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root/usr/lib/aarch64-linux-gnu/pkgconfig:$root/usr/share/pkgconfig
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
cmake -S . -B "$build" -G Ninja "${launcher[@]}" -DCMAKE_TOOLCHAIN_FILE="$PWD/cmake/aarch64.cmake" -DTA_ARM64_ROOT="$root" \
  -DTA_BUILD_SERVICE=OFF -DTA_BUILD_TRAINING=OFF
# The tests' programs alone; `hostile` counts the steps of x86-64.
mapfile -t programs < <(ninja -C "$build" -t targets all | grep -oE '^(tests|fuzz)/[a-z0-9_]+_(test|fuzz):' | tr -d : | grep -v hostile)
[ "${#programs[@]}" -gt 10 ]
ninja -C "$build" "${programs[@]}"
# An emulator takes ten times as long.
find "$build" -name CTestTestfile.cmake -exec sed -i 's/TIMEOUT "300"/TIMEOUT "3000"/' {} +
ctest --test-dir "$build" --output-on-failure -L 'unit|property|fuzz_replay' -E 'hostile' "$@"
