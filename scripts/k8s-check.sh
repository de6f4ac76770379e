#!/usr/bin/env bash
# Checks every overlay of k8s/: kustomize builds it, kubeconform finds it valid against Kubernetes 1.32 and the custom resources it
# uses, kube-score has nothing critical, scripts/k8s_policy.py nothing unsafe, promtool takes the alert rules. Then shows that the
# checks catch what is wrong: tests/k8s/bad. Installs what is missing (needs root for that); exits with 77, which ctest shows as skipped,
# when that cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="$HOME/.cache/textanalysis"
out=build/k8s
mkdir -p "$out"

skip() { echo "skipped: what the checks need cannot be fetched" >&2; exit 77; }

scripts/debian.sh python3-yaml prometheus || skip
timeout 600 scripts/go_tools.sh sigs.k8s.io/kustomize/kustomize/v5@v5.5.0 github.com/yannh/kubeconform/cmd/kubeconform@v0.6.7 \
  github.com/zegl/kube-score/cmd/kube-score@v1.19.0 || skip
PATH="$cache/bin:$PATH"

# Schemas out of the sources that define them, once.
schemas="$cache/schemas-1.32.0"
if ! [ -e "$schemas/complete" ]; then
  module() { (cd / && GOFLAGS=-mod=mod timeout 600 go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p') || true; }
  kubernetes=$(module k8s.io/kubernetes@v1.32.0)
  prometheus=$(module github.com/prometheus-operator/prometheus-operator@v0.78.2)
  certificates=$(module github.com/cert-manager/cert-manager@v1.16.2)
  gateway=$(module sigs.k8s.io/gateway-api@v1.2.1)
  for folder in "$kubernetes" "$prometheus" "$certificates" "$gateway"; do [ -d "$folder" ] || skip; done
  /usr/bin/python3 scripts/k8s_schemas.py "$schemas" "$kubernetes/api/openapi-spec/swagger.json" \
    "$prometheus/example/prometheus-operator-crd" "$certificates/deploy/crds" "$gateway/config/crd/standard"
  touch "$schemas/complete"
fi
conform() { kubeconform -strict -summary -schema-location "$schemas/{{.ResourceKind}}{{.KindSuffix}}.json" "$@"; }

for overlay in k8s/overlays/*/; do
  name=$(basename "$overlay")
  kustomize build "$overlay" >"$out/$name.yaml"
  conform "$out/$name.yaml"
  kube-score score --ignore-test pod-networkpolicy,container-image-pull-policy "$out/$name.yaml" >"$out/$name.score" || {
    cat "$out/$name.score"; exit 1; }
  /usr/bin/python3 scripts/k8s_policy.py "$out/$name.yaml"
  echo "overlay $name is valid"
done
/usr/bin/python3 scripts/helm_chart.py --current
/usr/bin/python3 -c 'import sys, yaml
yaml.safe_dump(yaml.safe_load(open(sys.argv[1]))["spec"], open(sys.argv[2], "w"))' \
  k8s/components/monitoring/prometheusrule.yaml "$out/rules.yaml"
promtool check rules "$out/rules.yaml"
promtool test rules tests/k8s/alerts.yaml

# Each bad manifest differs from the good one in one thing.
conform tests/k8s/good.yaml
/usr/bin/python3 scripts/k8s_policy.py tests/k8s/good.yaml
for bad in tests/k8s/bad/*.yaml; do
  if conform "$bad" >/dev/null 2>&1 && /usr/bin/python3 scripts/k8s_policy.py "$bad" >/dev/null; then
    echo "$bad passes, and must not" >&2
    exit 1
  fi
  echo "$(basename "$bad") is refused"
done
