"""manner.py: trains the model of analysis/quotes/manner.h on PolNeAR's indirect attributions, typed by the classes of their verbs
and the shape of their content, and on the attributions of manner_labels.tsv, which were read one by one.

Prints, for each outlet of PolNeAR and each source of the labels, how the model that has not seen it does; writes models/en/quote_manner.weights.
"""

import collections
import json
import subprocess

import numpy as np
import torch

from export import word_hash, write
from workspace import DATA, MODELS, ROOT, TABLES, TOOLS

BUCKETS, THRESHOLD, TYPES = 1 << 14, 0.5, ["communication", "belief", "fact", "eventuality"]
LABEL_WEIGHT, COPY_WEIGHT, DECAY, STEPS = 6.0, 0.5, 2e-4, 60
MAX_TEXT = 9000  # Code points of a document of manner_labels.tsv that were read.
SPEECH = {"say", "tell", "find"}


def silver_type(features):
    """The type that verb classes and shape tell, or None where they leave it open."""
    values = lambda name: [f.split("=", 1)[1] for f in features if f.startswith(name + "=")]
    classes = [c for c in values("class") if "&" not in c]
    mark, side = values("mark")[0], values("side")[0]
    finite = any(f.startswith("finite&") or f.startswith("finite-ed&") for f in features)
    if set(classes) & {"according", "label"}:
        return 0
    subject = mark in ("marksubject", "markdet", "markname", "marknumber", "markword", "marked")
    if set(classes) & SPEECH and (mark == "markthat" or (subject and finite and classes[0] in SPEECH)):
        return 0
    if "admit" in classes and mark == "marking":
        return 0
    if classes[0] == "say" and side == "before" and "opens=yes" in features:
        return 0
    if set(classes) == {"think"}:
        return 1
    if set(classes) == {"know"}:
        return 2
    if set(classes) <= {"order", "ask", "commit", "deed"} or (set(classes) <= {"judge", "describe"} and mark != "markthat"):
        return 3
    # A long run without a verb that is known for one may be a clause all the same.
    short = any(f in features for f in ("length1", "length2", "length3", "length4"))
    if classes[0] in SPEECH and (mark in ("markto", "markwhether", "markprep", "markobject") or (short and not finite)):
        return 3
    return None


def dumped(documents):
    """[{"id", "text", "relations"}] -> {id: features of each relation}."""
    lines = "\n".join(json.dumps(d) for d in documents)
    out = subprocess.run([TOOLS / "dump_manners", TABLES], input=lines, capture_output=True, encoding="utf8", check=True)
    return {d["id"]: d["features"] for d in map(json.loads, out.stdout.splitlines())}


def read_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf8")]


def silver():
    """-> [(features, type, outlet, 1)]"""
    documents = read_lines(DATA / "quotes/polnear_train.jsonl")
    for d in documents:
        d["relations"] = [
            {"cue": q["cue"][0], "content": q["content"], "source": q["speaker"][0] if q["speaker"] else None}
            for q in d["quotes"]
            if q["cue"] and q["form"] == "indirect"
        ]
    features = dumped(documents)
    found = [(f, silver_type(f), d["id"][:8], 1.0) for d in documents for f in features[d["id"]] if f]
    return [item for item in found if item[1] is not None]


def label_texts():
    """Id of a document -> its text, for the sources of manner_labels.tsv."""
    paths = {"fundus": "fundus/index.jsonl", "wcxb": "wcxb/index.jsonl", "worldwide": "ner/worldwide-train.jsonl"}
    for source, path in paths.items():
        for d in read_lines(DATA / path):
            text = d["text"] if "text" in d else d["body"].replace("\n", "\n\n")
            yield source + ":" + d["id"], text[:MAX_TEXT]


def labelled():
    """-> [(features, 0 for a communication or -1 for another type, source, weight)]"""
    rows = [line.rstrip("\n").split("\t") for line in open(ROOT / "training/manner_labels.tsv", encoding="utf8") if line[0] != "#"]
    span = lambda s: [int(x) for x in s.split("-")]
    of_document = collections.defaultdict(list)
    for row in rows:
        of_document[row[0]].append(row)
    documents = []
    for name, text in label_texts():
        relations = [
            {"cue": span(r[1]), "content": [span(s) for s in r[2].split()], "source": span(r[3]) if r[3] else None}
            for r in of_document.get(name, [])
        ]
        if relations:
            documents.append({"id": name, "text": text, "relations": relations})
    features = dumped(documents)
    return [
        (f, 0 if row[4] == "yes" else -1, name.split(":")[0], LABEL_WEIGHT)
        for name, list_of in features.items()
        for f, row in zip(list_of, of_document[name])
        if f
    ]


def without_words(items):
    """Copies that show the class of the cue's verb and the shape of what follows, but no word of the cue: for verbs seldom met."""
    of_words = ("cue=", "head=", "ending=", "before=", "after=")
    return [([f for f in i[0] if not f.startswith(of_words)], *i[1:3], i[3] * COPY_WEIGHT) for i in items]


def rows_of(items):
    rows = [sorted({word_hash(f) % BUCKETS for f in item[0]}) for item in items]
    width = max(map(len, rows))
    return torch.tensor([r + [BUCKETS] * (width - len(r)) for r in rows])  # The last row of the table stays zero.


def scores_of(weights, rows):
    padded = torch.cat([weights, torch.zeros(1, len(TYPES))])
    return torch.nn.functional.embedding(rows, padded).sum(1)


def fit(items):
    items = items + without_words(items)
    rows = rows_of(items)
    kinds, weight = torch.tensor([i[1] for i in items]), torch.tensor([i[3] for i in items])
    weights = torch.zeros(BUCKETS, len(TYPES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, history_size=8)

    def loss():
        optimizer.zero_grad()
        log_p = torch.log_softmax(scores_of(weights, rows), -1)
        known = -log_p.gather(1, kinds.clamp(min=0)[:, None])[:, 0]
        other = -torch.logsumexp(log_p[:, 1:], -1)  # No communication; which other type is not known.
        total = (torch.where(kinds >= 0, known, other) * weight).sum() / weight.sum() + DECAY * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weights.detach()


def communication(weights, items):
    return torch.softmax(scores_of(weights, rows_of(items)), -1)[:, 0].numpy()


def measure(p, wanted):
    hits = int(((p >= THRESHOLD) & wanted).sum())
    return hits / max(1, (p >= THRESHOLD).sum()), hits / max(1, wanted.sum())


def main():
    torch.manual_seed(1)
    items, labels = silver(), labelled()
    print(len(items), "typed by rule:", collections.Counter(TYPES[i[1]] for i in items), len(labels), "read")
    for outlet in sorted({i[2] for i in items}):
        rest, held = [i for i in items if i[2] != outlet], [i for i in items if i[2] == outlet]
        best = scores_of(fit(rest + labels), rows_of(held)).argmax(1).numpy()
        print("without %-10s type right %.3f of %d" % (outlet, np.mean(best == [i[1] for i in held]), len(held)))
    for source in sorted({i[2] for i in labels}):
        held = [i for i in labels if i[2] == source]
        p = communication(fit(items + [i for i in labels if i[2] != source]), held)
        wanted = np.array([i[1] == 0 for i in held])
        print("without %-10s precision %.3f recall %.3f" % (source, *measure(p, wanted)))
    weights = fit(items + labels)
    write(MODELS / "en/quote_manner.weights", [("weights", weights), ("calibration", np.array([THRESHOLD]))])


if __name__ == "__main__":
    main()
