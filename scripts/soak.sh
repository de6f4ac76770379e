#!/usr/bin/env bash
# The long forms of what ctest runs in short: soak.sh [floods|hostile|faults|load|fuzz]… (all by default); hours, not minutes. Needs the build.
# At the end it prints the table of docs/performance.md anew.
#   floods   idle, dripping and slow peers beside other calls, and what takes memory: tests/e2e/floods_test.py, memory_test.py
#   hostile  every hostile family by time as well as by steps, documents of HOSTILE_BYTES (16 times 60,000) and of 8 MiB
#   faults   hostile bytes, 2,000 stalled connections, restarts and kills, LOAD_SECONDS (600) of mixed load: tests/e2e/faults_test.py
#   load     benchmarks/service/run.sh, 60 s each
#   fuzz     every fuzz entry for FUZZ_SECONDS (600) under ASan and UBSan, with a growing corpus in build/corpus
# SCALE (20) is that of floods and faults: 500 idle connections, 10 dripping and 100 slow readers each.
set -euo pipefail
cd "$(dirname "$0")/.."
SCALE=${SCALE:-20}
table=$(mktemp)
trap 'rm -f "$table"' EXIT

# Runs an end-to-end test, and keeps the rows of the table that it prints.
e2e() {
  test=$1
  shift
  /usr/bin/python3 "tests/e2e/$test" build/service/textanalysis_server . "$(command -v protoc)" "$@" | tee >(grep '^| ' >>"$table" || true)
}

soak_floods() {
  e2e memory_test.py
  e2e floods_test.py "$SCALE"
}

soak_hostile() {
  bytes=${HOSTILE_BYTES:-60000}
  log=$(mktemp)
  TA_HOSTILE_BYTES=$bytes build/tests/hostile_test --gtest_filter='-*Large*' >"$log" || { grep -E 'FAILED|Failure' "$log"; return 1; }
  awk -v bytes="$((16 * bytes))" '
    /RUN/ { sub(/.*\//, "", $NF); name = $NF }
    /CPU us a byte/ { match($0, /CPU us a byte [^;]*/); us = substr($0, RSTART + 14, RLENGTH - 14) + 0; n += 1; if (us > most) { most = us; which = name } }
    END { printf "| %d hostile families, %d bytes each | at most %.2f us of CPU a byte (%s) |\n", n, bytes, most, which }' "$log" | tee -a "$table"
  TA_HOSTILE_ALL=1 build/tests/hostile_test --gtest_filter='*Large*' >"$log" || { grep -E 'FAILED|Failure' "$log"; return 1; }
  awk '/unpolled/ { n += 1; if ($2 + 0 > most) most = $2 + 0 } END { printf "| %d hostile families, 8 MiB each | at most %.0f million counted steps between two looks at the deadline |\n", n, most / 1e6 }' "$log" |
    tee -a "$table"
  rm -f "$log"
}

soak_faults() { LOAD_SECONDS=${LOAD_SECONDS:-600} e2e faults_test.py "$SCALE"; }

soak_load() { benchmarks/service/run.sh examples/harbour.txt 60; }

fuzz_one() {
  entry=$1
  name=$(basename "${entry%_fuzz}")
  mkdir -p "build/corpus/$name"
  "$entry" -max_total_time="${FUZZ_SECONDS:-600}" -max_len=16384 -dict=fuzz/news.dict -print_final_stats=1 -artifact_prefix="build/corpus/$name-" \
    "build/corpus/$name" "fuzz/corpus/$name" >"build/corpus/$name.log" 2>&1 || { echo "$name: a finding, see build/corpus/$name.log"; return 1; }
  echo "| fuzz entry $name | $(sed -n 's/^stat::number_of_executed_units: *//p' "build/corpus/$name.log") runs, $(ls "build/corpus/$name" | wc -l) inputs kept |"
}
export -f fuzz_one

soak_fuzz() {
  cmake --preset fuzz -B build/fuzzers -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
  mapfile -t entries < <(cd fuzz && ls ./*_fuzz.cc | sed 's|^\./||; s|\.cc$||')
  cmake --build build/fuzzers --target "${entries[@]}"
  printf '%s\n' build/fuzzers/fuzz/*_fuzz | xargs -P "$(nproc)" -I{} bash -c 'fuzz_one {}' | tee -a "$table"
}

if [ $# -eq 0 ]; then set -- floods hostile faults load fuzz; fi
for part in "$@"; do
  "soak_$part"
  echo "soak $part passes"
done
printf '\n| what | figure |\n| --- | --- |\n'
cat "$table"
