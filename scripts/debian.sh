#!/usr/bin/env bash
# Installs the Debian packages that are missing: debian.sh PACKAGE… Needs root, or sudo, only for that. Two at a time wait for each other.
set -euo pipefail
missing=()
for package in "$@"; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then exit; fi
as_root=(env DEBIAN_FRONTEND=noninteractive)
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo "${as_root[@]}"); fi
echo "installing: ${missing[*]}" >&2
exec 9>"${TMPDIR:-/tmp}/textanalysis-debian.lock"
flock 9
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
