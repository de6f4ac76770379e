#!/usr/bin/env bash
# Tests the page in headless Chromium, against the built server and client: web.sh [--pictures] [TEST…]; pictures go to build/web, with
# --pictures those of the README to docs/. Installs what is missing (needs root for that). Exits with 77, which ctest shows as skipped,
# where no browser can be had.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${TA_BUILD_DIR:-build}
pictures=false
if [ "${1:-}" = --pictures ]; then pictures=true; shift; fi

fetch() {
  timeout 300 "$@" || { echo "skipped: cannot be fetched: $*" >&2; exit 77; }
}

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-noto-core)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
  [ "$(id -u)" = 0 ] || { echo "skipped: install ${missing[*]}" >&2; exit 77; }
  fetch scripts/debian.sh "${missing[@]}"
fi
[ -d tests/web/node_modules/playwright-core ] || (cd tests/web && fetch npm install --silent --no-fund --no-audit)
node tests/web/page_test.mjs "$build/service/textanalysis_server" "$build/client/cpp/textanalysis" "$build/textanalysis-accurate.bundle" "$build/web" "$@"
if $pictures; then
  cp "$build/web/page-1440-light.png" docs/page.png
  cp "$build/web/page-voice-dark.png" docs/page-voice.png
  cp "$build/web/page-many.png" docs/page-many.png
  cp "$build/web/page-check-1440-light.png" docs/page-check.png
fi
