"""names_student.py MINUTES [OUT]: trains the shipped name tagger on gold labels and on the accurate tier's probabilities.

Distillation after Hinton et al. (2015). Where a text is annotated, half of its windows are read in its corpus's style, with the
target mostly the gold, and half in no style, with the mean of the gold and the accurate tier; text without annotation has no
style. A style is a vector added to each token, so that guidelines do not fight; what ships has none. The learning rate falls to
nothing over MINUTES of wall time, so that the same command fits any machine; training resumes from OUT, written every five
minutes. The result is a moving average of the weights. Writes models/name_tagger.weights.
"""

import pathlib
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn

from corpus import NUM_LABELS, Corpus, batches, f1
from export import linear_arrays, narrow_encoder_arrays, write
from prepare_student import RECASED
from sru import Inputs, Optimizer, Sru, WordEmbedding, fill, load_words
from workspace import MODELS, WORK

WIDTH, LAYERS, BATCH_TOKENS, WINDOW = 192, 4, 2048, 250
VOCABULARY = 240000
# How often a pass reads a corpus; gold corpora, then those that only the accurate tier has labelled.
GOLD = {"conll2003-train": 2, "worldwide-train": 1, "gum-train": 2, "wikigold": 2, "btc": 1, "wnut17-train": 1, "uner-train-half": 3}
GOLD |= {"templates": 0.5} | {"%s-%s" % (name, case): 1 for name in RECASED if name != "raw" for case in ("upper", "lower")}
RAW = {"raw": 1, "raw-upper": 1, "raw-lower": 1}
STYLES = ["none", "conll2003", "worldwide", "gum", "wikigold", "btc", "wnut17", "uner", "templates"]
# Share of the accurate tier in a target where there is gold: without a style, and with one.
TEACHER_SHARE, TEACHER_SHARE_IN_STYLE = 0.5, 0.25
RATE, AVERAGED_STEPS = 3e-3, 400
# Divides the scores, so that confidences are calibrated on the development sets.
TEMPERATURE = 1.1
DEVELOPMENT = ["conll2003-valid", "gum-dev", "uner-held-half", "wnut17-dev", "worldwide-held", "templates-held"]


class Student(nn.Module):
    def __init__(self, vectors, classes):
        super().__init__()
        self.embedding, self.style = WordEmbedding(vectors, classes, WIDTH), nn.Embedding(len(STYLES), WIDTH)
        nn.init.zeros_(self.style.weight)
        self.pool = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList([Sru(WIDTH, 0.08) for _ in range(LAYERS)])
        self.norm, self.out, self.drop = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, NUM_LABELS), nn.Dropout(0.1)

    def forward(self, vectors, rows, groups, styles):
        x = self.drop(self.embedding(vectors, rows) + self.style(styles)[:, None])
        real = (vectors > 0).float()[..., None]
        x = self.layers[0](x, real)
        x = x + self.pool * self.means(x, groups)
        for layer in self.layers[1:]:
            x = layer(x, real)
        return self.out(self.drop(self.norm(x)))

    @staticmethod
    def means(x, groups):
        """Mean of each token's group, at each token."""
        flat, group = x.reshape(-1, x.shape[-1]), groups.view(-1)
        n = int(group.max()) + 1
        sums = torch.zeros(n, flat.shape[1]).index_add(0, group, flat)
        counts = torch.zeros(n, 1).index_add(0, group, torch.ones(len(group), 1)).clamp(min=1)
        return (sums / counts)[group].view_as(x)


def windows(corpus):
    """Runs of whole sentences of one document, of about WINDOW tokens."""
    out = []
    for a, b in corpus.documents:
        begin = None
        for x, y in corpus.sentences[a:b]:
            for cut in range(x, y, 400):
                end = min(y, cut + 400)
                if begin is not None and end - begin > WINDOW:
                    out.append((corpus, begin, cut))
                    begin = None
                begin = cut if begin is None else begin
        if begin is not None:
            out.append((corpus, begin, y))
    return out


def targets(corpus, soft, teacher_share):
    """(n, labels): the accurate tier's probabilities, mixed with the gold where there is one. Where the corpus does not mark MISC,
    its outside is split between outside and MISC as the accurate tier does."""
    if corpus.gold is None:
        return soft
    soft = soft.astype(np.float32)
    gold = np.eye(NUM_LABELS, dtype=np.float32)[corpus.gold]
    if not corpus.marks_misc:
        open_labels = [0, 13, 14, 15, 16]
        outside = np.flatnonzero(corpus.gold == 0)
        share = soft[outside][:, open_labels]
        gold[np.ix_(outside, open_labels)] = share / (share.sum(1, keepdims=True) + 1e-9)
    return (teacher_share * soft + (1 - teacher_share) * gold).astype(np.float16)


def style_of(corpus):
    return next((k for k, s in enumerate(STYLES) if corpus.name.startswith(s)), 0)


def predict(net, corpus, inputs):
    net.eval()
    out = np.zeros((len(corpus.words), NUM_LABELS), np.float32)
    with torch.no_grad():
        for batch in batches(windows(corpus), 2 * BATCH_TOKENS):
            styles = torch.zeros(len(batch), dtype=torch.long)
            log_p = torch.log_softmax(net(*fill(batch, inputs), styles), -1).numpy()
            for k, (_, a, b) in enumerate(batch):
                out[a:b] = log_p[k, : b - a]
    net.train()
    return out


