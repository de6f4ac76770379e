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

fuzz_one() {
  entry=$1
  name=$(basename "${entry%_fuzz}")
  mkdir -p "build/corpus/$name"
  "$entry" -max_total_time="${FUZZ_SECONDS:-600}" -max_len=16384 -dict=fuzz/news.dict -print_final_stats=1 -artifact_prefix="build/corpus/$name-" \
    "build/corpus/$name" "fuzz/corpus/$name" >"build/corpus/$name.log" 2>&1 || { echo "$name: a finding, see build/corpus/$name.log"; return 1; }
  echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "build/corpus/$name.log") runs, $(ls "build/corpus/$name" | wc -l) inputs kept"
}
export -f fuzz_one

soak_fuzz() {
  cmake --preset fuzz -B build/fuzz >/dev/null
  cmake --build build/fuzz
  printf '%s\n' build/fuzz/fuzz/*_fuzz | xargs -P "$(nproc)" -I{} bash -c 'fuzz_one {}'
}

if [ $# -eq 0 ]; then set -- faults load fuzz; fi
for part in "$@"; do
  "soak_$part"
  echo "soak $part passes"
done
