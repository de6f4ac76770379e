#!/usr/bin/env bash
# Asks the cluster of kubectl's context for what k8s/overlays/prod needs beforehand, and says of each thing that is missing what needs it:
# k8s-prerequisites.sh. Changes nothing. Exits with 1 when something is missing.
set -uo pipefail
missing=0
# check WHAT WHY COMMAND…
check() {
  local what=$1 why=$2
  shift 2
  if "$@" >/dev/null 2>&1; then echo "there:   $what"; else
    echo "missing: $what: $why"
    missing=1
  fi
}
kube() { kubectl --request-timeout=10s "$@"; }
says() { [ "$(kube get "${@:1:$#-1}" 2>/dev/null)" = "${*: -1}" ]; }
is_recent() {
  local minor
  minor=$(kube version -o json 2>/dev/null | sed -n '/serverVersion/,$ s/.*"minor": "\([0-9]*\).*/\1/p' | head -1)
  [ "${minor:-0}" -ge 27 ]
}

check "a cluster that answers" "kubectl's context names none, or it is not reached" kube get --raw /readyz
if [ "$missing" -ne 0 ]; then exit 1; fi
check "Kubernetes 1.27 or later" "probes over gRPC" is_recent
check "cert-manager" "components/tls: https://cert-manager.io/docs/installation" kube get crd certificates.cert-manager.io
check "the ClusterIssuer textanalysis-ca, ready" "components/tls: a CA that signs servers and clients" \
  says clusterissuer textanalysis-ca -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}' True
for kind in servicemonitors prometheusrules; do
  check "the Prometheus operator's $kind" "components/monitoring" kube get crd "$kind.monitoring.coreos.com"
done
check "the namespace monitoring" "components/network-policies lets it alone scrape" kube get namespace monitoring
check "metrics of pods" "components/autoscaling: metrics-server" \
  says apiservice v1beta1.metrics.k8s.io -o 'jsonpath={.status.conditions[?(@.type=="Available")].status}' True
has_dns() { [ -n "$(kube -n kube-system get pods -l k8s-app=kube-dns -o name 2>/dev/null)" ]; }
check "DNS pods labelled k8s-app=kube-dns in kube-system" "components/network-policies lets names be asked there" has_dns
echo "not asked: whether the network plugin enforces policies, which no API tells; Calico, Cilium and Antrea do, flannel and kind before 0.24 do not"
exit "$missing"