def loss_of(net, batch, inputs, wanted, rng):
    styles = [style_of(corpus) if rng.random() < 0.5 else 0 for corpus, _, _ in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(*fill(batch, inputs, rng), torch.tensor(styles))
    log_p = torch.log_softmax(scores.float(), -1)
    target = np.zeros(log_p.shape, np.float32)
    for k, (corpus, a, b) in enumerate(batch):
        target[k, : b - a] = wanted[corpus.name][styles[k] > 0][a:b]
    target = torch.from_numpy(target)
    return -(target * log_p).sum() / target.sum()


class Average:
    """Moving average of the weights, of the hashed rows too."""

    def __init__(self, net):
        self.values = {n: v.clone() for n, v in net.state_dict().items() if "vec" not in n}

    def add(self, net, every):
        state = net.state_dict()
        for name, value in self.values.items():
            value.lerp_(state[name], min(1.0, every / AVERAGED_STEPS))

    def network(self, net):
        copy = Student(net.embedding.vec.weight, net.embedding.classes)
        copy.load_state_dict(self.values, strict=False)
        return copy


def passes(items, rng):
    """Batches without end."""
    while True:
        chosen = []
        for name, times in (GOLD | RAW).items():
            whole, part = divmod(times, 1)
            chosen += items[name] * int(whole) + rng.sample(items[name], int(part * len(items[name])))
        yield from batches(chosen, BATCH_TOKENS, rng)


def report(net, corpora, inputs):
    return " ".join("%s %.4f" % (n, f1(corpora[n], predict(net, corpora[n], inputs))) for n in DEVELOPMENT)


def train(net, corpora, inputs, wanted, seconds, out):
    items = {n: windows(corpora[n]) for n in GOLD | RAW}
    size = sum(times * sum(b - a for _, a, b in items[n]) for n, times in (GOLD | RAW).items())
    optimizer, average, state = Optimizer(net, RATE), Average(net), {"elapsed": 0.0, "seen": 0}
    if out.exists():
        saved = torch.load(out, weights_only=False)
        net.load_state_dict(saved["net"])
        optimizer.load(saved["optimizer"])
        average.values, state = saved["average"], saved["state"]
    order, rng = random.Random(1 + state["seen"]), np.random.default_rng(1 + state["seen"])
    last = saved_at = time.time()
    running, reported = None, state["seen"] // size
    for step, batch in enumerate(passes(items, order)):
        if state["elapsed"] >= seconds:
            break
        loss = loss_of(net, batch, inputs, wanted, rng)
        optimizer.step(loss, state["elapsed"] / seconds)
        if step % 10 == 0:
            average.add(net, 10)
        now = time.time()
        state["elapsed"] += now - last
        state["seen"] += int(sum(b - a for _, a, b in batch))
        last = now
        running = loss.item() if running is None else 0.99 * running + 0.01 * loss.item()
        if step % 100 == 0:
            print("%.0f s, %.2f passes, loss %.4f" % (state["elapsed"], state["seen"] / size, running), flush=True)
        if state["seen"] // size > reported:
            reported = state["seen"] // size
            print(report(average.network(net), corpora, inputs), flush=True)
        if now - saved_at > 300:
            save(net, optimizer, average, state, out)
            saved_at = now
        last = time.time()
    print("%.0f s, %.2f passes, loss %.4f" % (state["elapsed"], state["seen"] / size, running), flush=True)
    save(net, optimizer, average, state, out)
    return average.network(net)


def save(net, optimizer, average, state, out):
    values = {"net": net.state_dict(), "optimizer": optimizer.state(), "average": average.values, "state": state}
    torch.save(values, str(out) + ".new")
    pathlib.Path(str(out) + ".new").rename(out)


def export(net, index, nibbles, path):
    arrays = narrow_encoder_arrays(net.embedding, net.layers, index, nibbles)
    arrays += [("bias", net.embedding.proj.bias + net.style.weight[0]), ("pool", net.pool)]
    output = linear_arrays("output", net.out, [net.norm])
    write(path, arrays + [(name, array / TEMPERATURE) for name, array in output])


def main():
    torch.manual_seed(1)
    index, vectors, classes, nibbles = load_words(VOCABULARY)
    corpora = {n: Corpus(n) for n in set(GOLD | RAW) | set(DEVELOPMENT)}
    inputs = {n: Inputs(c, index) for n, c in corpora.items()}
    soft = {n: np.load(WORK / "soft" / (n + ".npy")) for n in GOLD | RAW}
    wanted = {n: [targets(corpora[n], soft[n], share) for share in (TEACHER_SHARE, TEACHER_SHARE_IN_STYLE)] for n in GOLD | RAW}
    net = Student(vectors, classes)
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else WORK / "names_student.pt"
    net = train(net, corpora, inputs, wanted, 60 * float(sys.argv[1]), out)
    print(report(net, corpora, inputs), flush=True)
    torch.save(net.state_dict(), WORK / "names_student_final.pt")
    export(net, index, nibbles, MODELS / "name_tagger.weights")


if __name__ == "__main__":
    main()
