#!/usr/bin/env bash
# Tests the page in headless Chromium, against the built server and client; screenshots go to build/web, the README’s
# pictures to docs/. Installs what is missing (needs root for that).
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-noto-core)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi
(cd tests/web && npm install --silent --no-fund --no-audit)
node tests/web/page_test.mjs build/service/textanalysis_server build/client/cpp/textanalysis build/web
cp build/web/page-1440-light.png docs/page.png
cp build/web/page-voice-dark.png docs/page-voice.png
cp build/web/page-many.png docs/page-many.png
