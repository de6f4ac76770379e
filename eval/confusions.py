#!/usr/bin/env python3
"""confusions.py GOLD.jsonl RESPONSES.jsonl [N]: the N (20) commonest confusions of names, as a table: what gold has, what was found, how often.

Kinds: the same span with another type; a span that begins or ends elsewhere (by how many words); missed; spurious. A name in capitals
or of several words is marked so, since those are where conventions differ.
"""

import collections
import json
import sys

import responses
from score_entities import TYPES


def look(text):
    words = text.split()
    return ("in capitals" if text.isupper() and len(text) > 3 else "one word" if len(words) == 1 else "several words")


def found_names(response):
    for entity in (response or {}).get("entities", []):
        kind = TYPES.get(entity["type"].removeprefix("ENTITY_TYPE_"))
        for mention in entity["mentions"]:
            if kind and mention["type"] == "MENTION_TYPE_NAME":
                yield (*responses.span(mention["span"]), kind)


def moved(text, gold, found):
    def words(a, b):
        return len(text[min(a, b):max(a, b)].split())
    parts = [f"{'longer' if longer else 'shorter'} by {words(a, b)} at the {side}" for side, a, b, longer in
             (("begin", gold[0], found[0], found[0] < gold[0]), ("end", gold[1], found[1], found[1] > gold[1])) if a != b]
    return ", ".join(parts)


def confusions(document, response):
    text, types = document["text"], document.get("types")
    gold = {(e["start"], e["end"]): e["type"] for e in document["entities"]}
    found = {(a, b): t for a, b, t in found_names(response) if not types or t in types}
    touching = lambda x, others: [y for y in others if y[0] < x[1] and x[0] < y[1]]
    for span, kind in gold.items():
        if span in found:
            if found[span] != kind:
                yield kind, f"{found[span]}, the same words", look(text[slice(*span)])
        elif near := touching(span, found):
            yield kind, f"{found[near[0]]}, {moved(text, span, near[0])}", look(text[slice(*span)])
        else:
            yield kind, "missed", look(text[slice(*span)])
    for span, kind in found.items():
        if not touching(span, gold):
            yield "nothing", f"{kind}, spurious", look(text[slice(*span)])


def main(gold, answers, most="20"):
    given, _ = responses.read(answers)
    counts = collections.Counter(c for line in open(gold, encoding="utf-8") if (d := json.loads(line)) for c in confusions(d, given.get(d["id"])))
    print(f"{sum(counts.values())} in all\n\n| gold | found | name | times |\n| --- | --- | --- | --- |")
    for (kind, found, name), count in counts.most_common(int(most)):
        print(f"| {kind} | {found} | {name} | {count} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
