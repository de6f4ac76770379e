#!/usr/bin/env python3
"""k8s_schemas.py OUT SWAGGER CRDS…: writes a strict JSON schema, as kubeconform reads it, for every kind of Kubernetes' OpenAPI file and of
the folders of custom resource definitions."""

import json
import pathlib
import sys

import yaml

# A plain "=" in a list of operators is text, whatever YAML 1.1 says.
yaml.SafeLoader.add_constructor("tag:yaml.org,2002:value", yaml.SafeLoader.construct_yaml_str)

def strict(schema):
    """The same schema, in which an object with named properties has no others."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
        return {"oneOf": [{"type": "string"}, {"type": "integer"}]}
    out = {k: strict(v) for k, v in schema.items()}
    named = isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema
    if named and not schema.get("x-kubernetes-preserve-unknown-fields") and ("type" in schema or "description" in schema):
        out["additionalProperties"] = False
    return out


def references(schema):
    """Names of the definitions that a schema refers to."""
    if isinstance(schema, list):
        return set().union(*map(references, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].rsplit("/", 1)[1]} if isinstance(schema.get("$ref"), str) else set()
    return own.union(*map(references, schema.values())) if schema else own


def with_definitions(schema, definitions):
    """The schema with every definition that it needs, so that it stands alone."""
    todo, needed = references(schema), {}
    while todo:
        name = todo.pop()
        if name not in needed:
            needed[name] = definitions[name]
            todo |= references(definitions[name])
    return schema | {"definitions": needed}


def write(folder, kind, group, version, schema):
    parts = [kind, group.split(".")[0], version]
    (folder / ("-".join(p.lower() for p in parts if p) + ".json")).write_text(json.dumps(schema))


def write_kubernetes(folder, swagger):
    source = json.loads(pathlib.Path(swagger).read_text())["definitions"]
    definitions = {name: {"type": ["string", "number"]} if name.endswith("resource.Quantity") else strict(d)
                   for name, d in source.items()}
    for name, definition in source.items():
        for gvk in definition.get("x-kubernetes-group-version-kind", []):
            write(folder, gvk["kind"], gvk["group"], gvk["version"], with_definitions(definitions[name], definitions))


def write_custom(folder, path):
    for crd in yaml.safe_load_all(path.read_text()):
        if not crd or crd.get("kind") != "CustomResourceDefinition":
            continue
        for version in crd["spec"]["versions"]:
            schema = strict(version["schema"]["openAPIV3Schema"])
            schema["properties"]["metadata"] = {"type": "object"}
            write(folder, crd["spec"]["names"]["kind"], crd["spec"]["group"], version["name"], schema)


def main(out, swagger, *crd_folders):
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    write_kubernetes(folder, swagger)
    for crds in crd_folders:
        for path in sorted(pathlib.Path(crds).glob("*.yaml")):
            write_custom(folder, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
