"""scripts/k8s-prerequisites.sh against a kubectl that stands in for a cluster: prerequisites_test.py ROOT"""

import os
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
# What the stand-in answers, by words of the question.
CLUSTER = {
    "/readyz": "ok",
    "version -o json": '{\n "serverVersion": {\n  "major": "1",\n  "minor": "32"\n }\n}',
    "crd certificates.cert-manager.io": "certificates.cert-manager.io",
    "clusterissuer textanalysis-ca": "True",
    "crd servicemonitors": "servicemonitors",
    "crd prometheusrules": "prometheusrules",
    "namespace monitoring": "monitoring",
    "apiservice v1beta1.metrics.k8s.io": "True",
    "k8s-app=kube-dns": "pod/coredns-1",
}


def ask(cluster):
    with tempfile.TemporaryDirectory() as folder:
        cases = "".join(f"  *'{words}'*) printf '%s\\n' '{answer}';;\n" for words, answer in cluster.items())
        kubectl = pathlib.Path(folder, "kubectl")
        kubectl.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}  *) exit 1;;\nesac\n')
        kubectl.chmod(0o755)
        return subprocess.run([root / "scripts/k8s-prerequisites.sh"], capture_output=True, text=True, env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})


whole = ask(CLUSTER)
assert whole.returncode == 0 and "missing" not in whole.stdout and whole.stdout.count("there:") == len(CLUSTER), whole.stdout
for words in CLUSTER:
    lacking = ask({key: answer for key, answer in CLUSTER.items() if key != words})
    assert lacking.returncode == 1 and lacking.stdout.count("missing:") == 1, (words, lacking.stdout)
assert ask({**CLUSTER, "clusterissuer textanalysis-ca": "False"}).returncode == 1, "an issuer that is not ready is none"
assert ask({**CLUSTER, "version -o json": CLUSTER["version -o json"].replace("32", "26")}).returncode == 1
print(f"{len(CLUSTER)} prerequisites are asked for, and each is missed")
