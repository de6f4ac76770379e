"""quotes_student.py [EPOCHS]: trains the shipped quote tagger on PolNeAR and on the teacher's attributions of raw text.

Writes models/quote_tagger.weights.
"""

import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn

from corpus import batches
from export import encoder_arrays, linear_arrays, write
from quotes_data import RAW, Attributions, pseudo, windows
from quotes_heads import Heads, loss_of, print_epoch, read
from sru import Embedding, Inputs, Optimizer, Sru, fill, load_vectors
from workspace import MODELS, WORK

WIDTH, LAYERS, BATCH_TOKENS = 128, 3, 4096
VOCABULARY = 25000  # Words that ship.


class Student(nn.Module):
    def __init__(self, vectors):
        super().__init__()
        self.embedding, self.flags = Embedding(vectors, WIDTH), nn.Embedding(32, WIDTH)
        nn.init.normal_(self.flags.weight, 0, 0.1)
        self.layers = nn.ModuleList([Sru(WIDTH, 0.08) for _ in range(LAYERS)])
        self.norm, self.heads, self.drop = nn.LayerNorm(WIDTH), Heads(WIDTH), nn.Dropout(0.12)

    def forward(self, vectors, rows, flags):
        x = self.drop(self.embedding(vectors, rows) + self.flags(flags))
        for layer in self.layers:
            x = layer(x)
        return self.drop(self.norm(x))


def encode(net, batch, inputs, rng=None):
    vectors, rows, _ = fill(batch, inputs, rng)
    flags = np.zeros(vectors.shape, np.int64)
    for k, (corpus, a, b) in enumerate(batch):
        flags[k, : b - a] = corpus.flags[a:b]
    return net(vectors, rows, torch.from_numpy(flags))


def export(net, index):
    heads, norm = net.heads, net.norm
    arrays = encoder_arrays(net.embedding, net.layers, index, VOCABULARY)
    arrays += [("bias", torch.zeros(WIDTH)), ("flags", net.flags.weight)]
    arrays += linear_arrays("cue", heads.cue, [norm]) + linear_arrays("quoted", heads.quoted, [norm])
    arrays += linear_arrays("token", heads.token, [norm]) + linear_arrays("cue_pair", heads.cue_pair, [norm, norm])
    arrays += linear_arrays("pair", heads.pair) + [
        ("distances", heads.distances.weight),
        ("offsets", heads.offsets.weight),
    ]
    write(MODELS / "quote_tagger.weights", arrays)


def main(epochs):
    torch.manual_seed(1)
    order, rng = random.Random(1), np.random.default_rng(1)
    index, vectors = load_vectors()
    train = [Attributions("quotes-train"), Attributions("quotes-single")] + [pseudo(n) for n in RAW]
    dev = Attributions("quotes-dev")
    inputs = {c.name: Inputs(c, index) for c in train + [dev]}
    items = [item for corpus in train for item in windows(corpus)]
    net = Student(vectors)
    optimizer, steps, step = Optimizer(net), epochs * len(batches(items, BATCH_TOKENS)), 0
    begin = time.time()
    for epoch in range(epochs):
        for batch in batches(items, BATCH_TOKENS, order):
            optimizer.step(loss_of(net.heads, encode(net, batch, inputs, rng), batch), step / steps)
            step += 1
        _, found = read(net, lambda batch: encode(net, batch, inputs), dev, 0.5)
        print_epoch(epoch, dev, found, begin)
        torch.save(net.state_dict(), WORK / "quotes_student.pt")
    export(net, index)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
