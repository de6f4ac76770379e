"""names_teacher.py [EPOCHS]: fine-tunes the pretrained encoder on names, where the teacher of quotations begins.

Each corpus has a style embedding, dropped 30 % of the time, so that their guidelines do not fight; what a corpus does not mark
(MISC in most) counts neither for nor against. Writes WORK/names_teacher.pt.
"""

import random
import re
import sys
import time
import zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from corpus import NUM_LABELS, Corpus, batches, f1
from names_loss import loss_of, pad
from pretrained import WIDTH, Encoder, WordPieces
from workspace import WORK

STYLES = ["none", "conll2003", "gum", "wikigold", "btc", "wnut17"]
TRAIN = [
    "conll2003-train",
    "conll2003-train-upper",
    "gum-train",
    "gum-train-upper",
    "wikigold",
    "wikigold-upper",
    "btc",
]
TRAIN += ["wnut17-train"]
MAX_PIECES = 180
BATCH_TOKENS = 3000
NUM_SHAPES, NUM_WORDS = 4000, 50000


def shape(word):
    """Hash of the word's shape, in [1, NUM_SHAPES]."""
    s = re.sub("[0-9]", "d", re.sub("[a-z]", "x", re.sub("[A-Z]", "X", word)))
    return zlib.crc32(re.sub(r"(.)\1{2,}", r"\1\1", s)[:10].encode()) % NUM_SHAPES + 1


class Words:
    """Word pieces, shape and hash of a word, remembered."""

    def __init__(self, pieces):
        self.pieces, self.known = pieces, {}

    def __call__(self, word):
        if word not in self.known:
            self.known[word] = (self.pieces(word), shape(word), zlib.crc32(word.encode()) % NUM_WORDS + 1)
        return self.known[word]


class Teacher(nn.Module):
    def __init__(self, onnx):
        super().__init__()
        self.enc = Encoder(onnx)
        self.case, self.style = nn.Embedding(NUM_SHAPES + 1, WIDTH, padding_idx=0), nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.style.weight)
        self.shape, self.word = nn.Embedding(NUM_SHAPES + 1, 16), nn.Embedding(NUM_WORDS + 1, 32)
        self.h, self.out, self.drop = nn.Linear(WIDTH + 48, 128), nn.Linear(128, NUM_LABELS), nn.Dropout(0.2)

    def forward(self, ids, shapes_of_pieces, style, first, shapes, words):
        x = self.enc(ids, self.case(shapes_of_pieces) + self.style(style)[:, None])
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))
        x = torch.cat([x, self.shape(shapes), self.word(words)], -1).float()
        return self.out(self.drop(F.gelu(self.h(self.drop(x)))))


def style_of(corpus):
    return next((k for k, s in enumerate(STYLES) if corpus.name.startswith(s)), 0)


def windows(corpus, words):
    """[begin, end) tokens of whole sentences of one document, MAX_PIECES pieces or so."""
    out = []
    for a, b in corpus.documents:
        begin, size = None, 0
        for x, y in corpus.sentences[a:b]:
            for cut in range(x, y, 200):
                end = min(y, cut + 200)
                n = sum(len(words(w)[0]) for w in corpus.words[cut:end])
                if begin is not None and size + n > MAX_PIECES:
                    out.append((begin, cut))
                    begin, size = None, 0
                begin, size = cut if begin is None else begin, size + n
        if begin is not None:
            out.append((begin, y))
    return [(corpus, x, y) for x, y in out]


def piece_inputs(batch, words):
    """-> ids, shapes of pieces, first piece of each word, shapes, word hashes."""
    ids, shapes_of_pieces, first = [], [], []
    for corpus, a, b in batch:
        row, shapes, starts = [101], [0], []
        for word in corpus.words[a:b]:
            pieces, s, _ = words(word)
            starts.append(min(len(row), 510))
            row += pieces
            shapes += [s] * len(pieces)
        ids.append(row[:511] + [102])
        shapes_of_pieces.append(shapes[:511] + [0])
        first.append(starts)
    facts = [[words(w) for w in c.words[a:b]] for c, a, b in batch]
    return (
        pad(ids),
        pad(shapes_of_pieces),
        pad(first),
        pad([[f[1] for f in r] for r in facts]),
        pad([[f[2] for f in r] for r in facts]),
    )


def scores(net, batch, words, styles):
    ids, of_pieces, first, shapes, hashes = piece_inputs(batch, words)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = net(ids, of_pieces, torch.tensor(styles), first, shapes, hashes)
    return torch.log_softmax(out.float(), -1)


def predict(net, corpus, words, style):
    net.eval()
    out = np.full((len(corpus.words), NUM_LABELS), -1e4, dtype=np.float32)
    with torch.no_grad():
        for batch in batches(windows(corpus, words), 2 * BATCH_TOKENS):
            log_p = scores(net, batch, words, [style] * len(batch)).numpy()
            for k, (_, a, b) in enumerate(batch):
                out[a:b] = log_p[k, : b - a]
    net.train()
    return out


def train(net, words, epochs):
    rng = random.Random(1)
    items = [item for name in TRAIN for item in windows(Corpus(name), words)]
    dev = [Corpus(n) for n in ("conll2003-valid", "uner-held-half", "gum-dev")]
    big = [p for p in net.enc.parameters() if p.requires_grad]
    small = [p for n, p in net.named_parameters() if not n.startswith("enc.")]
    steps = epochs * (len(batches(items, BATCH_TOKENS)) + 3)
    optimizer = torch.optim.AdamW([{"params": big}, {"params": small}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [2e-4, 1e-3], total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    begin = time.time()
    for epoch in range(epochs):
        for batch in batches(items, BATCH_TOKENS, rng):
            styles = [0 if rng.random() < 0.3 else style_of(c) for c, _, _ in batch]
            loss = loss_of(scores(net, batch, words, styles), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        figures = " ".join("%s %.4f" % (c.name, f1(c, predict(net, c, words, 0))) for c in dev)
        print("epoch", epoch, figures, "%.0f s" % (time.time() - begin), flush=True)
        torch.save(net.state_dict(), WORK / "names_teacher.pt")


if __name__ == "__main__":
    torch.manual_seed(1)
    words = Words(WordPieces(WORK / "encoder" / "tokenizer.json"))
    net = Teacher(WORK / "encoder" / "model.onnx")
    train(net, words, int(sys.argv[1]) if len(sys.argv) > 1 else 3)
