#!/usr/bin/env python3
"""k8s_policy.py FILE…: no container runs as root, writable, privileged, with capabilities or without limits. Exit code 1 and a line for each breach."""

import sys

import yaml


def containers(manifest):
    """-> (pod's security context, container) of every container in a manifest, of whatever kind."""
    spec = manifest.get("spec") or {}
    while "template" in spec or "jobTemplate" in spec:
        spec = (spec.get("template") or spec["jobTemplate"])["spec"]
    for kind in ("initContainers", "containers"):
        for container in spec.get(kind) or []:
            yield spec.get("securityContext") or {}, container


def breaches(pod, container):
    own = container.get("securityContext") or {}
    if not own.get("runAsNonRoot", pod.get("runAsNonRoot")) or own.get("runAsUser", pod.get("runAsUser")) == 0:
        yield "may run as root"
    if not own.get("readOnlyRootFilesystem"):
        yield "has a writable root file system"
    if own.get("privileged") or own.get("allowPrivilegeEscalation") is not False:
        yield "may gain privileges"
    if (own.get("capabilities") or {}).get("drop") != ["ALL"] or (own.get("capabilities") or {}).get("add"):
        yield "keeps capabilities"
    if not (own.get("seccompProfile") or pod.get("seccompProfile")):
        yield "has no seccomp profile"
    resources = container.get("resources") or {}
    for side in ("requests", "limits"):
        for name in ("cpu", "memory"):
            if name not in (resources.get(side) or {}):
                yield f"has no {side}.{name}"


def main(paths):
    found = 0
    for path in paths:
        for manifest in filter(None, yaml.safe_load_all(open(path, encoding="utf-8"))):
            for pod, container in containers(manifest):
                for breach in breaches(pod, container):
                    print(f"{path}: {manifest['kind']} {manifest['metadata']['name']}: {container['name']} {breach}")
                    found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
