#!/usr/bin/env python3
"""score_conll.py GOLD.jsonl OUT.jsonl: coreference of people and organisations, as CoNLL-2012 scores it (Pradhan et al. 2014): the mean F1 of MUC, B-cubed
and CEAF-e over mentions that the product finds itself.

OUT is `textanalysis batch --rpc=entities --coreference --encoding=utf32 < GOLD.jsonl`. GOLD is GUM's or LitBank's (data/README.md): of its mentions those of the
types person and organisation count, singletons included, as LitBank's authors count them; without them the figure is printed, too. A mention is right
when it has the same span, but for a leading article, title or possessive mark; GUM's spans are whole phrases, so a mention of the product
that begins where one begins, within it, stands for it.
"""
import json
import re
import sys

TYPES = {"PER", "ORG", "person", "organization"}
LEAD = re.compile(r"(?:(?:The|the|A|a|An|an|Mr|Mrs|Ms|Dr)\.? )+")


def link_f1(clusters, others):
    """MUC: links that are left when a cluster is cut by the others. -> (hits, all)"""
    of = {m: k for k, cluster in enumerate(others) for m in cluster}
    hits = wanted = 0
    for cluster in clusters:
        parts = {of[m] for m in cluster if m in of}
        alone = sum(m not in of for m in cluster)
        hits += len(cluster) - len(parts) - alone
        wanted += len(cluster) - 1
    return hits, wanted


def b_cubed(clusters, others):
    of = {m: other for other in others for m in other}
    hits = sum(len(cluster & of[m]) / len(cluster) for cluster in clusters for m in cluster if m in of)
    return hits, sum(map(len, clusters))


def ceaf_e(gold, found):
    """The best one-to-one pairing of clusters by phi-4. -> similarity"""
    pairs = sorted(((2 * len(g & f) / (len(g) + len(f)), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f), reverse=True)
    rows = sorted({i for _, i, _ in pairs})
    score = {(i, j): s for s, i, j in pairs}
    columns = sorted({j for _, _, j in pairs})
    return best_pairing([[score.get((i, j), 0.0) for j in columns] for i in rows])


def best_pairing(score):
    """The greatest sum of a one-to-one pairing (Kuhn 1955, with potentials)."""
    if not score or not score[0]:
        return 0.0
    if len(score) > len(score[0]):
        score = [list(column) for column in zip(*score)]
    n, m = len(score), len(score[0])
    u, v, row_of, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        row_of[0], j = i, 0
        least, done = [float("inf")] * (m + 1), [False] * (m + 1)
        while row_of[j]:
            done[j], delta, after = True, float("inf"), 0
            for k in range(1, m + 1):
                if done[k]:
                    continue
                cost = -score[row_of[j] - 1][k - 1] - u[row_of[j]] - v[k]
                if cost < least[k]:
                    least[k], way[k] = cost, j
                if least[k] < delta:
                    delta, after = least[k], k
            for k in range(m + 1):
                if done[k]:
                    u[row_of[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            j = after
        while j:
            row_of[j], j = row_of[way[j]], way[j]
    return sum(score[row_of[k] - 1][k - 1] for k in range(1, m + 1) if row_of[k])


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Score:
    def __init__(self):
        self.sums = {"MUC": [0.0] * 4, "B-cubed": [0.0] * 4, "CEAF-e": [0.0] * 4}

    def add(self, gold, found):
        for name, measure in (("MUC", link_f1), ("B-cubed", b_cubed)):
            for k, value in enumerate((*measure(gold, found), *measure(found, gold))):
                self.sums[name][k] += value
        same = ceaf_e(gold, found)
        for k, value in enumerate((same, len(gold), same, len(found))):
            self.sums["CEAF-e"][k] += value

    def figures(self):
        out = {name: f1(s[2] / max(1e-9, s[3]), s[0] / max(1e-9, s[1])) for name, s in self.sums.items()}
        return out | {"CoNLL": sum(out.values()) / len(out)}


def bare(text, span):
    """`span` without what a mention may or may not begin with, and without a possessive mark."""
    begin, end = span
    lead = LEAD.match(text, begin, end)
    begin = lead.end() if lead and lead.end() < end else begin
    return begin, end - 2 if text[begin:end].endswith(("'s", "’s")) else end


def gold_clusters(document):
    clusters = {}
    for m in document["mentions"]:
        if m["type"] in TYPES:
            clusters.setdefault(m["cluster"], set()).add(bare(document["text"], (m["start"], m["end"])))
    return list(clusters.values())


def found_clusters(document, response):
    out = []
    for entity in response.get("entities", []):
        if entity["type"].removeprefix("ENTITY_TYPE_") in ("PERSON", "ORGANIZATION"):
            spans = ((m["span"].get("beginOffset", 0), m["span"].get("endOffset", 0)) for m in entity["mentions"])
            out.append({bare(document["text"], s) for s in spans})
    return out


def adopt_spans(gold, found):
    """Each found mention takes the span of the shortest gold one that begins where it begins and holds it; of one mention in two clusters the first stays."""
    spans = sorted({m for cluster in gold for m in cluster}, key=lambda s: s[1] - s[0])
    begins = {}
    for span in spans:
        begins.setdefault(span[0], []).append(span)
    seen, out = set(), []
    for cluster in found:
        new = {next((g for g in begins.get(m[0], []) if g[1] >= m[1]), m) for m in cluster} - seen
        seen |= new
        if new:
            out.append(new)
    return out


def measure(gold, answers):
    """gold: documents; answers: id -> response. -> figures with and without singletons"""
    whole, linked = Score(), Score()
    for document in gold:
        want = gold_clusters(document)
        have = adopt_spans(want, found_clusters(document, answers.get(document["id"], {})))
        whole.add(want, have)
        linked.add([c for c in want if len(c) > 1], [c for c in have if len(c) > 1])
    return whole.figures(), linked.figures()


def main(gold_path, answer_path):
    answers = {line["id"]: line.get("response", {}) for line in map(json.loads, open(answer_path, encoding="utf8"))}
    for label, figures in zip(("with singletons", "without"), measure(list(map(json.loads, open(gold_path, encoding="utf8"))), answers)):
        print("%-16s" % label, "  ".join("%s %.3f" % item for item in figures.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
