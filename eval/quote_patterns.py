#!/usr/bin/env python3
"""quote_patterns.py GOLD.jsonl RESPONSES.jsonl [N]: the N (20) commonest ways in which a marked attribution is not found as it is, as a table.

A pattern: the form of the attribution, the kind of its source, how many sentences its content has, and what was found instead.
"""

import collections
import json
import re
import sys

import responses
from quote_measures import jac_span, speaker_right


def hull(spans):
    return [min(a for a, _ in spans), max(b for _, b in spans)]


def outcome(text, gold, found):
    """-> what became of a gold attribution among the quotations found: [(content, speaker)]."""
    wanted = hull(gold["content"])
    best = max(found, key=lambda f: jac_span(f[0], wanted), default=None)
    if best is None or jac_span(best[0], wanted) == 0:
        return "not found"
    if jac_span(best[0], wanted) >= 0.8:
        if not gold["speaker"]:
            return "right"
        right = best[1] and speaker_right(text, gold["speaker"], {"speaker": best[1]})
        return "right" if right else "another speaker" if best[1] else "no speaker"
    begin = "begins early" if best[0][0] < wanted[0] - 3 else "begins late" if best[0][0] > wanted[0] + 3 else ""
    end = "ends late" if best[0][1] > wanted[1] + 3 else "ends early" if best[0][1] < wanted[1] - 3 else ""
    return "content " + " and ".join(filter(None, (begin, end)))


def main(gold, answers, most="20"):
    given, _ = responses.read(answers)
    counts, total = collections.Counter(), collections.Counter()
    for line in open(gold, encoding="utf-8"):
        d = json.loads(line)
        found = [(hull([responses.span(s) for s in q["contentSpans"]]), responses.span(q.get("speaker", {}).get("mentionSpan")) if q.get("speaker") else None)
                 for q in (given.get(d["id"]) or {}).get("quotes", [])]
        for q in d["quotes"]:
            content = d["text"][slice(*hull(q["content"]))]
            sentences = "one sentence or less" if len(re.findall(r"[.!?]\s", content)) == 0 else "several sentences"
            kind = (q["form"], q["source_type"] or "none", sentences)
            total[kind] += 1
            result = outcome(d["text"], q, found)
            if result != "right":
                counts[kind, result] += 1
    print("| form | source | content | found | times | of |\n| --- | --- | --- | --- | --- | --- |")
    for (kind, result), count in counts.most_common(int(most)):
        print(f"| {' | '.join(kind)} | {result} | {count} | {total[kind]} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
