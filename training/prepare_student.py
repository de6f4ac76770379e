"""Writes what the name tagger learns from beside the annotated corpora to WORK/dumps, and the accurate tier's probabilities of all
of it to WORK/soft/NAME.npy, (n, labels) in half precision.

Raw text: PolNeAR's training articles, the English pages of WCXB and fundus, the pages of prepare_names.py; what shares a paragraph
with data/modern, a development set or an outlet held back is left out. Copies in capitals and in lower case of a share of all
documents carry the labels of their originals.
"""

import random
import subprocess

import numpy as np

from corpus import NUM_LABELS, Corpus
from prepare_encoder import HELD_OUTLETS, paragraphs
from prepare_names import raw_pages, read, recase, write
from workspace import MODELS, TABLES, TOOLS, WORK, dumped

ANNOTATED = ["conll2003-train", "worldwide-train", "gum-train", "wikigold", "btc", "wnut17-train", "uner-train-half", "templates"]
# Share of the documents that are copied in each of the other cases.
RECASED = {"conll2003-train": 0.2, "worldwide-train": 0.08, "gum-train": 0.15, "wikigold": 0.2, "raw": 0.06}
LONGEST = 12000  # Characters of a page, so that no page outweighs many.
UNSEEN = ["ner/conll2003-valid", "ner/cleanconll-dev", "ner/gum-dev", "ner/uner-ewt-dev", "ner/wnut17-dev", "quotes/polnear_dev"]


def is_english(text):
    words = text.lower().split()
    return sum(words.count(w) for w in ("the", "of", "and", "to")) > 0.04 * len(words)


def raw_texts():
    held = [d for d in read("ner/worldwide-train") if d["id"].split("_")[0] in HELD_OUTLETS]
    unseen = sum((read(name) for name in ["modern/modern", *UNSEEN]), held)
    unseen = set().union(*(paragraphs(d["text"]) for d in unseen))
    pages = [d for d in read("wcxb/index") if d["kind"] not in ("documentation", "product") and d["body"]]
    pages += [d for d in read("fundus/index") if d["kind"] == "English" and d["body"]]
    texts = [{"id": d["id"], "text": d["body"][:LONGEST]} for d in pages if is_english(d["body"])]
    texts += [{"id": d["id"], "text": d["text"]} for n in ("", "_multiannot") for d in read("quotes/polnear_train" + n)]
    texts += raw_pages()
    return [t for t in texts if not paragraphs(t["text"]) & unseen]


def label(name):
    with open(dumped(name) + ".jsonl", "rb") as documents:
        command = [TOOLS / "dump_scores", TABLES, MODELS / "accurate", dumped(name) + ".scores"]
        subprocess.run(command, stdin=documents, check=True)
    scores = np.fromfile(dumped(name) + ".scores", "<f4").reshape(-1, NUM_LABELS)
    scores -= scores.max(1, keepdims=True)
    soft = np.exp(scores)
    soft /= soft.sum(1, keepdims=True)
    np.save(WORK / "soft" / (name + ".npy"), soft.astype(np.float16))


def recased(source, case, share, rng):
    """Writes a corpus of `share` of the documents of `source`, in another case, with the labels of the originals."""
    name, docs, originals = "%s-%s" % (source, case), [], []
    corpus, soft = Corpus(source), np.load(WORK / "soft" / (source + ".npy"))
    for d in rng.sample(range(len(corpus.docs)), int(share * len(corpus.docs))):
        docs += recase([corpus.docs[d]], {"upper": str.upper, "lower": str.lower}[case])
        originals.append(d)
    write(name, docs)
    copy = Corpus(name)
    out = np.zeros((len(copy.words), NUM_LABELS), np.float16)
    out[:, 0] = 1
    for d, original in enumerate(originals):
        a, b = corpus.token_range(original)
        at = {tuple(span): a + k for k, span in enumerate(corpus.tokens[a:b].tolist())}
        for t in range(*copy.token_range(d)):
            source = at.get(tuple(copy.tokens[t].tolist()))
            if source is not None:
                out[t] = soft[source]
    np.save(WORK / "soft" / (name + ".npy"), out)


def main():
    (WORK / "soft").mkdir(exist_ok=True)
    write("raw", raw_texts())
    for name in ANNOTATED + ["raw"]:
        label(name)
    rng = random.Random(7)
    for source, share in RECASED.items():
        for case in ("upper", "lower"):
            recased(source, case, share, rng)


if __name__ == "__main__":
    main()
