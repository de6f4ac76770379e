import csv
import re
import subprocess
import sys

import pytest

from textanalysis_client.summary import COLUMNS, NameJoiner, Owners, Roles, Summary, Text, outlet_of, page, summed, write_tables


def mention(text, name, kind="NAME"):
    begin = text.index(name)
    return {"span": {"beginOffset": begin, "endOffset": begin + len(name)}, "content": name, "type": f"MENTION_TYPE_{kind}"}


def answer(text, name, written, content, day=3, kind="NAME", others=()):
    """One quotation of `content` by `name`, whom the text calls `written`."""
    entities = [{"entityId": "e1", "type": "ENTITY_TYPE_PERSON", "name": name, "mentions": [mention(text, written, kind)]}]
    entities += [{"entityId": f"o{k}", "type": type_, "name": full, "mentions": [mention(text, short)]} for k, (type_, full, short) in enumerate(others)]
    begin = text.index(content)
    quote = {"content": content, "form": "QUOTE_FORM_DIRECT", "cue": "said", "contentSpans": [{"beginOffset": begin, "endOffset": begin + len(content)}], "confidence": 1,
             "speaker": {"name": name, "entityId": "e1", "mentionSpan": mention(text, written)["span"], "mentionType": f"MENTION_TYPE_{kind}", "confidence": 0.9, "dictionaryId": "q1"},
             "sourcing": {"kind": "SOURCE_KIND_PERSON", "isNamed": True, "roleSpan": mention(text, "said")["span"]}}
    return {"id": f"d{day}", "response": {"quotes": [quote], "entities": entities, "metadata": {"encodingType": "ENCODING_TYPE_UTF32"},
                                          "cleanedDocument": {"text": text, "publishDate": {"year": 2024, "month": 6, "day": day}}}}


ANSWERS = [
    ({"url": "https://one.example/a"}, answer("😀 “We won over Tom Hale,” said Keir Starmer.", "Keir Starmer", "Keir Starmer", "We won over Tom Hale,", 3,
                                               others=[("ENTITY_TYPE_PERSON", "Tom Hale", "Tom Hale"), ("ENTITY_TYPE_PERSON", "Keir Starmer", "Starmer")])),
    ({"url": "https://two.example/b"}, answer("“Not yet,” said Starmer.", "Starmer", "Starmer", "Not yet,", 9)),
    ({}, answer("“<b>Never,” she said.", "Rowan Reid", "she", "<b>Never,", 9, "PRONOUN")),
    ({}, {"id": "d4", "error": {"code": "INVALID_ARGUMENT"}}),
]


@pytest.fixture
def summary():
    out = Summary(NameJoiner.of(lambda: (one for _, one in ANSWERS)))
    for request, one in ANSWERS:
        out.add(request, one)
    out.finish()
    return out


def test_a_speaker_is_one_over_documents(summary):
    assert [(row["speaker"], row["written"], row["outlet"]) for row in summary.rows] == [
        ("Keir Starmer", "Keir Starmer", "one.example"), ("Keir Starmer", "Starmer", "two.example"), ("Rowan Reid", "Rowan Reid", "")]


def test_an_outlet_is_the_site_as_it_names_itself_else_its_host():
    assert outlet_of({"url": "https://www.one.example/a"}, {}) == "one.example"
    assert outlet_of({"url": "https://one.example/a"}, {"cleanedDocument": {"siteName": "The One"}}) == "The One"
    assert outlet_of({}, {"cleanedDocument": {"canonicalUrl": "https://two.example/b"}}) == "two.example"


def test_a_date_is_no_finer_than_it_is_known():
    answers = [answer("“Not yet,” said Starmer.", "Starmer", "Starmer", "Not yet,", 9) for _ in range(4)]
    for one, date in zip(answers, ({"year": 2024}, {"year": 2024, "month": 6}, {"year": 2024, "month": 6, "day": 9}, {})):
        one["response"]["cleanedDocument"] = {"text": f"{date} “Not yet,” said Starmer.", "publishDate": date}
    summary = Summary(NameJoiner.of(lambda: answers))
    for one in answers:
        summary.add({}, one)
    summary.finish()
    assert [row["date"] for row in summary.rows] == ["2024", "2024-06", "2024-06-09", ""]
    assert summary.undated == 3 and "3 documents without a date, or with a month or year alone" in page(summary)
    assert "<h2>When</h2>" not in page(summary), "one day is no axis"


