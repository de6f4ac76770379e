#!/usr/bin/env bash
# Checks the Helm chart: it is what scripts/helm_chart.py writes, helm lints it, what it renders equals what kustomize builds and passes the
# checks of scripts/k8s-check.sh. helm-check.sh [--install]; exits with 77, which ctest shows as skipped, where helm or kustomize is missing
# and --install, which builds them for some minutes, was not given.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="$HOME/.cache/textanalysis"
PATH="$cache/bin:$PATH"
if [ "${1:-}" = --install ]; then
  scripts/go_tools.sh helm.sh/helm/v3/cmd/helm@v3.16.4 sigs.k8s.io/kustomize/kustomize/v5@v5.5.0
fi
for tool in helm kustomize; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool; scripts/helm-check.sh --install" >&2; exit 77; }
done
/usr/bin/python3 scripts/helm_chart.py --check
helm lint --quiet --strict k8s/chart --kube-version 1.32.0
mkdir -p build/k8s
helm template textanalysis k8s/chart --namespace textanalysis --kube-version 1.32.0 --values k8s/chart/prod.yaml >build/k8s/chart.yaml
/usr/bin/python3 scripts/k8s_policy.py build/k8s/chart.yaml
schemas="$cache/schemas-1.32.0"
if command -v kubeconform >/dev/null && [ -e "$schemas/complete" ]; then
  kubeconform -strict -summary -schema-location "$schemas/{{.ResourceKind}}{{.KindSuffix}}.json" build/k8s/chart.yaml
fi
# A value that is misspelt is no silent default.
if helm template textanalysis k8s/chart --kube-version 1.32.0 --set tls.enable=true >/dev/null 2>&1; then
  echo "a misspelt value passes, and must not" >&2
  exit 1
fi
