"""antecedents.py [TEMPLATE ...]: trains the ranking of analysis/coreference/antecedents.h on GUM, LitBank and GAP.

A round dumps what the product sees of each annotated pronoun and description (dump_antecedents), cross-validates by corpus and by fold,
and writes models/en/antecedents.weights; the next round resolves what is not annotated with these weights. GAP's two files say nothing
of pronouns but one a text, GUM's and LitBank's of all.

With TEMPLATEs, the speakers' table keeps its weights but for those of these templates' numbers: how a feature joins weights that have proved themselves.
"""

import json
import random
import subprocess
import sys

import numpy as np

from export import read, write
from workspace import DATA, MODELS, ROOT, TOOLS

sys.path.insert(0, str(ROOT / "eval"))
import score_articles

KINDS, TEMPLATES, VALUES = 6, 48, 64
SIZE = KINDS * TEMPLATES * VALUES
NAMES = ("he, she", "him, his, her", "it", "they", "description", "silent description")
# Chosen by leaving out each folder of own articles in turn, and a third of GAP.
DECAY, EVERYBODY_DECAY, STEPS = 6e-3, 2e-3, 150
EVERYBODY_ONLY = (42, 43)  # Templates of antecedents.cc that tell nothing of those who speak.
SPEAKERS_ONLY = (44, 45, 46)  # And those of others.
FEMININE, FEMININE_WEIGHT = ("she", "her", "hers", "herself"), 3.0  # GAP's, so that women are found as often as men.
EVERYBODY_WEIGHTS = {"gum": 1.0, "litbank": 0.5, "gap": 2.5, "own": 1.0}
WEIGHTS = {"gum": 2.0, "litbank": 0.1, "gap": 0.5, "own": 4.0, "news": 2.0, "wire": 1.0, "masked": 1.5}
OWN = ("", *(f"{n}_reading" for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")))
MAX_TEXT = 9000  # Code points of a page that are read for silver.
NOBODY_SOURCE, DISTANCE_ROLE, GENDER_TYPE, GENDER_RANK, ONLY_FIT, IS_AHEAD = 2, 3, 5, 29, 34, 27  # Templates of antecedents.cc.
NOUN_EVIDENCE, MODIFIER_EVIDENCE, NATION_EVIDENCE, AGE_EVIDENCE, DETERMINER_EVIDENCE, UNSAID = 20, 21, 22, 23, 26, 44
NOMINAL, NOMINAL_SILVER = 4, 0.2
PRONOUNS = ("it",)
MASKED = 0.2  # Of the names that speak, so many are replaced.
MASKS = {
    "ENTITY_TYPE_PERSON": ("official", "executive", "forward", "campaigner", "scientist", "pensioner", "lawyer", "volunteer", "veteran", "coach", "singer",
                           "breeder", "decorator", "roofer", "importer"),
    "ENTITY_TYPE_ORGANIZATION": ("group", "company", "agency", "firm", "organisation", "institute", *["it"] * 6),
}


def read_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf8")]


def gap(name):
    """The pronoun and two names of each text; where neither is meant, anybody else is right."""
    for d in read_lines(DATA / f"coref/gap-{name}.jsonl"):
        cluster = next((n for n in "AB" if d[n]["coref"]), "?")
        mentions = [{"start": d[n]["span"][0], "end": d[n]["span"][1], "cluster": n, "form": "name"} for n in "AB"]
        mentions.append({"start": d["pronoun"][0], "end": d["pronoun"][1], "cluster": cluster, "form": "pronoun"})
        yield {"id": d["id"], "text": d["text"], "mentions": mentions, "wrong": ["A", "B"]}


def of_women():
    """The ids of GAP's texts that ask for a woman."""
    texts = [d for name in ("development", "validation") for d in read_lines(DATA / f"coref/gap-{name}.jsonl")]
    return {d["id"] for d in texts if d["text"][slice(*d["pronoun"])].lower() in FEMININE}


def annotated(path):
    keys = ("start", "end", "cluster", "form")
    for d in read_lines(path):
        if d.get("non_commercial"):
            continue
        yield {"id": d["id"], "text": d["text"], "mentions": [{k: str(m[k]) if k == "cluster" else m[k] for k in keys} for m in d["mentions"]]}


def own_articles():
    """The repository's marked articles: who speaks, for each quotation."""
    for path in sorted(p for folder in OWN for p in (ROOT / "eval/articles" / folder).glob("*.txt")):
        text, _, mentions, quotes = score_articles.parse(path.read_text(encoding="utf8"))
        yield {
            "id": path.stem,
            "text": text,
            "mentions": [{"start": b, "end": e, "cluster": c, "form": "name"} for b, e, c in mentions],
            "quotes": [{"start": b, "end": e, "cluster": c} for b, e, c in quotes],
        }


def news():
    """Raw news without the articles of data/modern, for silver."""
    modern = read_lines(DATA / "modern/modern.jsonl")
    held = {d["source"]["file"] for d in modern}
    of_modern = {d["id"] for d in modern}
    for d in read_lines(DATA / "quotes/polnear_train.jsonl"):
        yield {"id": d["id"], "text": d["text"], "mentions": [], "silver": True}
    for path, kind in (("fundus", None), ("wcxb", "article")):
        for d in read_lines(DATA / path / "index.jsonl"):
            if kind in (None, d["kind"]) and d.get("lang", "en") == "en" and not any(i in d["id"] for i in of_modern):
                yield {"id": d["id"], "text": d["body"].replace("\n", "\n\n")[:MAX_TEXT], "mentions": [], "silver": True}
    for d in read_lines(DATA / "ner/worldwide-train.jsonl"):
        if d["id"] not in held:
            yield {"id": d["id"], "text": d["text"], "mentions": [], "silver": True}


def wire():
    """More raw text for silver."""
    for name in ("conll2003-train", "wikigold"):
        for d in read_lines(DATA / f"ner/{name}.jsonl"):
            yield {"id": d["id"], "text": d["text"].replace("\n", "\n\n")[:MAX_TEXT], "mentions": [], "silver": True}


def masked():
    """News in which some names that speak, not for the first time, are replaced by a description or a pronoun: whom would it mean?"""
    documents = [{"id": d["id"], "text": d["text"], "language_code": "en"} for d in news()]
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    command = [ROOT / "build/client/cpp/textanalysis", "batch", "--embedded", "--encoding=utf32"]
    answers = subprocess.run(command, input=lines, capture_output=True, encoding="utf8").stdout.splitlines()
    span = lambda s: (s.get("beginOffset", 0), s.get("endOffset", 0))
    for d, answer in zip(documents, map(json.loads, answers)):
        response, rng = answer.get("response", {}), random.Random(d["id"])
        text = (response.get("cleanedDocument") or {}).get("text", d["text"])
        kinds = {e["entityId"]: e["type"] for e in response.get("entities", [])}
        people = {e["entityId"]: [span(m["span"]) for m in e["mentions"]] for e in response.get("entities", []) if e["type"] in MASKS}
        said = [(*span(q["speaker"]["mentionSpan"]), q["speaker"]["entityId"]) for q in response.get("quotes", []) if q.get("speaker", {}).get("entityId") in people]
        spots = [(b, e, who) for b, e, who in sorted(set(said)) if (b, e) in people[who] and any(m[0] < b for m in people[who]) and rng.random() < MASKED]
        mentions, out, at, moved = [], "", 0, []
        for b, e, who in spots:
            if b < at:
                continue
            opens = not text[:b].strip() or text[:b].rstrip(" ")[-1] in ".!?\n”\""
            noun = rng.choice(MASKS[kinds[who]])
            if noun in PRONOUNS:
                words, form = noun.capitalize() if opens else noun, "pronoun"
            else:
                words, form = ("The " if opens else "the ") + noun, "nominal"
            out += text[at:b]
            mentions.append({"start": len(out), "end": len(out) + len(words), "cluster": who, "form": form})
            out, at = out + words, e
            moved.append((b, e, len(out) - e))
        shift = lambda x: x + next((by for b, e, by in reversed(moved) if x >= e), 0)
        taken = {(b, e) for b, e, _ in spots}
        for who, spans in people.items():
            mentions += [{"start": shift(b), "end": shift(e), "cluster": who, "form": "name"} for b, e in spans if (b, e) not in taken]
        if moved:
            yield {"id": d["id"], "text": out + text[at:], "mentions": mentions}


def row_parts(row):
    return row // VALUES % TEMPLATES, row % VALUES


def with_value(row, value):
    return row - row % VALUES + value


def gender_of(features):
    """0 the same, 1 unknown, 2 another, of a candidate; None for nobody."""
    return next((v // 16 for t, v in map(row_parts, features) if t == GENDER_TYPE), None)


def is_source(nobody):
    """Whether the mention says something, by the features of the candidate that is nobody."""
    return any(t == NOBODY_SOURCE and v >= 4 for t, v in map(row_parts, nobody))


def is_far(features):
    """Whether the candidate was last spoken of seven sentences ago or before."""
    return any(t == DISTANCE_ROLE and v // 4 == 5 for t, v in map(row_parts, features))


def without_gender(features):
    """Features as they were if no gender were known."""
    out = []
    for row in features:
        t, v = row_parts(row)
        if t == GENDER_TYPE:
            row = with_value(row, v % 16 + 16)
        elif t in (GENDER_RANK, ONLY_FIT, IS_AHEAD):
            continue
        out.append(row)
    return out


def noun_of(features):
    """2 where the noun of a description was said of the candidate."""
    return next((v // 12 for t, v in map(row_parts, features) if t == NOUN_EVIDENCE), 0)


def without_evidence(features):
    out = []
    for row in features:
        t, v = row_parts(row)
        if t == NOUN_EVIDENCE:
            row = with_value(row, v % 12)
        elif t == DETERMINER_EVIDENCE:
            row = with_value(row, v // 9 * 9 + v % 3)
        elif t == UNSAID:
            row = with_value(row, min(2, v % 9 // 3 + v % 3))
        elif t in (MODIFIER_EVIDENCE, NATION_EVIDENCE, AGE_EVIDENCE):
            continue
        out.append(row)
    return out


def silver(queries):
    """A pronoun that only one person near fits by gender means that person; a description whose noun was said of one alone, that one.
    What showed it is taken out of the features, and nobody from the candidates: what is left says whom news mean where it does not show."""
    for document, right, candidates in queries:
        kind, some = candidates[-1][0] // (TEMPLATES * VALUES), candidates[:-1]
        if right or len(some) < 2:
            continue
        if kind < 2:
            genders = [gender_of(c) for c in some]
            if genders.count(0) == 1 and all(g == 2 or is_far(c) for g, c in zip(genders, some) if g):
                # A source is somebody; who else is meant may have no name.
                yield document, [genders.index(0)], [without_gender(c) for c in (candidates if is_source(candidates[-1]) else some)]
        elif kind == NOMINAL:
            nouns = [noun_of(c) for c in some]
            if nouns.count(2) == 1:
                yield document, [nouns.index(2)], [without_evidence(c) for c in some]
                yield document, [nouns.index(2)], candidates


def dumped(documents, bundle):
    """-> [(document, right candidates, [rows of each candidate])]"""
    lines = "\n".join(json.dumps(d) for d in documents) + "\n"
    out = subprocess.run([TOOLS / "dump_antecedents", bundle], input=lines, capture_output=True, encoding="utf8", check=True)
    return [(a["id"], q["right"], q["features"]) for a in map(json.loads, out.stdout.splitlines()) for q in a["queries"]]


def kind_of(query):
    return query[2][-1][0] // (TEMPLATES * VALUES)


class Table:
    """Queries as flat arrays: rows of features, the candidate of each, the query of each candidate."""

    def __init__(self, queries, weights):
        self.rows, self.of_candidate, self.of_query, self.right = [], [], [], []
        self.weight = np.array(weights, float)
        self.kind = np.array([kind_of(q) for q in queries])
        for k, (_, right, candidates) in enumerate(queries):
            for c, features in enumerate(candidates):
                self.rows += features
                self.of_candidate += [len(self.of_query)] * len(features)
                self.of_query.append(k)
                self.right.append(c in right)
        self.rows, self.of_candidate, self.of_query = map(np.array, (self.rows, self.of_candidate, self.of_query))
        self.right = np.array(self.right)
        self.n = len(queries)

    def probabilities(self, w):
        scores = np.bincount(self.of_candidate, w[self.rows], len(self.of_query))
        top = np.full(self.n, -np.inf)
        np.maximum.at(top, self.of_query, scores)
        e = np.exp(scores - top[self.of_query])
        return e / np.bincount(self.of_query, e, self.n)[self.of_query]

    def accuracy(self, w):
        """Whether the likeliest candidate of each query is a right one."""
        p = self.probabilities(w)
        best = np.zeros(self.n)
        np.maximum.at(best, self.of_query, p)
        hit = np.zeros(self.n, bool)
        hit[self.of_query[(p == best[self.of_query]) & self.right]] = True
        return hit


def fit(table, decay, start=None, free=None):
    """Softmax over each query's candidates, by Adam over all of them, with weight decay. -> weights, of which those that are not `free` stay as in `start`"""
    w, m, v = np.zeros(SIZE) if start is None else start.copy(), np.zeros(SIZE), np.zeros(SIZE)
    free = np.ones(SIZE) if free is None else free
    total = table.weight.sum()
    for step in range(1, STEPS + 1):
        p = table.probabilities(w)
        sure = np.bincount(table.of_query, p * table.right, table.n)
        wanted = p * table.right / np.maximum(sure, 1e-9)[table.of_query]
        g = np.bincount(table.rows, ((p - wanted) * table.weight[table.of_query])[table.of_candidate], SIZE) / total + decay * w / 10
        g *= free
        m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
        w -= 0.1 * (1 - step / (STEPS + 1)) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8) * free
    return w


def show(label, table, hit):
    of = lambda kind: "%s %.3f of %d" % (NAMES[kind], hit[table.kind == kind].mean(), (table.kind == kind).sum())
    print("%-22s" % label, "  ".join(of(k) for k in range(KINDS) if (table.kind == k).any()), flush=True)


def train(queries, weights, decay, start=None, free=None, women=()):
    """queries: {corpus: [query]} -> weights of features as fit() says, after printing how each corpus fares unseen."""

    def weight(n, q):
        is_silver_nominal = n == "news" and kind_of(q) == NOMINAL
        return weights[n.split("-")[0]] * (NOMINAL_SILVER if is_silver_nominal else FEMININE_WEIGHT if q[0] in women else 1)

    table = lambda names: Table([q for n in names for q in queries[n]], [weight(n, q) for n in names for q in queries[n]])
    for corpus in sorted({n.split("-")[0] for n in queries}):
        rest = [n for n in queries if not n.startswith(corpus) and not n.endswith("dev")]
        held = [n for n in queries if n.startswith(corpus)]
        t = table(held)
        show("without " + corpus, t, t.accuracy(fit(table(rest), decay, start, free)))
    trained = [n for n in queries if n not in ("gum-dev", "litbank-dev")]
    w = fit(table(trained), decay, start, free)
    for n in queries:
        t = table([n])
        show(n + (" (trained on)" if n in trained else ""), t, t.accuracy(w))
    return w


def main(*templates):
    bundle = ROOT / "build/textanalysis.bundle"
    documents = {
        "gum-train": list(annotated(DATA / "coref/gum-train.jsonl")),
        "gum-dev": list(annotated(DATA / "coref/gum-dev.jsonl")),
        "litbank-train": list(annotated(DATA / "coref/litbank-train.jsonl")),
        "litbank-dev": list(annotated(DATA / "coref/litbank-dev.jsonl")),
        "gap-development": list(gap("development")),
        "gap-validation": list(gap("validation")),
    }
    queries = {n: dumped(d, bundle) for n, d in documents.items()}
    documents["own"] = list(own_articles())
    everybody = {n: dumped([d | {"everybody": True} for d in docs], bundle) for n, docs in documents.items()}
    queries["own"] = dumped(documents["own"], bundle)
    queries["news"] = list(silver(dumped(list(news()), bundle)))
    queries["wire"] = list(silver(dumped(list(wire()), bundle)))
    queries["masked"] = dumped(list(masked()), bundle)
    template, start = np.arange(SIZE) // VALUES % TEMPLATES, None
    free = ~np.isin(template, EVERYBODY_ONLY)
    if templates:
        start = read(MODELS / "en/antecedents.weights")["weights"].astype(float)
        free = np.isin(template, list(map(int, templates)))
    tables = [("weights", train(queries, WEIGHTS, DECAY, start, free)),
              ("everybody", train(everybody, EVERYBODY_WEIGHTS, EVERYBODY_DECAY, free=~np.isin(template, SPEAKERS_ONLY), women=of_women()))]
    write(MODELS / "en/antecedents.weights", tables)


if __name__ == "__main__":
    main(*sys.argv[1:])
