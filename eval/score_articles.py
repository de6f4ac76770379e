#!/usr/bin/env python3
"""score_articles.py FOLDER CLIENT: scores names, their grouping, and who said what on hand-made articles (FOLDER/README.md has their form).

Runs `CLIENT batch --embedded` on the texts. Prints for names: strict span F1 (types apart), B-cubed over the mentions found (Bagga and
Baldwin 1998), exact clusters; for quotations: found (half of the content), speaker's name right, wrong, empty, of those whose speaker
the article names.
"""

import json
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r"\[(e\d+):([^\]]*)\]|<(e\d+|-)\||>")
NAMES = {"PERSON", "ORGANIZATION", "GEOPOLITICAL", "LOCATION", "FACILITY", "GROUP", "EVENT", "WORK", "PRODUCT", "OTHER"}


def parse(source):
    """-> (text, {id: (type, name)}, [(begin, end, id)] of mentions, [(begin, end, id)] of quotations, spans in code points)."""
    head, body = source.split("\n\n", 1)
    entities = {line.split(" ", 2)[0]: tuple(line.split(" ", 2)[1:]) for line in head.splitlines()}
    text, mentions, quotes, open_quotes, at = "", [], [], [], 0
    for mark in re.finditer(r"\[(e\d+):([^\]]*)\]|<(e\d+|-)\||>", body):
        text += body[at:mark.start()]
        at = mark.end()
        if mark[1]:
            mentions.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
        elif mark[3]:
            open_quotes.append((len(text), mark[3]))
        else:
            begin, speaker = open_quotes.pop()
            quotes.append((begin, len(text), speaker))
    assert not open_quotes, "a quotation is not closed"
    return text + body[at:], entities, mentions, quotes


def span(s):
    return s.get("beginOffset", 0), s.get("endOffset", 0)


def batch(client):
    """-> function from an RPC and documents to the client's answers, in order."""
    def call(rpc, documents):
        lines = "".join(json.dumps(d) + "\n" for d in documents)
        run = subprocess.run([client, "batch", "--embedded", f"--rpc={rpc}", "--encoding=utf32"], input=lines, capture_output=True,
                             text=True, check=True)
        return [json.loads(line) for line in run.stdout.splitlines()]
    return call


def b_cubed(gold, found):
    """Mean precision and recall over the mentions in both; gold and found map a span to its cluster."""
    common = [s for s in gold if s in found]
    precision = recall = 0.0
    for s in common:
        same_found = [t for t in common if found[t] == found[s]]
        same_gold = [t for t in common if gold[t] == gold[s]]
        both = sum(gold[t] == gold[s] for t in same_found)
        precision += both / len(same_found)
        recall += both / len(same_gold)
    n = max(1, len(common))
    return precision / n, recall / n, len(common)


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def score(path, article, answer, totals, verbose):
    text, entities, mentions, quotes = article
    found_entities, found_quotes = answer
    gold = {(a, b): e for a, b, e in mentions}
    found = {span(m["span"]): e["entityId"] for e in found_entities for m in e["mentions"]
             if e["type"].removeprefix("ENTITY_TYPE_") in NAMES and m["type"] == "MENTION_TYPE_NAME"}
    # A title may stand within a mention or outside it.
    bare = lambda s: (s[0] + len(re.match(r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Judge|Mayor|General)\.? )?", text[s[0]:s[1]])[0]), s[1])
    gold, found = {bare(s): e for s, e in gold.items()}, {bare(s): e for s, e in found.items()}
    totals["mentions"] += len(gold)
    totals["found mentions"] += len(found)
    totals["right mentions"] += len(set(gold) & set(found))
    precision, recall, n = b_cubed(gold, found)
    totals["b3 precision"] += precision * n
    totals["b3 recall"] += recall * n
    totals["b3 mentions"] += n
    clusters = lambda m: {frozenset(s for s in m if m[s] == e and s in gold and s in found) for e in m.values()} - {frozenset()}
    totals["clusters"] += len(clusters(gold))
    totals["exact clusters"] += len(clusters(gold) & clusters(found))
    if verbose:
        print(path.stem, "missed", [text[a:b] for a, b in set(gold) - set(found)], "spurious", [text[a:b] for a, b in set(found) - set(gold)])
    for begin, end, speaker in quotes:
        totals["quotations"] += 1
        best = max(found_quotes, key=lambda q: sum(overlap(span(s), (begin, end)) for s in q["contentSpans"]), default=None)
        hit = best and sum(overlap(span(s), (begin, end)) for s in best["contentSpans"]) >= 0.5 * (end - begin)
        totals["found quotations"] += bool(hit)
        if speaker == "-":
            continue
        totals["named"] += 1
        name = (best.get("speaker") or {}).get("name", "") if hit else ""
        wanted = entities[speaker][1]
        # A title may be part of the name.
        right = bool(name) and (name == wanted or wanted.endswith(" " + name) and " " in name or name.endswith(" " + wanted))
        totals["right speaker"] += right
        totals["wrong speaker"] += bool(name) and not right
        mention = span(best["speaker"].get("mentionSpan", {})) if name else (0, 0)
        totals["words left"] += bool(name) and not right and name.lower() == text[slice(*mention)].lower()
        if verbose and not right:
            print(" ", path.stem, repr(text[begin:end][:50]), "by", wanted, "->", repr(name), "" if hit else "(not found)")


def measure(folder, batch, verbose=False):
    """-> counts over the articles of `folder`; names and quotations are asked for apart, of text that is not cleaned."""
    totals = dict.fromkeys(["articles", "mentions", "found mentions", "right mentions", "b3 precision", "b3 recall", "b3 mentions",
                            "clusters", "exact clusters", "quotations", "found quotations", "named", "right speaker", "wrong speaker", "words left"], 0)
    paths = sorted(pathlib.Path(folder).glob("*.txt"))
    articles = [parse(path.read_text(encoding="utf-8")) for path in paths]
    documents = [{"id": path.stem, "text": article[0], "language_code": "en"} for path, article in zip(paths, articles)]
    names, quotes = (batch(rpc, documents) for rpc in ("entities", "quotes"))
    for path, article, e, q in zip(paths, articles, names, quotes):
        totals["articles"] += 1
        score(path, article, (e["response"].get("entities", []), q["response"].get("quotes", [])), totals, verbose)
    return totals


def main(folder, client, *flags):
    totals = measure(folder, batch(client), "--errors" in flags)
    t = totals
    p, r = t["right mentions"] / t["found mentions"], t["right mentions"] / t["mentions"]
    bp, br = t["b3 precision"] / t["b3 mentions"], t["b3 recall"] / t["b3 mentions"]
    print(f"{t['articles']} articles")
    print(f"names, spans: P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} of {t['mentions']}")
    print(f"B-cubed: P {bp:.3f} R {br:.3f} F1 {2 * bp * br / (bp + br):.3f}; exact clusters {t['exact clusters']} of {t['clusters']}")
    print(f"quotations found: {t['found quotations']} of {t['quotations']}")
    print(f"speaker named by the article: {t['named']}; right {t['right speaker'] / t['named']:.3f}, wrong {t['wrong speaker'] / t['named']:.3f}, "
          f"of which the mention's own words, such as 'the company', {t['words left'] / t['named']:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
