#!/usr/bin/env bash
# Makes a fresh Debian 12 with mmdebstrap, copies a clean clone in, runs the README's two commands there and says how
# long each took. Needs root and mmdebstrap. Not part of CI.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$(mktemp -d)
trap 'umount -q "$root/proc" "$root/dev" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
mmdebstrap --variant=minbase --include=ca-certificates,git bookworm "$root"
git clone -q . "$root/textanalysis"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /etc/apt/. "$root/etc/apt/"
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
chroot "$root" update-ca-certificates >/dev/null
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

for command in scripts/quickstart.sh scripts/test.sh; do
  begin=$(date +%s)
  chroot "$root" env -C /textanalysis HOME=/root "$command"
  echo "== $command took $(($(date +%s) - begin)) s on the fresh machine"
done
umount -l "$root/dev" "$root/proc"
