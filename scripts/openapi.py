#!/usr/bin/env python3
"""openapi.py DESCRIPTOR_SET: prints the OpenAPI 3.1 description of the HTTP/JSON port, made from the schema and its comments.

DESCRIPTOR_SET is what `protoc --include_imports --include_source_info --descriptor_set_out=…` writes.
"""

import pathlib
import sys

import yaml
from google.protobuf import descriptor_pb2

FieldType = descriptor_pb2.FieldDescriptorProto
SCALARS = {
    FieldType.TYPE_STRING: {"type": "string"}, FieldType.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
    FieldType.TYPE_BOOL: {"type": "boolean"}, FieldType.TYPE_INT32: {"type": "integer", "format": "int32"},
    FieldType.TYPE_UINT32: {"type": "integer", "minimum": 0}, FieldType.TYPE_FLOAT: {"type": "number", "format": "float"},
    FieldType.TYPE_DOUBLE: {"type": "number", "format": "double"},
    # proto3's JSON form writes 64-bit integers as strings, and reads both.
    FieldType.TYPE_INT64: {"type": ["string", "integer"], "format": "int64"},
    FieldType.TYPE_UINT64: {"type": ["string", "integer"], "format": "int64"},
}
ERRORS = {"400": "The request breaks a rule.", "401": "No token, or an unknown one.", "403": "The client's certificate is not on the list.",
          "413": "The body is over the limit.", "415": "The body is not application/json.",
          "429": "The server is busy; the detail says when to retry.", "499": "The caller went away.",
          "500": "A defect of the server.", "503": "The server is draining.", "504": "The deadline passed."}
# What an error's details are, in Any.
DETAILS = ("ErrorInfo", "BadRequest", "RetryInfo")
TYPE_URL = "type.googleapis.com/google.rpc."


def comments(file):
    """-> {path of an element: its comment}."""
    return {tuple(l.path): " ".join(l.leading_comments.split()) for l in file.source_code_info.location if l.leading_comments}


def reference(name):
    return {"$ref": "#/components/schemas/" + name.rsplit(".", 1)[1]}


def field_schema(field, entries):
    if field.type_name in entries:
        return {"type": "object", "additionalProperties": SCALARS[entries[field.type_name].field[1].type]}
    if field.type_name == ".google.protobuf.Any":
        one = {"oneOf": [reference(f".{name}") for name in DETAILS],
               "discriminator": {"propertyName": "@type", "mapping": {TYPE_URL + name: reference(f".{name}")["$ref"] for name in DETAILS}}}
    elif field.type_name == ".google.protobuf.Duration":
        one = {"type": "string", "description": 'Seconds, as in "1.250s".'}
    else:
        one = reference(field.type_name) if field.type_name else dict(SCALARS[field.type])
    return {"type": "array", "items": one} if field.label == FieldType.LABEL_REPEATED else one


def message_schema(message, path, notes):
    entries = {f".textanalysis.v1.{message.name}.{n.name}": n for n in message.nested_type if n.options.map_entry}
    properties = {}
    for k, field in enumerate(message.field):
        schema = field_schema(field, entries)
        note = notes.get((*path, 2, k))
        properties[field.json_name] = {**schema, "description": note} if note else schema
    out = {"type": "object", "description": notes.get(path, ""), "properties": properties, "additionalProperties": False}
    if message.name in DETAILS:  # By which generated clients tell them apart.
        out |= {"properties": {"@type": {"type": "string", "enum": [TYPE_URL + message.name]}, **properties}, "required": ["@type"]}
    return out


def schemas(file):
    notes = comments(file)
    out = {m.name: message_schema(m, (4, k), notes) for k, m in enumerate(file.message_type)}
    for k, enum in enumerate(file.enum_type):
        values = [f"{v.name}: {notes[(5, k, 2, j)]}" for j, v in enumerate(enum.value) if (5, k, 2, j) in notes]
        out[enum.name] = {"type": "string", "enum": [v.name for v in enum.value],
                          "description": "\n".join([notes.get((5, k), ""), *values]).strip()}
    return out


def operation(method, name, note):
    def content(name):
        return {"application/json": {"schema": reference(name)}}

    responses = {"200": {"description": "The answer.", "content": content(method.output_type)}}
    responses |= {code: {"description": text, "content": content(".ErrorStatus")} for code, text in ERRORS.items()}
    return {"post": {"operationId": name, "description": note,
                     "requestBody": {"required": True, "content": content(method.input_type)}, "responses": responses}}


def document(file, version):
    notes, service = comments(file), file.service[0]
    paths = {}
    for k, method in enumerate(service.method):
        if not method.client_streaming:
            name = method.name[0].lower() + method.name[1:]
            paths["/v1/documents:" + name] = operation(method, name, notes.get((6, 0, 2, k), ""))
    return {"openapi": "3.1.0",
            "info": {"title": "textanalysis", "version": version, "description": notes.get((6, 0), ""),
                     "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
            "servers": [{"url": "http://localhost:8080"}], "security": [{}, {"token": []}], "paths": paths,
            "components": {"schemas": schemas(file), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}}


def main(descriptor_set):
    files = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(descriptor_set).read_bytes())
    file = next(f for f in files.file if f.package == "textanalysis.v1")
    sys.stdout.write("# Made by scripts/openapi.py from the schema; do not edit.\n")
    yaml.safe_dump(document(file, "1"), sys.stdout, sort_keys=False, width=120, allow_unicode=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
