#!/usr/bin/env bash
# A real Kubernetes API server (1.32) with etcd, for this run alone: applies every overlay, first as a server-side dry run, then for
# real, under Pod Security "restricted"; then shows that manifests which must be refused are. No kubelet: no pod runs.
# Building the server from its Go modules takes a quarter of an hour; it is kept in ~/.cache/textanalysis/bin. Needs root to install.
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.32.0
bin="$HOME/.cache/textanalysis/bin"
mkdir -p "$bin"

build() {
  local folder=$1 go modules
  go=$(scripts/go_tools.sh --which)
  modules=(api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator
    component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice
    externaljwt kms kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils
    pod-security-admission sample-apiserver sample-cli-plugin sample-controller)
  {
    echo "module textanalysis-apiserver"
    echo "go 1.23.0"
    echo "require k8s.io/kubernetes v$version"
    for module in "${modules[@]}"; do echo "replace k8s.io/$module => k8s.io/$module v0.${version#1.}"; done
  } >"$folder/go.mod"
  printf 'package main\nimport (\n_ "k8s.io/kubernetes/cmd/kube-apiserver/app"\n_ "k8s.io/kubectl/pkg/cmd"\n)\nfunc main() {}\n' >"$folder/main.go"
  (cd "$folder" && GOFLAGS=-mod=mod "$go" mod tidy && GOBIN="$bin" GOFLAGS=-mod=mod "$go" install -ldflags \
    "-X k8s.io/component-base/version.gitVersion=v$version -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=32" \
    k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kubectl)
}

work=$(mktemp -d)
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
if ! [ -x "$bin/kube-apiserver" ] || ! [ -x "$bin/kubectl" ]; then build "$work"; fi
scripts/debian.sh etcd-server openssl
scripts/go_tools.sh sigs.k8s.io/kustomize/kustomize/v5@v5.5.0

# One key for service accounts, one token for us.
openssl genrsa -out "$work/sa.key" 2048 2>/dev/null
token=$(openssl rand -hex 16)
echo "$token,admin,admin,system:masters" >"$work/tokens.csv"
etcd --data-dir "$work/etcd" --listen-client-urls http://127.0.0.1:23790 --advertise-client-urls http://127.0.0.1:23790 \
  --listen-peer-urls http://127.0.0.1:23800 --initial-advertise-peer-urls http://127.0.0.1:23800 --initial-cluster default=http://127.0.0.1:23800 \
  >"$work/etcd.log" 2>&1 &
processes+=($!)
"$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:23790 --secure-port=16443 --bind-address=127.0.0.1 --cert-dir="$work/certs" \
  --service-account-key-file="$work/sa.key" --service-account-signing-key-file="$work/sa.key" --service-account-issuer=https://kubernetes \
  --token-auth-file="$work/tokens.csv" --authorization-mode=RBAC --service-cluster-ip-range=10.0.0.0/24 \
  --disable-admission-plugins=ServiceAccount --allow-privileged=true >"$work/apiserver.log" 2>&1 &
processes+=($!)
kubectl() { "$bin/kubectl" --server=https://127.0.0.1:16443 --insecure-skip-tls-verify --token="$token" "$@"; }
for _ in $(seq 240); do
  if kubectl get --raw /readyz >/dev/null 2>&1; then break; fi
  sleep 0.5
done
kubectl version | tail -1

# Kinds of others' making.
module() { (cd / && GOFLAGS=-mod=mod go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'); }
kubectl apply --server-side -f "$(module github.com/prometheus-operator/prometheus-operator@v0.78.2)/example/prometheus-operator-crd" >/dev/null
kubectl apply --server-side -f "$(module sigs.k8s.io/gateway-api@v1.2.1)/config/crd/standard" >/dev/null
sed '/{{/d' "$(module github.com/cert-manager/cert-manager@v1.16.2)/deploy/crds/crd-certificates.yaml" | kubectl apply --server-side -f - >/dev/null
kubectl wait --for=condition=Established crd --all --timeout=60s >/dev/null

for overlay in k8s/overlays/*/; do
  "$bin/kustomize" build "$overlay" >"$work/all.yaml"
  # The namespace comes first, for real: a dry run in one that is not there says nothing.
  kubectl apply --server-side -f "$overlay/namespace.yaml" >/dev/null 2>&1 || kubectl apply --server-side -f k8s/overlays/dev/namespace.yaml >/dev/null
  kubectl apply --server-side --dry-run=server -f "$work/all.yaml" >/dev/null
  kubectl apply --server-side -f "$work/all.yaml" >"$work/applied" 2>"$work/warnings"
  if grep -i warning "$work/warnings"; then exit 1; fi
  echo "overlay $(basename "$overlay"): $(wc -l <"$work/applied") objects accepted"
done

for bad in unknown_field wrong_type; do
  if kubectl -n textanalysis-dev apply --server-side --dry-run=server -f "tests/k8s/bad/$bad.yaml" >/dev/null 2>&1; then
    echo "$bad passes, and must not" >&2
    exit 1
  fi
  echo "$bad is refused"
done
# Pod Security warns of a Deployment and refuses its pods.
for bad in privileged root; do
  sed -n '/^    spec:/,$p' "tests/k8s/bad/$bad.yaml" | sed '1d; s/^    //' | sed '1i apiVersion: v1\nkind: Pod\nmetadata:\n  name: bad\nspec:' >"$work/pod.yaml"
  if kubectl -n textanalysis-dev apply --server-side --dry-run=server -f "$work/pod.yaml" >/dev/null 2>"$work/refusal"; then
    echo "$bad passes, and must not" >&2
    exit 1
  fi
  grep -q 'violates PodSecurity "restricted' "$work/refusal" || { cat "$work/refusal"; exit 1; }
  echo "$bad is refused by Pod Security"
done
