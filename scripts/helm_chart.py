"""Makes the Helm chart k8s/chart out of the kustomize base and its components: helm_chart.py [--current|--check]

With --current writes nothing: the chart must be what would be written. With --check, also, what `helm template` makes of it must equal
what kustomize builds, for every choice of components and for overlays/prod. Needs kustomize and, to check, helm on the path, and PyYAML.
"""

import copy
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHART = ROOT / "k8s/chart"
# What the chart's values switch on, and the component that is.
COMPONENTS = {"tls": "tls", "autoscaling": "autoscaling", "monitoring": "monitoring", "networkPolicies": "network-policies"}
VERSION = re.search(r"project\(textanalysis VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
NOTE = "# Made by scripts/helm_chart.py out of k8s/base and k8s/components: change those.\n"

# Of a template's holes, by the words that stand for them in a resource.
HOLES = {
    "HOLE_REPLICAS": "{{ .Values.replicas }}",
    "HOLE_IMAGE": '{{ .Values.image.repository }}{{ with .Values.image.digest }}@{{ . }}{{ else }}:{{ .Values.image.tag }}{{ end }}',
    "HOLE_MEMORY": "{{ .Values.memoryMib | quote }}",
    "HOLE_MIN": "{{ .Values.autoscaling.minReplicas }}",
    "HOLE_MAX": "{{ .Values.autoscaling.maxReplicas }}",
}
BLOCKS = {
    "HOLE_RESOURCES": "{{- toYaml .Values.resources | nindent %d }}",
    "HOLE_NAMES": "{{- toYaml .Values.tls.dnsNames | nindent %d }}",
    "HOLE_ISSUER": "{{- toYaml .Values.tls.issuer | nindent %d }}",
}
ITEMS = {
    "HOLE_ARGS": """{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- if .Values.http.enabled }}
- --http_address=0.0.0.0:8080
{{- end }}
{{- if and .Values.tls.enabled .Values.tls.allowedNames }}
- --tls_allowed_names={{ join "," .Values.tls.allowedNames }}
{{- end }}""",
    "HOLE_HTTP_CONTAINER": """{{- if .Values.http.enabled }}
- name: http
  containerPort: 8080
{{- end }}""",
    "HOLE_HTTP_SERVICE": """{{- if .Values.http.enabled }}
- name: http
  port: 8080
  targetPort: http
  appProtocol: {{ ternary "https" "http" .Values.tls.enabled }}
{{- end }}""",
}


class Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _text(dumper, value):
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


Dumper.add_representer(str, _text)


def dump(value):
    return yaml.dump(value, Dumper=Dumper, sort_keys=False, width=10_000, allow_unicode=True)


def load(text):
    """-> resources by kind and name, without the namespace: a chart's is the release's."""
    out = {}
    for resource in filter(None, yaml.safe_load_all(text)):
        resource["metadata"].pop("namespace", None)
        out[resource["kind"], resource["metadata"]["name"]] = resource
    return out


def kustomize(folder):
    return load(subprocess.run(["kustomize", "build", folder], check=True, capture_output=True, text=True).stdout)


def compose(chosen):
    """-> what kustomize builds of the base and these components."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        composition = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": ["../../k8s/base"],
                       "components": [f"../../k8s/components/{COMPONENTS[name]}" for name in chosen]}
        pathlib.Path(folder, "kustomization.yaml").write_text(yaml.safe_dump(composition))
        return kustomize(folder)


def punch(resource):
    """-> the resource with holes where values go."""
    out = copy.deepcopy(resource)
    kind, name = out["kind"], out["metadata"]["name"]
    if kind == "Deployment":
        [container] = out["spec"]["template"]["spec"]["containers"]
        if "replicas" in out["spec"]:
            out["spec"]["replicas"] = "HOLE_REPLICAS"
        container["image"], container["resources"] = "HOLE_IMAGE", "HOLE_RESOURCES"
        container["args"].append("HOLE_ARGS")
        container["ports"].append("HOLE_HTTP_CONTAINER")
        [memory] = [entry for entry in container["env"] if entry["name"] == "TEXTANALYSIS_MEMORY_MIB"]
        memory["value"] = "HOLE_MEMORY"
    elif kind == "Service" and name == "textanalysis-cluster":
        out["spec"]["ports"].append("HOLE_HTTP_SERVICE")
    elif kind == "HorizontalPodAutoscaler":
        out["spec"]["minReplicas"], out["spec"]["maxReplicas"] = "HOLE_MIN", "HOLE_MAX"
    elif kind == "Certificate":
        out["spec"]["dnsNames"], out["spec"]["issuerRef"] = "HOLE_NAMES", "HOLE_ISSUER"
    return out


def template(resource):
    """-> the text of a resource as a template."""
    lines = []
    for line in dump(punch(resource)).replace("{{", '{{ "{{" }}').splitlines():
        indent = len(line) - len(line.lstrip())
        hole = next(iter(re.findall(r"HOLE_[A-Z_]+", line)), "")
        if hole in ITEMS:
            lines += [part if part.startswith("{{") else " " * indent + part for part in ITEMS[hole].splitlines()]
        elif hole in BLOCKS:
            lines += [line.replace(" " + hole, ""), BLOCKS[hole] % (indent + 2)]
        else:
            lines.append(line.replace(hole, HOLES[hole]) if hole else line)
    return "\n".join(lines) + "\n"


def chosen_by(key, alone):
    """-> the components on which a resource depends."""
    return [name for name in COMPONENTS if alone[(name,)].get(key) != alone[()].get(key)]


def choose(key, open_choices, chosen, built):
    """-> the template of a resource, with a choice for each component that it depends on."""
    if not open_choices:
        resource = built[tuple(chosen)].get(key)
        return template(resource) if resource else ""
    name, *rest = open_choices
    with_it, without = choose(key, rest, [*chosen, name], built), choose(key, rest, chosen, built)
    other = f"{{{{- else }}}}\n{without}" if without else ""
    return f"{{{{- if .Values.{name}.enabled }}}}\n{with_it}{other}{{{{- end }}}}\n"


def values(everything):
    deployment, certificate = everything["Deployment", "textanalysis"], everything["Certificate", "textanalysis-server"]["spec"]
    [container] = deployment["spec"]["template"]["spec"]["containers"]
    scaler = everything["HorizontalPodAutoscaler", "textanalysis"]["spec"]
    base = compose(())["Deployment", "textanalysis"]
    indented = lambda value: "".join("  " + line + "\n" for line in dump(value).splitlines())  # noqa: E731
    return f"""{NOTE}# Defaults are the base: plain text within the cluster. k8s/chart/prod.yaml is overlays/prod.
image:
  repository: textanalysis-server
  tag: "{VERSION}"
  digest: "" # sha256:…; then the tag is not used.
replicas: {base["spec"]["replicas"]} # Without autoscaling.
extraArgs: [] # Flags: docs/operations.md.
# The container's memory limit less 300 MiB.
memoryMib: {next(entry["value"] for entry in container["env"] if entry["name"] == "TEXTANALYSIS_MEMORY_MIB")}
resources:
{indented(container["resources"])}http:
  enabled: false # HTTP/JSON and the page, on port 8080 of textanalysis-cluster.
# Mutual TLS by cert-manager.
tls:
  enabled: false
  issuer:
{"".join("  " + line + chr(10) for line in indented(certificate["issuerRef"]).splitlines())}  dnsNames:
{"".join("  " + line + chr(10) for line in indented(certificate["dnsNames"]).splitlines())}  allowedNames: [] # Of clients' certificates; empty allows all that the CA signed.
autoscaling:
  enabled: false
  minReplicas: {scaler["minReplicas"]}
  maxReplicas: {scaler["maxReplicas"]}
# ServiceMonitor, alerts and dashboard, for the Prometheus operator.
monitoring:
  enabled: false
# Denies all but what is needed; callers' namespaces need the label textanalysis-client: "true".
networkPolicies:
  enabled: false
"""


def schema(value, name=""):
    """-> what helm accepts in the place of a default: nothing of another type, and no name that there is not."""
    if isinstance(value, dict):
        if name in ("resources", "issuer"):  # Kubernetes' and cert-manager's own.
            return {"type": "object"}
        return {"type": "object", "additionalProperties": False, "properties": {key: schema(member, key) for key, member in value.items()}}
    if isinstance(value, list):
        return {"type": "array", "items": {"type": "string"}}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[type(value)]}


def values_schema(text):
    out = schema(yaml.safe_load(text))
    out["properties"]["global"] = {"type": "object"}  # Of a chart that this one is part of.
    return json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", **out}, indent=2) + "\n"


def prod_values():
    """-> the values that make the chart what overlays/prod is."""
    prod = kustomize(ROOT / "k8s/overlays/prod")
    names = next(argument.partition("=")[2] for argument in prod["Deployment", "textanalysis"]["spec"]["template"]["spec"]["containers"][0]["args"]
                 if argument.startswith("--tls_allowed_names="))
    return {"extraArgs": ["--reflection=false"], "http": {"enabled": True},
            "tls": {"enabled": True, "allowedNames": names.split(","), "dnsNames": prod["Certificate", "textanalysis-server"]["spec"]["dnsNames"]},
            "autoscaling": {"enabled": True, "minReplicas": prod["HorizontalPodAutoscaler", "textanalysis"]["spec"]["minReplicas"]},
            "monitoring": {"enabled": True}, "networkPolicies": {"enabled": True}}


def subsets():
    return [chosen for size in range(len(COMPONENTS) + 1) for chosen in itertools.combinations(COMPONENTS, size)]


def chart():
    """-> the chart's files by their paths."""
    built = {chosen: compose(chosen) for chosen in subsets()}
    everything = built[tuple(COMPONENTS)]
    files = {
        "Chart.yaml": NOTE + dump({"apiVersion": "v2", "name": "textanalysis", "type": "application", "version": VERSION, "appVersion": VERSION,
                                   "kubeVersion": ">=1.27.0-0", "description": "Clean text, quotations and entities of news pages, over gRPC and HTTP"}),
        "values.yaml": values(everything),
        "values.schema.json": values_schema(values(everything)),
        "prod.yaml": NOTE + "# What overlays/prod is: helm install textanalysis k8s/chart --values k8s/chart/prod.yaml\n" + dump(prod_values()),
    }
    for key in everything:
        kind, name = key
        text = choose(key, chosen_by(key, built), [], built)
        files[f"templates/{kind.lower()}-{name}.yaml"] = f"{{{{- /* {NOTE[2:].strip()} */ -}}}}\n" + text
    return files


def rendered(*arguments):
    run = subprocess.run(["helm", "template", "textanalysis", str(CHART), "--namespace", "textanalysis", "--kube-version", "1.32.0", *arguments], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return load(run.stdout)


def compare(what, got, wanted):
    assert got.keys() == wanted.keys(), (what, got.keys() ^ wanted.keys())
    for key in wanted:
        assert got[key] == wanted[key], f"{what}: {key} differs\n{json.dumps(got[key], indent=1)}\n{json.dumps(wanted[key], indent=1)}"


def check_current(files):
    there = {path.relative_to(CHART).as_posix(): path.read_text(encoding="utf-8") for path in CHART.rglob("*") if path.is_file()}
    stale = sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))
    assert files and not stale, f"scripts/helm_chart.py writes these anew: {stale}"
    print(f"the chart's {len(files)} files are current")


def check_equal():
    for chosen in subsets():
        compare(chosen, rendered(*(f"--set={name}.enabled=true" for name in chosen)), compose(chosen))
    prod = kustomize(ROOT / "k8s/overlays/prod")
    prod.pop(("Namespace", "textanalysis"))  # The release's own.
    compare("prod", rendered("--values", str(CHART / "prod.yaml")), prod)
    digest = rendered("--set=image.digest=sha256:00", "--set=image.repository=registry.example/server")
    [container] = digest["Deployment", "textanalysis"]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == "registry.example/server@sha256:00"
    print(f"the chart equals kustomize in {len(subsets())} compositions and as overlays/prod")


def main():
    files = chart()
    if sys.argv[1:] in (["--current"], ["--check"]):
        check_current(files)
        return check_equal() if sys.argv[1] == "--check" else None
    for name, text in files.items():
        (CHART / name).parent.mkdir(parents=True, exist_ok=True)
        (CHART / name).write_text(text, encoding="utf-8")


main()
