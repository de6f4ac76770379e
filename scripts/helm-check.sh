#!/usr/bin/env bash
# Checks the Helm chart: it is what scripts/helm_chart.py writes, helm lints it, what it renders equals what kustomize builds and passes the
# checks of scripts/k8s-check.sh. Builds helm and kustomize where they are missing; exits with 77, which ctest shows as skipped, when they
# cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="$HOME/.cache/textanalysis"
timeout 900 scripts/go_tools.sh helm.sh/helm/v3/cmd/helm@v3.16.4 sigs.k8s.io/kustomize/kustomize/v5@v5.5.0 ||
  { echo "skipped: helm and kustomize cannot be fetched" >&2; exit 77; }
PATH="$cache/bin:$PATH"
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