def test_two_candidates_leave_a_short_name_alone():
    answers = [{"response": {"entities": [{"type": f"ENTITY_TYPE_{kind}", "name": name, "mentions": [{"content": "Reid", "type": "MENTION_TYPE_NAME"}]}]}}
               for name, kind in (("Ana Reid", "PERSON"), ("Tom Reid", "PERSON"), ("United States", "GEOPOLITICAL"))]
    joiner = NameJoiner.of(lambda: answers)
    nobody = Owners("", {}, joiner)
    assert joiner.find("person", "Reid", nobody) == "Reid" and joiner.find("group", "U.S.", nobody) == "United States"


def document(name, text, encoding, *entities):
    """An answer that names bodies and places: (type, name, as written…)."""
    units = {"UTF8": lambda part: len(part.encode()), "UTF16": lambda part: len(part.encode("utf-16-le")) // 2, "UTF32": len}[encoding]
    def places(words):
        return [{"span": {"beginOffset": units(text[:found.start()]), "endOffset": units(text[:found.end()])}, "content": words, "type": "MENTION_TYPE_NAME"} for found in re.finditer(words, text)]
    return {"id": name, "response": {"cleanedDocument": {"text": text}, "metadata": {"encodingType": f"ENCODING_TYPE_{encoding}"},
                                     "entities": [{"type": f"ENTITY_TYPE_{kind}", "name": full, "mentions": [one for words in (full, *others) for one in places(words)]} for kind, full, *others in entities]}}


@pytest.mark.parametrize("encoding", ["UTF8", "UTF16", "UTF32"])
def test_a_body_of_which_every_country_has_one_is_joined_within_one_place_alone(encoding):
    ministry, court, trade = ("ORGANIZATION", "Defense Ministry"), ("ORGANIZATION", "Supreme Court"), ("ORGANIZATION", "World Trade Organization", "WTO")
    russia, ukraine = ("GEOPOLITICAL", "Russia"), ("GEOPOLITICAL", "Ukraine")
    answers = [document("a", "😀 Russia’s Defense Ministry said so. Ukraine. Ukraine.", encoding, ministry, russia, ukraine), document("b", "Ukraine's Defense Ministry said so.", encoding, ministry, ukraine),
               document("c", "In Russia, the Defense Ministry said so. Russia. Ukraine.", encoding, ministry, russia, ukraine),
               document("d", "The Supreme Court of India said so. Ukraine. Ukraine.", encoding, court, ("GEOPOLITICAL", "India"), ukraine), document("e", "The Supreme Court said so.", encoding, court),
               document("f", "The World Trade Organization (WTO) said so.", encoding, trade), document("g", "The WTO said so.", encoding, ("ORGANIZATION", "WTO"))]
    joiner = NameJoiner.of(lambda: answers)
    found = [joiner.find("group", one["response"]["entities"][0]["name"], Owners(one["id"], one["response"], joiner)) for one in answers]
    assert found == ["Defense Ministry (Russia)", "Defense Ministry (Ukraine)", "Defense Ministry (Russia)", "Supreme Court (India)", "Supreme Court (e)"] + ["World Trade Organization"] * 2
    alone = NameJoiner.of(lambda: answers[:1])
    assert alone.find("group", "Defense Ministry", Owners("a", answers[0]["response"], alone)) == "Defense Ministry"


def test_what_has_no_name_is_somebody_several_people_or_nobody(summary):
    def section(kind, name="somebody"):
        return summary.row({"content": "We … won", "speaker": {"name": name}, "sourcing": {"kind": f"SOURCE_KIND_{kind}"}}, {}, [], Text({}), Owners("", {}, summary.joiner))
    assert [section(kind)["section"] for kind in ("ANONYMOUS", "GROUP", "DOCUMENT", "SOCIAL_POST")] == ["not named", "not named, several people"] + ["not named, body or document"] * 2
    assert section("DOCUMENT", "")["section"] == "not named", "no source was found"
    assert section("GROUP")["words"] == 2, "an ellipsis is no word"


def test_pronouns_tell_women_from_men_and_names_where_there_are_none(summary):
    assert [row["gender"] for row in summary.rows] == ["m", "m", "f"]


def test_whom_a_quotation_names_is_told(summary):
    assert [row["about"] for row in summary.rows] == ["Tom Hale", "", ""]


def test_what_an_audit_counts_is_in_the_rows(summary):
    assert [(row["source"], row["named"], row["role"], row["dictionary_id"]) for row in summary.rows] == [("person", "yes", "said", "q1")] * 3


def test_a_text_that_several_documents_have_is_counted_once():
    said = "The Supreme Court heard it. “Not yet,” said Starmer."

    def one(name, day=9):
        return {**answer(said, "Starmer", "Starmer", "Not yet,", day, others=[("ENTITY_TYPE_ORGANIZATION", "Supreme Court", "Supreme Court")]), "id": name}

    pairs = [({"text": said}, one("a")), ({"text": f" {said}\n"}, one("b")), ({"html": f"<p>{said}"}, one("c")), ({"text": said}, {"id": "d", "error": {}}),
             ({"file": "x/e.txt", "url": "https://one.example/e"}, one("e")), ({"file": "y/f.txt", "url": "https://one.example/f"}, one("f")), ({"file": "g.txt", "url": "https://two.example/g"}, one("g"))]
    summary = summed(lambda: iter(pairs))
    assert [row["file"] for row in summary.rows] == ["a", "c", "e", "g"], "other markup, or another outlet, is another text"
    assert (summary.repeated, summary.documents, summary.failed) == (2, 5, 1)
    assert "2 documents with the text of another, which is counted once" in page(summary)
    alone = summed(lambda: iter(pairs[:2]))
    assert alone.joiner.find("group", "Supreme Court", Owners("a", pairs[0][1]["response"], alone.joiner)) == "Supreme Court", "a name of one text needs no document beside it"


@pytest.mark.parametrize("written, role", [("Her opponent", "opponent"), ("his mother", "mother"), ("its former manager", "former manager"), ("friend of hers", "friend"), ("one of his lawyers", "lawyers"),
                                           ("head of its London office", "head"), ("their", ""), ("chief executive of the port", "chief executive of the port"), ("", "")])
def test_a_role_beside_a_possessive_is_what_somebody_is_whoevers(written, role):
    assert Roles().of(written) == role


def test_roles_that_differ_by_whose_they_are_are_one():
    roles = Roles()
    assert [roles.group(written) for written in ("Her deputy", "its Deputy", "the deputy", "their")] == [["deputy"]] * 3 + [[]]


def test_the_page_has_every_answer_and_says_what_is_left_out(summary):
    report = page(summary)
    for part in ("4 documents, 3 quotations", "also Starmer", "Keir Starmer on Tom Hale", "women 1 person", "men 1 person", "not told 0 people, 0 % of their words", "When", "one.example", "@media(prefers-color-scheme:dark)",
                 "1 document that failed", "1 quotation of no known outlet"):
        assert part in report, part
    assert "3 of 3 quotations with a source have one that is named" in report
    assert report.count("<svg") == 7
    links, places = set(re.findall('<a xlink:href="#([^"]+)">', report)), set(re.findall('<ul id="([^"]+)"', report))
    assert {"speaker-0", "day-2024-06-03"} <= links <= places, "each bar leads to its quotations"
    assert "<b>Never" not in report and "&lt;b&gt;Never" in report and "#010203" not in report and "currentColor" in report


def test_the_columns_of_every_table_of_quotations_come_first(summary):
    assert COLUMNS[:8] == ["file", "form", "speaker", "cue", "content", "begin", "confidence", "dictionary_id"], "as docs/tables.md lists them"
    first = summary.rows[0]
    assert [first[name] for name in COLUMNS[:8]] == ["d3", "direct", "Keir Starmer", "said", "We won over Tom Hale,", 3, 0.9, "q1"]
    assert [row["named_as"] for row in summary.rows] == ["Keir Starmer", "Starmer", "she"]


def test_the_tables_have_all_rows_and_no_formula(summary, tmp_path):
    summary.rows[0]["content"] = "=1+1"
    write_tables(summary, tmp_path / "report")
    rows = list(csv.DictReader(open(tmp_path / "report-quotations.csv", encoding="utf-8", newline="")))
    assert len(rows) == 3 and list(rows[0]) == COLUMNS and rows[0]["content"] == "'=1+1"
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "report-quotations.parquet").num_rows == 3


def test_the_command_explains_itself():
    run = subprocess.run([sys.executable, "-m", "textanalysis_client.summary", "--help"], capture_output=True, text=True)
    assert run.returncode == 0 and "REPORT.html" in run.stdout
