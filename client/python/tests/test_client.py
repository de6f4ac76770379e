import datetime
import itertools
import re
import subprocess
import sys

import grpc
import pandas as pd
import pytest
from textanalysis_client import AsyncClient, Cancellation, Client, Reason, TextAnalysisError, document, messages
from textanalysis_client.pandas import analyze_column

from conftest import ROOT, serving

TEXT = "😀 “The port is shut,” said Zoë Reid in Edinburgh on Monday."


@pytest.fixture
def client(server):
    with Client(server) as c:
        yield c


def test_offsets_index_python_strings(client):
    answer = client.analyze(TEXT)
    text = answer.cleaned_document.text
    quote = answer.quotes[0]
    span = quote.content_spans[0]
    assert text[span.begin_offset:span.end_offset] == quote.content == "The port is shut,"
    assert quote.speaker.name == "Zoë Reid"
    for entity in client.extract_entities(TEXT).entities:
        for mention in entity.mentions:
            assert TEXT[mention.span.begin_offset:mention.span.end_offset] == mention.content


def test_every_method_answers(client):
    assert client.clean("<p>Caf\xe9".encode("latin-1"), html=True, charset="latin1").cleaned_document.text == "Café"
    assert client.extract_quotes(TEXT).quotes[0].form == messages.QUOTE_FORM_DIRECT
    dates = client.extract_entities(TEXT, reference_date=datetime.date(2024, 6, 5)).entities
    assert any(e.type == messages.ENTITY_TYPE_DATE_TIME for e in dates)
    assert client.analyze(document(TEXT, language="en")).quotes


def test_errors_are_typed(client):
    with pytest.raises(TextAnalysisError) as caught:
        client.clean("")
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT
    assert (caught.value.reason, caught.value.field) == ("DOCUMENT_EMPTY", "document.content")
    with pytest.raises(TextAnalysisError) as caught:
        client.clean("x" * 20_001)
    assert caught.value.metadata["maxBytes"] == "20000"
    with pytest.raises(TextAnalysisError) as caught, Client("127.0.0.1:1", timeout=2) as gone:
        gone.clean("x")
    assert caught.value.reason == ""
    assert Reason("DOCUMENT_EMPTY") is Reason.DOCUMENT_EMPTY == "DOCUMENT_EMPTY"


def test_reasons_are_those_that_are_documented():
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8").split("The HTTP port")[0]
    documented = {name for row in re.findall(r"^\| (`[A-Z_0-9`, ]+) \|", page, re.M) for name in re.findall("[A-Z_0-9]+", row)}
    assert len(documented) > 15 and {reason.value for reason in Reason} == documented


PAGE = f"<nav><a href=/>Home</a></nav><article><h1>Port</h1><p>{TEXT}</p><p>Ana Diaz believes the mill will close. She paid £4m.</p></article>"


def test_content_is_what_it_looks_like(client):
    assert client.extract_quotes(PAGE).cleaned_document.text.startswith("Port")
    assert client.extract_quotes(PAGE.encode()).quotes[0].speaker.name == "Zoë Reid"
    stated = client.extract_entities(PAGE, html=False)
    assert [w.reason for w in stated.metadata.warnings] == ["TEXT_LOOKS_LIKE_HTML"]


def test_options_reach_the_server(client):
    beliefs = messages.QuoteOptions(attribution_types=[messages.ATTRIBUTION_TYPE_BELIEF])
    assert [q.speaker.name for q in client.extract_quotes(PAGE, options=beliefs).quotes] == ["Ana Diaz"]
    answer = client.analyze(PAGE, quote_options=beliefs, entity_options=messages.EntityOptions(types=[messages.ENTITY_TYPE_MONEY]),
                            clean_options=messages.CleanOptions(omit_segments=True), tier="fast")
    assert [q.speaker.name for q in answer.quotes] == ["Ana Diaz"] and [e.name for e in answer.entities] == ["£4m"]
    assert not answer.cleaned_document.segments and answer.metadata.model_tier == messages.MODEL_TIER_FAST
    assert not client.analyze(PAGE, features=[messages.FEATURE_CLEAN]).quotes
    with pytest.raises(TextAnalysisError) as caught:
        client.analyze(PAGE, tier="accurate")
    assert caught.value.reason == Reason.MODEL_TIER_NOT_SERVED
    assert [len(a.quotes) for _, a in client.analyze_many([("a", PAGE)], quote_options=beliefs)] == [1]


def test_calls_end_by_their_own_time(client):
    with pytest.raises(TextAnalysisError) as caught:
        client.analyze(TEXT * 250, timeout=0.001)
    assert caught.value.code is grpc.StatusCode.DEADLINE_EXCEEDED


def test_calls_can_be_cancelled(client):
    cancel = Cancellation()
    stream = client.analyze_many(((str(k), TEXT) for k in itertools.count()), cancel=cancel)
    assert next(stream)[1].quotes
    cancel.cancel()
    with pytest.raises(TextAnalysisError) as caught:
        for _ in stream:
            pass
    assert caught.value.code is grpc.StatusCode.CANCELLED
    with pytest.raises(TextAnalysisError) as caught:
        client.analyze(TEXT, cancel=cancel)
    assert caught.value.code is grpc.StatusCode.CANCELLED


