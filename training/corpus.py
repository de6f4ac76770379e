"""Dumps of dump_features as arrays, gold labels, and the scorer's F1."""

import json

import numpy as np

from workspace import dumped

TYPES = ["PER", "LOC", "ORG", "MISC"]
NUM_LABELS = 17  # Label 0 is outside; 1 + 4 * type + position is B, I, L or U of a type: analysis/model/bilou.h.
NUM_TEMPLATES = 16


class Corpus:
    """words [n]; tokens (n, 2), code points; hashes (n, templates); flags (n,); sentences (s, 2), tokens;
    documents (d, 2), sentences; docs, the JSON; gold (n,) labels, or None where nothing is annotated."""

    def __init__(self, name):
        prefix = dumped(name)
        read = lambda ext, dtype, width: np.fromfile(prefix + ext, dtype=dtype).reshape(-1, width)
        self.name = name
        self.words = open(prefix + ".words", encoding="utf8", newline="\n").read().split("\n")[:-1]
        self.tokens, self.hashes = read(".tokens", "<i4", 2), read(".hashes", "<u4", NUM_TEMPLATES)
        self.sentences, self.documents = read(".sentences", "<i4", 2), read(".documents", "<i4", 2)
        self.flags = np.fromfile(prefix + ".flags", "u1").astype(np.int64)
        self.docs = [json.loads(line) for line in open(prefix + ".jsonl", encoding="utf8")]
        self.gold = self._labels() if "entities" in self.docs[0] else None
        self.marks_misc = "MISC" in self.docs[0].get("types", [])

    def token_range(self, document):
        first, end = self.documents[document]
        return (0, 0) if first == end else (self.sentences[first][0], self.sentences[end - 1][1])

    def tokens_of(self, document, begin, end):
        """Code points [begin, end) of a document -> [first, end) tokens of the corpus."""
        a, b = self.token_range(document)
        spans = self.tokens[a:b]
        return (
            a + int(np.searchsorted(spans[:, 1], begin, side="right")),
            a + int(np.searchsorted(spans[:, 0], end, side="left")),
        )

    def _labels(self):
        gold = np.zeros(len(self.tokens), dtype=np.int64)
        for d, doc in enumerate(self.docs):
            for entity in doc["entities"]:
                i, j = self.tokens_of(d, entity["start"], entity["end"])
                if entity["type"] not in TYPES or j <= i:
                    continue
                base = 1 + 4 * TYPES.index(entity["type"])
                gold[i:j] = base + 1
                gold[i], gold[j - 1] = base, base + 2
                if j - i == 1:
                    gold[i] = base + 3
        return gold


def chunks(labels):
    """Labels of a sentence -> {(begin, end, type)}."""
    out, begin = set(), 0
    for i, label in enumerate(labels):
        if label == 0:
            continue
        position, kind = (label - 1) % 4, (label - 1) // 4
        if position in (0, 3):
            begin = i
        if position in (2, 3):
            out.add((begin, i + 1, kind))
    return out


def _allowed():
    ends = lambda label: label == 0 or (label - 1) % 4 >= 2
    begins = lambda label: label == 0 or (label - 1) % 4 in (0, 3)
    out = np.full((NUM_LABELS, NUM_LABELS), -1e4, dtype=np.float32)
    for x in range(NUM_LABELS):
        for y in range(NUM_LABELS):
            inside = not ends(x) and not begins(y) and (x - 1) // 4 == (y - 1) // 4
            if (ends(x) and begins(y)) or inside:
                out[x, y] = 0
    return out


ALLOWED = _allowed()


def viterbi(scores):
    """(n, labels) log probabilities -> the best labels that BILOU allows."""
    best, back = scores[0] + ALLOWED[0], []
    for row in scores[1:]:
        paths = best[:, None] + ALLOWED
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    labels = [int((best + ALLOWED[:, 0]).argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return labels[::-1]


def f1(corpus, scores):
    """Strict F1 over the types that the corpus marks."""
    hits = found = wanted = 0
    types = {0, 1, 2, 3} if corpus.marks_misc else {0, 1, 2}
    for a, b in corpus.sentences:
        have = {c for c in chunks(viterbi(scores[a:b])) if c[2] in types}
        want = {c for c in chunks(corpus.gold[a:b]) if c[2] in types}
        hits, found, wanted = hits + len(have & want), found + len(have), wanted + len(want)
    return 2 * hits / max(1, found + wanted)


def batches(items, num_tokens, rng=None):
    """(corpus, begin, end) items -> batches of about num_tokens padded tokens, items of like length together."""
    items = list(items)
    if rng:
        rng.shuffle(items)
    items.sort(key=lambda item: (item[2] - item[1]) // 16)
    out, batch, longest = [], [], 0
    for item in items:
        length = max(longest, item[2] - item[1])
        if batch and length * (len(batch) + 1) > num_tokens:
            out.append(batch)
            batch, length = [], item[2] - item[1]
        batch.append(item)
        longest = length
    out += [batch] if batch else []
    if rng:
        rng.shuffle(out)
    return out


def best_run(values):
    """The run with the largest sum, or None."""
    best, total, begin, out = 0, 0, 0, None
    for k, value in enumerate(values):
        if total <= 0:
            total, begin = 0, k
        total += value
        if total > best:
            best, out = total, (begin, k + 1)
    return out
