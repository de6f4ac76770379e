#!/usr/bin/env python3
"""score_verify.py SET.jsonl HOST:PORT [--verbose]: asks a server's HTTP port to check the drafts of verify_set.py, and scores its answers.

The drafts of one source are paragraphs of one document. Prints JSON: macro F1 of verdicts over those that the set has, each kind's share
of accepted verdicts, F1 of ANOTHER_SPEAKER where both sides name somebody, the share of found quotations whose spans on both sides are exact,
and how many dropped negations and changed numbers were called verbatim. A draft's span may hold punctuation at its ends.
"""

import collections
import http.client
import json
import sys

WORST = ["VERBATIM", "VERBATIM_BUT_FOR_FORM", "PARAPHRASED", "CUT", "ALTERED", "SPLICED", "NOT_FOUND"]
EDGES = " \t\n.,;:!?…-–—'\"“”‘’()[]"


def ask(connection, drafts, source):
    request = {"document": {"content": drafts, "type": "DOCUMENT_TYPE_PLAIN_TEXT", "languageCode": "en"}, "encodingType": "ENCODING_TYPE_UTF32",
               "sources": [{"document": {"content": source, "type": "DOCUMENT_TYPE_PLAIN_TEXT", "languageCode": "en"}}]}
    connection.request("POST", "/v1/documents:verifyQuotes", json.dumps(request), {"Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    if "metadata" not in answer:
        raise RuntimeError(answer)
    return answer


def span(value):
    return value.get("beginOffset", 0), value.get("endOffset", 0)


def trimmed(text, begin, end):
    while begin < end and text[begin] in EDGES:
        begin += 1
    while end > begin and text[end - 1] in EDGES:
        end -= 1
    return begin, end


def best(found, begin, end):
    """The verification that has most of a span."""
    def overlap(v):
        return sum(max(0, min(end, e) - max(begin, b)) for b, e in map(span, v["draftSpans"]))
    top = max(found, key=overlap, default=None)
    return top if top and overlap(top) > 0 else None


def f1(hits, wanted, given):
    return 2 * hits / (wanted + given) if wanted + given else 0.0


class Score:
    def __init__(self, verbose):
        self.verbose = verbose
        self.pairs = []  # (accepted, given)
        self.kinds = collections.defaultdict(lambda: [0, 0])
        self.given_of_kind = collections.defaultdict(collections.Counter)
        self.another = [0, 0, 0]
        self.spans = [0, 0]
        self.missed = 0
        self.false_verbatim = 0

    def add(self, record, drafts, offset, answer):
        begin, end = record["draft_span"][0] + offset, record["draft_span"][1] + offset
        found = best(answer.get("verifications", []), begin, end)
        verdict = found["verdict"].removeprefix("QUOTE_VERDICT_") if found else "MISSED"
        self.missed += found is None
        right = verdict in record["verdicts"]
        self.kinds[record["kind"]][0] += right
        self.kinds[record["kind"]][1] += 1
        self.given_of_kind[record["kind"]][verdict] += 1
        self.pairs.append((record["verdicts"], verdict))
        if record["kind"] in ("negation_dropped", "number_changed") and verdict.startswith("VERBATIM"):
            self.false_verbatim += 1
            print("FALSE VERBATIM", record["id"], record["draft"], file=sys.stderr)
        exact = self.add_spans(record, drafts, (begin, end), found)
        agreement = (found or {}).get("speakerAgreement", "").removeprefix("SPEAKER_AGREEMENT_")
        if record["speaker"]:
            wanted, given = record["speaker"] == "another", agreement == "ANOTHER_SPEAKER"
            self.another = [n + x for n, x in zip(self.another, (wanted and given, wanted, given))]
            if self.verbose and wanted != given:
                print("SPEAKER", record["id"], record["speaker"], agreement, "|", record["draft"][:160], "|",
                      (found or {}).get("speakerName"), "<>", [p.get("speakerName") for p in (found or {}).get("places", [])], file=sys.stderr)
        if self.verbose and (not right or not exact):
            print("VERDICT" if not right else "SPAN", record["id"], record["verdicts"], verdict, "|", record["draft"], "|",
                  [p["content"] for p in (found or {}).get("places", [])], [record["source"][b:e] for b, e in record["source_spans"]], file=sys.stderr)

    def add_spans(self, record, drafts, wanted, found):
        if not record["source_spans"]:
            return True
        self.spans[1] += 1
        if found is None:
            return False
        ours = trimmed(drafts, span(found["draftSpans"][0])[0], span(found["draftSpans"][-1])[1])
        theirs = [trimmed(record["source"], *span(p["placeSpan"])) for p in found.get("places", [])]
        exact = ours == trimmed(drafts, *wanted) and theirs == [trimmed(record["source"], *s) for s in record["source_spans"]]
        self.spans[0] += exact
        return exact

    def report(self):
        classes = sorted({v for accepted, _ in self.pairs for v in accepted}, key=WORST.index)
        scores = {}
        for c in classes:
            hits = sum(c in accepted and given == c for accepted, given in self.pairs)
            wanted = sum(given == c if given in accepted else accepted[0] == c for accepted, given in self.pairs)
            scores[c] = f1(hits, wanted, sum(given == c for _, given in self.pairs))
        return {"quotations": len(self.pairs), "verdict_macro_f1": round(sum(scores.values()) / len(scores), 4),
                "verdict_f1": {c: round(v, 4) for c, v in scores.items()},
                "kinds": {k: round(a / b, 4) for k, (a, b) in self.kinds.items()},
                "given": {k: dict(v.most_common()) for k, v in self.given_of_kind.items()},
                "another_speaker_f1": round(f1(*self.another), 4), "spans_exact": round(self.spans[0] / max(1, self.spans[1]), 4),
                "not_seen": self.missed, "changed_but_verbatim": self.false_verbatim}


def asked(records, ask_service):
    """Each record, its draft's offset in the document, that document, and the answer of `ask_service(drafts, source)`."""
    by_source = collections.defaultdict(list)
    for record in records:
        by_source[record["source"]].append(record)
    for source, of_source in by_source.items():
        drafts, offsets = "", []
        for record in of_source:
            offsets.append(len(drafts))
            drafts += record["draft"] + "\n\n"
        answer = ask_service(drafts, source)
        for record, offset in zip(of_source, offsets):
            yield record, offset, drafts, answer


def answered(records, ask_service):
    """Each record with the verification that has most of its quotation, or None."""
    for record, offset, _, answer in asked(records, ask_service):
        begin, end = record["draft_span"]
        yield record, best(answer.get("verifications", []), begin + offset, end + offset)


def measure(records, ask_service, verbose=False):
    """-> the report on the answers of `ask_service(drafts, source)`."""
    score = Score(verbose)
    for record, offset, drafts, answer in asked(records, ask_service):
        score.add(record, drafts, offset, answer)
    return score.report()


def main(path, address, verbose=""):
    connection = http.client.HTTPConnection(address)
    records = map(json.loads, open(path, encoding="utf-8"))
    print(json.dumps(measure(records, lambda drafts, source: ask(connection, drafts, source), bool(verbose)), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
