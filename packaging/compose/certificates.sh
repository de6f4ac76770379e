#!/usr/bin/env bash
# Makes what compose.yaml serves with, in tls/ beside it: a CA of its own, the server's certificate for localhost and the hosts named
# (certificates.sh news.example 192.0.2.7), and one for clients. For a year; run it again, and the server takes the new ones by itself.
# Where a CA is there already, it signs anew.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p tls
cd tls
names=DNS:localhost,IP:127.0.0.1
for host in "$@"; do
  if [[ $host =~ ^[0-9.]+$|: ]]; then names+=,IP:$host; else names+=,DNS:$host; fi
done

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }
if ! [ -e ca.crt ]; then
  key ca.key
  openssl req -x509 -key ca.key -days 3650 -subj "/CN=textanalysis CA of $(hostname)" -out ca.crt
fi
# issue NAME SUBJECT_ALTERNATIVE_NAMES: each file is put in place as a whole.
issue() {
  key "$1.new"
  openssl req -new -key "$1.new" -subj "/CN=$1" |
    openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile <(echo "subjectAltName=$2") -out "$1.crt.new" 2>/dev/null
  mv "$1.new" "$1.key"
  mv "$1.crt.new" "$1.crt"
}
issue server "$names"
issue client DNS:client.textanalysis

# The container runs as who may read the keys: you, or, when root made them, a user that owns nothing else.
user=$(id -u):$(id -g)
if [ "$(id -u)" -eq 0 ]; then
  user=65532:65532
  chown "$user" server.key client.key
fi
chmod 600 ./*.key
printf "COMPOSE_PROJECT_NAME=textanalysis\nTEXTANALYSIS_USER=%s\n" "$user" >../.env
echo "packaging/compose/tls/ca.crt is what callers trust: textanalysis … --server=localhost:50051 --tls_ca=packaging/compose/tls/ca.crt"
