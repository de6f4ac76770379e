#!/usr/bin/env bash
# Makes the Debian packages in build/packages, checks them with lintian, installs them in a fresh chroot, runs the server there as an
# unprivileged user, calls every method with the installed client, and builds a program against the installed library.
# Installs what is missing. Needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/debian.sh dpkg-dev lintian mmdebstrap
cmake -S . -B build -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
cmake --build build
rm -rf build/packages
(cd build && cpack -B "$PWD/packages" >/dev/null)
ls -l build/packages/*.deb | awk '{print $5, $9}'
# Overrides: the packages are not Debian's own, so no bug closes with them and their maintainer has no address there; they are not
# built for cross-compilation.
lintian --allow-root --suppress-tags initial-upload-closes-no-bugs,bogus-mail-host,bogus-mail-host-in-debian-changelog,pkg-config-unavailable-for-cross-compilation \
  --fail-on error,warning build/packages/*.deb

root=$(mktemp -d)
trap 'umount -q "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
mmdebstrap --quiet --variant=apt --include=ca-certificates bookworm "$root"
rm -rf "$root"/etc/apt/sources.list*
cp -r /etc/apt/. "$root/etc/apt/"
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mkdir "$root/packages"
cp build/packages/*.deb examples/harbour.txt packaging/example/* "$root/packages/"
chroot "$root" update-ca-certificates >/dev/null
in_root() { chroot "$root" env DEBIAN_FRONTEND=noninteractive "$@"; }
in_root apt-get update -qq
in_root sh -c 'apt-get install -qq -y --no-install-recommends /packages/*.deb cmake g++ make pkg-config >/dev/null'
in_root sh -c '
  set -e
  setpriv --reuid=65534 --regid=65534 --clear-groups textanalysis_server --address=127.0.0.1:50987 --drain_delay=0s 2>/tmp/log &
  for _ in $(seq 50); do grep -q serving /tmp/log && break; sleep 0.1; done
  for method in clean quotes entities analyze; do
    textanalysis $method --server=127.0.0.1:50987 /packages/harbour.txt | wc -l | sed "s/^/$method: lines /"
  done
  kill %1 2>/dev/null || kill $!
  wait
  cmake -S /packages -B /tmp/build >/dev/null && cmake --build /tmp/build >/dev/null && /tmp/build/example /packages/harbour.txt
  g++ -DBUNDLE=\"$(pkg-config --variable=bundle textanalysis)\" /packages/example.cc -o /tmp/example $(pkg-config --static --cflags --libs textanalysis)
  /tmp/example /packages/harbour.txt | wc -l | sed "s/^/by pkg-config: lines /"'
echo "packages pass"
