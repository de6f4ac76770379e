#!/usr/bin/env python3
"""score_types.py GOLD.jsonl ANSWERS.jsonl: strict F1 of span and fine type, by type, and their mean.

GOLD has `entities` with `start`, `end` and `fine`, in the schema's types (`modern/entities.jsonl`) or Worldwide's. ANSWERS from
`textanalysis batch --rpc=entities --encoding=utf32`. Types that a gold does not tell apart are put together: Worldwide's Location holds
GEOPOLITICAL and LOCATION, its Misc EVENT, WORK and OTHER; where no name is a FACILITY, it counts as LOCATION. What touches an
`optional` span of the gold counts neither way, nor does OTHER where no name is one; `also` is a second span that is right.
"""

import collections
import json
import sys

import responses

WORLDWIDE = {"PERSON": "Person", "ORGANIZATION": "Organization", "GEOPOLITICAL": "Location", "LOCATION": "Location", "FACILITY": "Facility"}
WORLDWIDE |= {"GROUP": "NORP", "PRODUCT": "Product", "EVENT": "Misc", "WORK": "Misc", "OTHER": "Misc"}
NAMES = set(WORLDWIDE)


def answers(response):
    """{(begin, end): fine type} of the mentions by name."""
    out = {}
    for entity in (response or {}).get("entities", []):
        fine = entity.get("type", "").removeprefix("ENTITY_TYPE_")
        for mention in entity.get("mentions", []):
            if fine in NAMES and mention.get("type", "MENTION_TYPE_NAME") == "MENTION_TYPE_NAME":
                out[tuple(responses.span(mention.get("span")))] = fine
    return out


def into_gold_types(found, types):
    if types & set(WORLDWIDE.values()):
        return {s: WORLDWIDE[t] for s, t in found.items()}
    found = {s: "LOCATION" if t == "FACILITY" and t not in types else t for s, t in found.items()}
    return {s: t for s, t in found.items() if t in types}


def score(golds, got):
    """{type: (right, found, wanted)}"""
    types = {e["fine"] for d in golds for e in d["entities"]}
    totals = collections.defaultdict(lambda: [0, 0, 0])
    for document in golds:
        found = into_gold_types(answers(got.get(document["id"])), types)
        optional = [(o[0], o[1]) if isinstance(o, list) else (o["start"], o["end"]) for o in document.get("optional", [])]
        wanted = {(e["start"], e["end"]): e for e in document["entities"]}
        second = {tuple(e["also"]): (e["start"], e["end"]) for e in document["entities"] if e.get("also")}
        found = {second.get(s, s): t for s, t in found.items()}
        for span, fine in found.items():
            if span in wanted or not any(span[0] < e and b < span[1] for b, e in optional):
                totals[fine][1] += 1
        for span, entity in wanted.items():
            totals[entity["fine"]][2] += 1
            totals[entity["fine"]][0] += found.get(span) == entity["fine"]
    return totals


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    got, errors = responses.read(sys.argv[2])
    responses.report_errors(errors)
    measures = []
    for fine, (right, found, wanted) in sorted(score(golds, got).items()):
        measures.append(2 * right / max(1, found + wanted))
        print("%-14s P %.3f R %.3f F1 %.3f  of %d" % (fine, right / max(1, found), right / max(1, wanted), measures[-1], wanted))
    print("macro F1 %.3f" % (sum(measures) / len(measures)))


if __name__ == "__main__":
    main()
