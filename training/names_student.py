"""names_student.py: trains the shipped name tagger on gold labels and on the teacher's probabilities.

Distillation after Hinton et al. (2015): where a text is annotated, the target is the mean of both. Writes models/name_tagger.weights.
"""

import random
import time

import numpy as np
import torch
import torch.nn as nn

from corpus import NUM_LABELS, Corpus, batches, f1
from export import encoder_arrays, linear_arrays, write
from sru import Embedding, Inputs, Optimizer, Sru, fill, load_vectors
from workspace import MODELS, WORK

WIDTH, LAYERS, BATCH_TOKENS, WINDOW = 160, 3, 4096, 250
# Corpora named twice count double.
TRAIN = ["conll2003-train"] * 2 + ["conll2003-train-upper", "conll2003-train-lower"] + ["gum-train"] * 2
TRAIN += ["gum-train-upper", "gum-train-lower", "wikigold", "wikigold-upper", "wikigold-lower", "btc", "wnut17-train"]
TRAIN += ["uner-train-half"] * 2 + [
    "webraw",
    "webraw-lower",
    "webraw-upper",
    "polnear",
    "polnear-lower",
    "polnear-upper",
]
# The second phase hears less of the teacher.
FINE_TUNE = ["conll2003-train"] * 3 + ["conll2003-train-upper", "conll2003-train-lower"] + ["gum-train"] * 2
FINE_TUNE += (
    ["gum-train-lower", "wikigold", "wikigold-lower", "btc", "wnut17-train"] + ["uner-train-half"] * 2 + ["webraw"]
)
# (corpora, epochs, learning rate, the teacher's share of a target where there is gold) of each phase.
PHASES = [(TRAIN, 9, 3e-3, 0.5), (FINE_TUNE, 4, 8e-4, 0.3)]
# The shipped weights are the mean of both phases' results, this much of the second.
SECOND_SHARE = 0.3
# Divides the scores, so that confidences are calibrated on the development sets.
TEMPERATURE = 2.0
DEVELOPMENT = ["conll2003-valid", "uner-held-half", "gum-dev", "wnut17-dev"]
VOCABULARY = 80000  # Words that ship; the rest is unknown to the service.


class Student(nn.Module):
    def __init__(self, vectors):
        super().__init__()
        self.embedding = Embedding(vectors, WIDTH)
        self.bias, self.pool = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList([Sru(WIDTH, 0.08) for _ in range(LAYERS)])
        self.norm, self.out, self.drop = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, NUM_LABELS), nn.Dropout(0.1)

    def forward(self, vectors, rows, groups):
        x = self.drop(self.embedding(vectors, rows) + self.bias)
        x = self.layers[0](x)
        x = x + self.pool * self.means(x, groups)
        for layer in self.layers[1:]:
            x = layer(x)
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


def targets(corpus, teacher_share):
    """(n, labels): the teacher's probabilities, mixed with the gold where there is one. Where the corpus does not mark MISC, its
    outside is split between outside and MISC as the teacher does."""
    soft = np.exp(np.load(WORK / "soft" / (corpus.name + ".npy")).astype(np.float32))
    if corpus.gold is None:
        return soft.astype(np.float16)
    gold = np.eye(NUM_LABELS, dtype=np.float32)[corpus.gold]
    if not corpus.marks_misc:
        open_labels = [0, 13, 14, 15, 16]
        outside = np.flatnonzero(corpus.gold == 0)
        share = soft[outside][:, open_labels]
        gold[np.ix_(outside, open_labels)] = share / (share.sum(1, keepdims=True) + 1e-9)
    return (teacher_share * soft + (1 - teacher_share) * gold).astype(np.float16)


def predict(net, corpus, inputs):
    net.eval()
    out = np.zeros((len(corpus.words), NUM_LABELS), np.float32)
    with torch.no_grad():
        for batch in batches(windows(corpus), 2 * BATCH_TOKENS):
            log_p = torch.log_softmax(net(*fill(batch, inputs)), -1).numpy()
            for k, (_, a, b) in enumerate(batch):
                out[a:b] = log_p[k, : b - a]
    net.train()
    return out


def loss_of(net, batch, inputs, wanted, rng):
    log_p = torch.log_softmax(net(*fill(batch, inputs, rng)), -1)
    target = np.zeros(log_p.shape, np.float32)
    for k, (corpus, a, b) in enumerate(batch):
        target[k, : b - a] = wanted[corpus.name][a:b]
    target = torch.from_numpy(target)
    return -(target * log_p).sum() / target.sum()


def fit(net, phase, corpora, inputs):
    names, epochs, rate, teacher_share = phase
    order, rng = random.Random(1), np.random.default_rng(1)
    wanted = {n: targets(corpora[n], teacher_share) for n in set(names)}
    items = [item for n in names for item in windows(corpora[n])]
    optimizer = Optimizer(net, epochs * len(batches(items, BATCH_TOKENS)), rate)
    begin = time.time()
    for epoch in range(epochs):
        for batch in batches(items, BATCH_TOKENS, order):
            optimizer.step(loss_of(net, batch, inputs, wanted, rng))
        figures = " ".join("%s %.4f" % (n, f1(corpora[n], predict(net, corpora[n], inputs))) for n in DEVELOPMENT)
        print("epoch", epoch, figures, "%.0f s" % (time.time() - begin), flush=True)
    return {name: value.clone() for name, value in net.state_dict().items()}


def main():
    torch.manual_seed(1)
    index, vectors = load_vectors()
    corpora = {n: Corpus(n) for n in set(TRAIN + DEVELOPMENT)}
    inputs = {n: Inputs(c, index) for n, c in corpora.items()}
    net = Student(vectors)
    first, second = (fit(net, phase, corpora, inputs) for phase in PHASES)
    net.load_state_dict({n: torch.lerp(first[n], second[n], SECOND_SHARE) for n in first})
    torch.save(net.state_dict(), WORK / "names_student.pt")
    arrays = encoder_arrays(net.embedding, net.layers, index, VOCABULARY)
    arrays += [("bias", net.bias), ("pool", net.pool), ("transitions", torch.zeros(NUM_LABELS, NUM_LABELS))]
    output = linear_arrays("output", net.out, [net.norm])
    write(MODELS / "name_tagger.weights", arrays + [(name, array / TEMPERATURE) for name, array in output])


if __name__ == "__main__":
    main()
