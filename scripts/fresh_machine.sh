#!/usr/bin/env bash
# Makes a fresh Debian 12 (TA_SUITE=trixie: 13) with mmdebstrap, copies a clean clone in, runs commands there and says how long each took: those given,
# or the README's two. Needs root and mmdebstrap. Not part of CI.
#   scripts/fresh_machine.sh [COMMAND…]      such as scripts/image.sh scripts/k8s-check.sh
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -eq 0 ]; then set -- scripts/quickstart.sh scripts/test.sh; fi

suite=${TA_SUITE:-bookworm}
root=$(mktemp -d)
trap 'rm -rf --one-file-system "$root"' EXIT
mmdebstrap --quiet --variant=minbase --include=ca-certificates,git "$suite" "$root"
git clone -q . "$root/textanalysis"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /etc/apt/. "$root/etc/apt/"
grep -rl debian.org "$root/etc/apt" | xargs -r sed -i "s/bookworm/$suite/g"
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
chroot "$root" update-ca-certificates >/dev/null

# Mounts of its own, which end with it; the root is one of them, as pivot_root wants it for the containers of scripts/image.sh.
unshare --mount --propagation private bash -euo pipefail -s "$root" "$@" <<'END'
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
for command in "$@"; do
  begin=$(date +%s)
  chroot "$root" env -C /textanalysis HOME=/root "$command"
  echo "== $command took $(($(date +%s) - begin)) s on the fresh machine"
done
END
