#!/usr/bin/env bash
# The long forms of what ctest runs in short: soak.sh [faults|load|fuzz]… (all by default); hours, not minutes. Needs the build.
#   faults  hostile bytes, 2,000 stalled connections, restarts and kills, ten minutes of mixed load: tests/e2e/faults_test.py
#   load    benchmarks/service/run.sh, 60 s each
#   fuzz    every fuzz entry for ten minutes under ASan and UBSan, with a growing corpus in build/corpus
set -euo pipefail
cd "$(dirname "$0")/.."

soak_faults() {
  /usr/bin/python3 tests/e2e/faults_test.py build/service/textanalysis_server . "$(command -v protoc)" 20
}

soak_load() { benchmarks/service/run.sh examples/harbour.txt 60; }

soak_fuzz() {
  cmake --preset fuzz -B build/fuzz >/dev/null
  cmake --build build/fuzz
  for entry in build/fuzz/fuzz/*_fuzz; do
    name=$(basename "${entry%_fuzz}")
    mkdir -p "build/corpus/$name"
    "$entry" -max_total_time="${FUZZ_SECONDS:-600}" -max_len=65536 -print_final_stats=1 "build/corpus/$name" "fuzz/corpus/$name" 2>&1 |
      tee "build/corpus/$name.log" | grep -E 'stat::number_of_executed|ERROR|SUMMARY' || true
    if grep -qE '^==.*ERROR|SUMMARY: ' "build/corpus/$name.log"; then echo "$name: a finding"; exit 1; fi
  done
}

if [ $# -eq 0 ]; then set -- faults load fuzz; fi
for part in "$@"; do
  "soak_$part"
  echo "soak $part passes"
done
