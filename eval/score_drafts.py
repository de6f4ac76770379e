#!/usr/bin/env python3
"""score_drafts.py HOST:PORT [--verbose]: asks a server's HTTP port to check the drafts of eval/verify, and scores its answers.

A draft's verdict is the worst one of its quotations. Prints JSON: macro F1 of verdicts, for all drafts and for each half, and the share of
right speakers.
"""

import collections
import http.client
import json
import pathlib
import sys

from score_verify import WORST, ask, f1

FOLDER = pathlib.Path(__file__).parent / "verify"
SPEAKERS = {"same": "SAME_SPEAKER", "another": "ANOTHER_SPEAKER", "unnamed": "UNNAMED_IN_SOURCE", "-": ""}


def articles():
    """-> {name: text}."""
    parts = (FOLDER / "articles.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in parts}


def drafts():
    for line in (FOLDER / "drafts.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, wanted, text = line.split(" | ", 2)
            yield article, *wanted.split(), text


def macro(pairs):
    classes = {wanted for wanted, _ in pairs}
    wanted, given = collections.Counter(w for w, _ in pairs), collections.Counter(g for _, g in pairs)
    return round(sum(f1(sum(w == g == c for w, g in pairs), wanted[c], given[c]) for c in classes) / len(classes), 4)


def measure(ask_service, verbose=False):
    """-> figures of the answers of `ask_service(draft, source)`."""
    texts, pairs, right = articles(), [], 0
    for article, verdict, speaker, draft in drafts():
        found = ask_service(draft, texts[article]).get("verifications", [])
        worst = max(found, key=lambda v: WORST.index(v["verdict"].removeprefix("QUOTE_VERDICT_")), default={})
        given = worst.get("verdict", "MISSED").removeprefix("QUOTE_VERDICT_")
        agreement = worst.get("speakerAgreement", "").removeprefix("SPEAKER_AGREEMENT_")
        pairs.append((verdict, given))
        right += agreement == SPEAKERS[speaker]
        if verbose and (verdict != given or agreement != SPEAKERS[speaker]):
            print(verdict, given, speaker, agreement, "|", draft, "|", [p["content"] for v in found for p in v.get("places", [])], file=sys.stderr)
    return {"drafts": len(pairs), "verdict_macro_f1": macro(pairs), "written_before": macro(pairs[:25]), "written_after": macro(pairs[25:]),
            "speakers_right": round(right / len(pairs), 4)}


def main(address, verbose=""):
    connection = http.client.HTTPConnection(address)
    print(json.dumps(measure(lambda draft, source: ask(connection, draft, source), bool(verbose))))


if __name__ == "__main__":
    main(*sys.argv[1:])
