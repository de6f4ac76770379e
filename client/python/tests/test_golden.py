"""The table that every client passes: tests/golden/clients.json. TA_UPDATE_GOLDEN=1 writes its answers anew."""

import http.client
import json
import os

import grpc
import pytest
import yaml
from google.protobuf import json_format
from openapi_spec_validator import validate
from textanalysis_client import TextAnalysisError, messages
from textanalysis_client.v1 import text_analysis_service_pb2_grpc as services

from conftest import ROOT

TABLE = ROOT / "tests/golden/clients.json"
# Versions change by themselves, probabilities by rounding.
LEFT_OUT = {"confidence", "score", "salience", "extractionConfidence", "engineVersion", "modelVersion"}


def comparable(value):
    if isinstance(value, list):
        return [comparable(v) for v in value]
    if isinstance(value, dict):
        return {k: comparable(v) for k, v in value.items() if k not in LEFT_OUT}
    return value


def answer(stub, case):
    request = json_format.ParseDict(case["request"], getattr(messages, case["method"] + "Request")())
    try:
        return {"response": comparable(json_format.MessageToDict(getattr(stub, case["method"])(request)))}
    except grpc.RpcError as error:
        e = TextAnalysisError.from_rpc(error)
        return {"error": {"code": e.code.name, "reason": e.reason, "field": e.field}}


def cases():
    return json.loads(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_answers_are_those_of_the_table(server, case):
    with grpc.insecure_channel(server) as channel:
        got = answer(services.TextAnalysisServiceStub(channel), case)
    if os.environ.get("TA_UPDATE_GOLDEN"):
        table = [c | got if c["name"] == case["name"] else c for c in cases()]
        TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        assert got == {k: case[k] for k in ("response", "error") if k in case}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_http_gives_the_same(ports, case):
    connection = http.client.HTTPConnection("127.0.0.1", int(ports["http_port"]))
    method = case["method"][0].lower() + case["method"][1:]
    connection.request("POST", f"/v1/documents:{method}", json.dumps(case["request"]), {"Content-Type": "application/json"})
    got = json.loads(connection.getresponse().read())
    connection.close()
    if "response" in case:
        assert comparable(got) == case["response"]
    else:
        details = {detail["@type"].rpartition(".")[2]: detail for detail in got["details"]}
        field = details["BadRequest"]["fieldViolations"][0]["field"] if "BadRequest" in details else ""
        code = next(c.name for c in grpc.StatusCode if c.value[0] == got["code"])
        assert {"code": code, "reason": details["ErrorInfo"]["reason"], "field": field} == case["error"]


def test_the_openapi_file_is_valid():
    validate(yaml.safe_load((ROOT / "protos/textanalysis/v1/openapi.yaml").read_text(encoding="utf-8")))
