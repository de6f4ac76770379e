#!/usr/bin/env bash
# Lays out the root file system of an image that runs one program: root_file_system.sh PROGRAM FOLDER
# The program, the libraries it loads, its model, CA certificates, time zones, the user 65532, and for each package that a file
# came from its dpkg record, by which scanners know the image. No shell, no package manager. File times are
# SOURCE_DATE_EPOCH's, so that the same packages give the same bytes.
set -euo pipefail
program=$1 root=$2
epoch=${SOURCE_DATE_EPOCH:-0}

mkdir -p "$root"/{usr/bin,usr/share/textanalysis,etc/ssl/certs,usr/share/zoneinfo,var/lib/dpkg/status.d,tmp,data}
install -s -m 755 "$program" "$root/usr/bin/"
bundle=$(find "$(dirname "$program")/.." "$(dirname "$program")/../.." -maxdepth 1 -name textanalysis.bundle | head -1)
install -m 644 "$bundle" "$root/usr/share/textanalysis/"

mapfile -t libraries < <(ldd "$program" | grep -o '/[^ ]*\.so[^ ]*' | sort -u)
for library in "${libraries[@]}"; do
  install -D -m 755 "$(readlink -f "$library")" "$root$library"
done
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp -r /usr/share/zoneinfo/. "$root/usr/share/zoneinfo/" 2>/dev/null || true
echo 'nonroot:x:65532:65532::/:/nonexistent' >"$root/etc/passwd"
echo 'nonroot:x:65532:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
cp /etc/os-release "$root/etc/os-release"

owner() { dpkg-query -S "$1" "${1#/usr}" "/usr$1" 2>/dev/null | head -1 | cut -d: -f1; }
# The certificates belong to who makes their file.
for library in "${libraries[@]}" /usr/sbin/update-ca-certificates; do
  owner "$(readlink -f "$library")" || true
done | sort -u | while read -r package; do
  dpkg-query -s "$package" >"$root/var/lib/dpkg/status.d/$package" || true
done

find "$root" -exec touch -h -d "@$epoch" {} +
