"""PolNeAR's attributions over the service's tokens."""

import json
import random

import numpy as np

from corpus import Corpus
from workspace import DATA, WORK, dump_features, dumped

RADIUS = 150  # The pair scorer looks this many tokens to either side of a cue: kReach of analysis/reader/quote_tagger.cc.
RAW = ["webraw", "conll2003-train", "gum-train", "wikigold"]


class Attributions(Corpus):
    """cue (n,): 0 outside, 1 begins, 2 inside; quoted (n,): inside marks of a quotation; marked (n,): inside marks that count;
    attributions: [(first cue token, end, content ranges, source ranges)], by cue; sentence and paragraph (n,) numbers.
    """

    def __init__(self, name, labels=None):
        super().__init__(name)
        n = len(self.words)
        self.cue, self.quoted, self.attributions = np.zeros(n, np.int64), np.zeros(n, np.float32), []
        self.marked = (self.flags & 1).astype(np.float32)
        self.sentence, self.paragraph = np.zeros(n, np.int64), np.cumsum((self.flags & 16) > 0)
        for k, (a, b) in enumerate(self.sentences):
            self.sentence[a:b] = k
        if labels is not None:
            self.cue, self.quoted, self.attributions = labels
        else:
            for d, doc in enumerate(self.docs):
                self._read(d, doc)
        self.attributions.sort(key=lambda a: a[0])
        self.cue_begins = np.array([a[0] for a in self.attributions], np.int64)

    def _read(self, d, doc):
        # Single marks are no quoted stretches to the corpus; they count as such where they stand in reported words.
        for begin, end in doc.get("single_quoted", []):
            i, j = self.tokens_of(d, begin, end)
            self.quoted[i:j] = any(a <= begin and end <= b for q in doc["quotes"] for a, b in q["content"])
        for quote in doc.get("quotes", []):
            for begin, end in quote["quoted"]:
                i, j = self.tokens_of(d, begin, end)
                self.quoted[i:j] = 1
            i, j = self.tokens_of(d, *quote["cue"][0]) if quote["cue"] else (0, 0)
            if j <= i:
                continue
            self.cue[i:j], self.cue[i] = 2, 1
            ranges = lambda spans: [r for r in (self.tokens_of(d, *span) for span in spans) if r[0] < r[1]]
            self.attributions.append((i, j, ranges(quote["content"]), ranges(quote["speaker"])))


def pseudo(name):
    """Raw text with the teacher's attributions."""
    z = np.load(WORK / "soft" / (name + ".quotes.npz"), allow_pickle=True)
    return Attributions(name, (z["cue"], z["quoted"], list(z["attributions"])))


def windows(corpus, size=300):
    """Runs of whole paragraphs of one document, of about size tokens."""
    out = []
    for d in range(len(corpus.documents)):
        a, b = corpus.token_range(d)
        if a == b:
            continue
        begins = [a] + [t for t in range(a + 1, b) if corpus.flags[t] & 16] + [b]
        begin = a
        for x, y in zip(begins, begins[1:]):
            if y - begin > size and x > begin:
                out.append((corpus, begin, x))
                begin = x
            while y - begin > size + 120:
                out.append((corpus, begin, begin + size + 120))
                begin += size + 120
        if begin < b:
            out.append((corpus, begin, b))
    return out


def prepare():
    """Dumps the articles, and 100 of them with single marks in place of double ones."""
    single = str.maketrans({"“": "‘", "”": "’", '"': "'"})
    train = [json.loads(line) for line in open(DATA / "quotes/polnear_train.jsonl", encoding="utf8")]
    dev = [json.loads(line) for line in open(DATA / "quotes/polnear_dev.jsonl", encoding="utf8")]
    picked = random.Random(4).sample(train, 100)
    sets = {
        "quotes-train": train,
        "quotes-dev": dev,
        "quotes-single": [dict(d, text=d["text"].translate(single)) for d in picked],
    }
    for name, docs in sets.items():
        with open(dumped(name) + ".jsonl", "w", encoding="utf8") as out:
            out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
        dump_features(name)


if __name__ == "__main__":
    prepare()
