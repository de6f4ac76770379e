"""The wheel, against the table that every client passes."""

import concurrent.futures
import json
import pathlib

import pytest
import textanalysis
from google.protobuf import json_format
from textanalysis import TextAnalysisError, messages

ROOT = pathlib.Path(__file__).resolve().parents[3]
LEFT_OUT = {"confidence", "salience", "extractionConfidence", "engineVersion", "modelVersion"}
TEXT = "😀 “The port is shut,” said Zoë Reid in Edinburgh."


def comparable(value):
    if isinstance(value, list):
        return [comparable(v) for v in value]
    if isinstance(value, dict):
        return {k: comparable(v) for k, v in value.items() if k not in LEFT_OUT}
    return value


def cases():
    table = json.loads((ROOT / "tests/golden/clients.json").read_text(encoding="utf-8"))
    # The limit of a document is the server's own.
    return [case for case in table if case.get("error", {}).get("reason") != "DOCUMENT_TOO_LARGE"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_answers_are_those_of_the_table(case):
    request = json_format.ParseDict(case["request"], getattr(messages, case["method"] + "Request")())
    analyzer = textanalysis._default()
    if "error" in case:
        with pytest.raises(TextAnalysisError) as caught:
            analyzer.call(case["method"], request)
        assert (caught.value.code, caught.value.reason, caught.value.field) == (3, case["error"]["reason"], case["error"]["field"])
    else:
        assert comparable(json_format.MessageToDict(analyzer.call(case["method"], request))) == case["response"]


def test_offsets_index_python_strings():
    answer = textanalysis.analyze(TEXT)
    [quote], text = answer.quotes, answer.cleaned_document.text
    span = quote.content_spans[0]
    assert text[span.begin_offset:span.end_offset] == quote.content == "The port is shut,"
    assert textanalysis.quotes(f"<p>{TEXT}</p>".encode()).cleaned_document.text == TEXT
    assert [e.name for e in textanalysis.entities(TEXT).entities][0] == "Zoë Reid"
    assert textanalysis.clean("<p>Caf\xe9".encode("latin-1"), charset="latin1").cleaned_document.text == "Café"


def test_drafts_are_verified():
    answer = textanalysis.verify("“The port is open,” said Zoë Reid.", {"interview": TEXT})
    [verification] = answer.verifications
    assert verification.verdict == messages.QUOTE_VERDICT_ALTERED and verification.places[0].source_id == "interview"
    with pytest.raises(TextAnalysisError, match="NO_SOURCES"):
        textanalysis.verify(TEXT, {})


def test_many_come_in_order_with_errors_in_their_place():
    answers = list(textanalysis.pipe([TEXT, "", *[f"{TEXT} {k}" for k in range(20)]], threads=3))
    assert len(answers) == 22 and answers[1].reason == "DOCUMENT_EMPTY"
    assert [a.cleaned_document.text[-2:].strip() for a in answers[2:]] == [str(k) for k in range(20)]


def test_threads_share_an_analyzer():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        names = {a.quotes[0].speaker.name for a in pool.map(textanalysis.analyze, [TEXT] * 40)}
    assert names == {"Zoë Reid"}


def test_errors_say_what_to_do():
    with pytest.raises(TextAnalysisError, match="no/such.bundle"):
        textanalysis.Analyzer("no/such.bundle")
    with pytest.raises(TextAnalysisError) as caught:
        textanalysis.analyze(TEXT * 20_000, seconds=0.001)
    assert caught.value.reason == "DEADLINE_EXCEEDED"
