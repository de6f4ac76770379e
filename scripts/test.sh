#!/usr/bin/env bash
# Installs what is missing, builds and runs all tests. Idempotent; the second time it takes seconds.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh --with-test-tools
cmake -S . -B build -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DTA_WERROR=ON -DTA_BUILD_BENCHMARKS=ON
cmake --build build
ctest --test-dir build --output-on-failure --parallel "$(nproc)"