def test_refused_callers_are_told_why():
    def reason(port, token):
        with Client("127.0.0.1:" + port, token=token) as caller, pytest.raises(TextAnalysisError) as caught:
            caller.clean("x")
        return caught.value.reason

    with serving(f"--token_file={ROOT}/tests/golden/tokens") as says:
        assert [reason(str(says["port"]), token) for token in ("", "wrong")] == ["TOKEN_MISSING", "TOKEN_UNKNOWN"]
        with Client(f"127.0.0.1:{says['port']}", token="abc") as caller:
            assert caller.clean("x").cleaned_document.text == "x"


def test_bad_ids_of_items_are_told(client):
    long = TEXT * 250
    answers = list(client.analyze_many([("", TEXT), ("a", long), ("a", long)]))
    assert {a.reason for _, a in answers if isinstance(a, TextAnalysisError)} == {"INVALID_ITEM_ID", "DUPLICATE_ITEM_ID"}


def test_a_stream_answers_every_item_with_errors_in_their_place(client):
    answers = dict(client.analyze_many((str(k), "" if k == 5 else TEXT) for k in range(40)))
    assert len(answers) == 40
    assert answers["5"].reason == "DOCUMENT_EMPTY"
    assert all(a.quotes for k, a in answers.items() if k != "5")


def test_what_the_items_raise_is_raised(client):
    def items():
        yield "a", TEXT
        raise FileNotFoundError("no such article")

    with pytest.raises(FileNotFoundError):
        list(client.analyze_many(items()))
    with pytest.raises(FileNotFoundError):
        list(client.verify_many({"source": TEXT}, items()))


async def test_what_the_items_raise_is_raised_in_asyncio(server):
    async def items():
        yield "a", TEXT
        raise FileNotFoundError("no such article")

    async with AsyncClient(server) as client:
        with pytest.raises(FileNotFoundError):
            [item_id async for item_id, _ in client.analyze_many(items())]


async def test_asyncio(server):
    async def items():
        for k in range(10):
            yield str(k), TEXT

    async with AsyncClient(server) as client:
        assert (await client.extract_quotes(TEXT)).quotes
        assert len([item_id async for item_id, _ in client.analyze_many(items())]) == 10
        assert [item_id async for item_id, _ in client.analyze_many([("a", TEXT)])] == ["a"]
        with pytest.raises(TextAnalysisError):
            await client.clean("")


def test_pandas_keeps_rows_and_index(client):
    frame = analyze_column(client, pd.Series([TEXT, None, ""], index=["a", "b", "c"]), progress=False)
    assert list(frame.index) == ["a", "b", "c"]
    [quote], text = frame.loc["a", "quotes"], frame.loc["a", "text"]
    assert (quote["speaker"], quote["content"], quote["form"]) == ("Zoë Reid", "The port is shut,", "direct")
    assert [text[begin:end] for begin, end in quote["spans"]] == ["The port is shut,"] and 0 < quote["confidence"] <= 1
    speaker = next(e for e in frame.loc["a", "entities"] if e["id"] == quote["entity_id"])
    assert [text[begin:end] for begin, end in speaker["spans"]] == ["Zoë Reid"]
    assert frame.loc["c", "error"] == "DOCUMENT_EMPTY"
    assert frame.loc["b"].isna().all()


def test_pandas_has_the_byline_and_the_day(client):
    page = "<html><head><meta name=author content='Ana Diaz'><meta property='article:published_time' content='2024-06-03'></head>"
    frame = analyze_column(client, pd.Series([f"{page}<body><article><h1>Port</h1><p>{TEXT}</p></article></body></html>"]),
                           progress=False, html=True)
    assert frame.loc[0, "date"] == datetime.date(2024, 6, 3)


def test_the_example_runs(server):
    run = subprocess.run([sys.executable, ROOT / "client/python/examples/who_said_what.py", server, ROOT / "examples/harbour.txt"],
                         capture_output=True, text=True)
    assert run.returncode == 0 and "Martin Hallam" in run.stdout, run.stderr


def test_documents_of_any_size_are_told_that_they_are_too_large(client):
    huge = "x" * (70 << 20)
    with pytest.raises(TextAnalysisError) as caught:
        client.clean(huge)
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.INVALID_ARGUMENT, Reason.DOCUMENT_TOO_LARGE)
    assert int(caught.value.metadata["actualBytes"]) > int(caught.value.metadata["maxBytes"])
    answers = dict(client.analyze_many([("a", huge), ("b", TEXT), ("c", huge)]))
    assert [type(answers[k]) is TextAnalysisError for k in "abc"] == [True, False, True]
    assert answers["c"].reason == Reason.DOCUMENT_TOO_LARGE


def test_the_largest_answers_arrive():
    with serving() as says, Client(f"127.0.0.1:{says['port']}") as client:
        text = "word " * 1_600_000
        assert client.clean(text).cleaned_document.text == text.rstrip()
