"""A client that openapi-generator made calls every method of the real server. Run by scripts/generated_client.sh."""

import pathlib
import sys

import newsroom
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, run_tests  # noqa: E402

server_binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
TEXT = "“It is a local matter,” Transport Minister Fiona Reid said in Edinburgh on 3 May 2024. The port costs £3 million."
DOCUMENT = {"content": TEXT, "referenceDate": {"year": 2024, "month": 5, "day": 4}}
server = Server(server_binary, "--http_address=127.0.0.1:0")
api = newsroom.DefaultApi(newsroom.ApiClient(newsroom.Configuration(host=f"http://127.0.0.1:{server.http_port}")))
called = set()


def call(method, request):
    """Calls a method by its name in the description with a request in JSON's form."""
    called.add(method)
    snake = "".join("_" + c.lower() if c.isupper() else c for c in method)
    kind = getattr(newsroom, method[0].upper() + method[1:] + "Request")
    return getattr(api, snake)(kind.from_dict(request))


def test_clean():
    answer = call("clean", {"document": {"content": f"<html><body><nav>Home</nav><p>{TEXT}</p></body></html>"}, "options": {"includeSourceMap": True}})
    assert answer.cleaned_document.text == TEXT and answer.cleaned_document.segments
    assert answer.metadata.document_type == newsroom.DocumentType.DOCUMENT_TYPE_HTML


def test_extract_quotes():
    [quote] = call("extractQuotes", {"document": DOCUMENT, "encodingType": "ENCODING_TYPE_UTF32"}).quotes
    span = quote.content_spans[0]
    assert TEXT[span.begin_offset:span.end_offset] == quote.content == "It is a local matter,"
    assert quote.speaker.name == "Fiona Reid" and quote.form == newsroom.QuoteForm.QUOTE_FORM_DIRECT


def test_extract_entities():
    entities = call("extractEntities", {"document": DOCUMENT, "options": {"types": ["ENTITY_TYPE_PERSON", "ENTITY_TYPE_MONEY"]}}).entities
    assert [(entity.name, entity.type.value) for entity in entities] == [("Fiona Reid", "ENTITY_TYPE_PERSON"), ("£3 million", "ENTITY_TYPE_MONEY")]


def test_analyze():
    answer = call("analyze", {"document": DOCUMENT, "features": ["FEATURE_QUOTES", "FEATURE_ENTITIES"]})
    assert answer.quotes[0].speaker.name == "Fiona Reid" and len(answer.entities) > 2
    assert newsroom.AnalyzeResponse.from_json(answer.to_json()) == answer


def test_verify_quotes():
    draft = {"content": "“It is a national matter,” Fiona Reid said."}
    answer = call("verifyQuotes", {"document": draft, "sources": [{"sourceId": "interview", "document": DOCUMENT}]})
    assert answer.verifications[0].verdict == newsroom.QuoteVerdict.QUOTE_VERDICT_ALTERED
    assert answer.verifications[0].places[0].source_id == "interview"


def test_errors_are_read_with_their_reason_and_field():
    for request, reason, field in (({"document": {"content": ""}}, "DOCUMENT_EMPTY", "document.content"),
                                   ({"document": {**DOCUMENT, "languageCode": "de"}}, "UNSUPPORTED_LANGUAGE", "document.language_code")):
        try:
            call("extractQuotes", request)
        except newsroom.ApiException as error:
            # "field" is a word of the generated classes' own.
            info, bad = (detail.actual_instance for detail in error.data.details)
            assert (error.status, info.reason, bad.field_violations[0].var_field) == (400, reason, field), error
        else:
            raise AssertionError(f"{reason} is not raised")


def test_nothing_is_left_out():
    paths = yaml.safe_load((root / "protos/textanalysis/v1/openapi.yaml").read_text(encoding="utf-8"))["paths"]
    described = {methods["post"]["operationId"] for methods in paths.values()}
    assert len(described) >= 5 and called == described, called ^ described


with server:
    run_tests(dict(globals()))
