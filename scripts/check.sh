#!/usr/bin/env bash
# Static checks and sanitizers: check.sh [format|buf|tidy|asan|tsan]… (all by default). ctest runs format and buf, and the tests of
# analysis/ under sanitizers. Installs what is missing; exits with 77, which ctest shows as skipped, when that cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."

install() { scripts/debian.sh "$@" || { echo "skipped: cannot install $*" >&2; exit 77; }; }

sources() { find analysis service client/cpp embed tests fuzz training benchmarks \( -name '*.cc' -o -name '*.h' \) -not -path '*/node_modules/*' "$@"; }

check_format() {
  install clang-format-14
  sources -print0 | xargs -0 clang-format-14 --dry-run -Werror
}

check_buf() {
  scripts/go_tools.sh github.com/bufbuild/buf/cmd/buf@v1.47.2 || exit 77
  # From the first release on, also: buf breaking --against that release's tag.
  "$HOME/.cache/textanalysis/bin/buf" lint protos
}

# clang-tidy reads the compile commands of a build that clang can follow.
check_tidy() {
  install clang-14 clang-tidy-14
  cmake --preset dev -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  cmake --build build-dev --target ta_protos ta_otlp
  sources -name '*.cc' -print0 | xargs -0 -n 4 -P "$(nproc)" clang-tidy-14 -p build-dev --quiet --warnings-as-errors='*' --extra-arg=-Wno-unknown-warning-option
}

check_asan() {
  cmake --preset asan -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  cmake --build build-asan
  ctest --preset asan -LE 'checks|image|k8s'
}

check_tsan() {
  cmake --preset tsan -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  cmake --build build-tsan
  ctest --preset tsan
}

if [ $# -eq 0 ]; then set -- format buf tidy asan tsan; fi
for check in "$@"; do "check_$check"; done
