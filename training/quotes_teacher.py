"""quotes_teacher.py [EPOCHS]: fine-tunes the name teacher's encoder for attributions, then attributes raw text.

Writes WORK/quotes_teacher.pt and WORK/soft/NAME.quotes.npz.
"""

import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn

from corpus import batches
from names_loss import pad
from names_teacher import Teacher, Words, piece_inputs
from pretrained import WIDTH, WordPieces
from quotes_data import RAW, Attributions, windows
from quotes_heads import Heads, loss_of, print_epoch, read
from workspace import WORK

HIDDEN, BATCH_TOKENS, WINDOW = 128, 2400, 260


class QuotesTeacher(nn.Module):
    def __init__(self):
        super().__init__()
        self.base = Teacher(WORK / "encoder" / "model.onnx")
        self.base.load_state_dict(torch.load(WORK / "names_teacher.pt"))
        self.flags = nn.Embedding(32, WIDTH)
        nn.init.zeros_(self.flags.weight)
        self.h, self.norm, self.heads, self.drop = (
            nn.Linear(WIDTH, HIDDEN),
            nn.LayerNorm(HIDDEN),
            Heads(HIDDEN),
            nn.Dropout(0.1),
        )

    def forward(self, ids, shapes_of_pieces, flags_of_pieces, first):
        extra = self.base.case(shapes_of_pieces) + self.base.style.weight[0] + self.flags(flags_of_pieces)
        x = self.base.enc(ids, extra).float()
        return self.drop(self.norm(self.h(self.drop(torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))))))


def encode(net, batch, words):
    ids, of_pieces, first, _, _ = piece_inputs(batch, words)
    flags = []
    for corpus, a, b in batch:
        row = [0] + [int(corpus.flags[t]) for t in range(a, b) for _ in words(corpus.words[t])[0]]
        flags.append(row[:511] + [0])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return net(ids, of_pieces, pad(flags), first).float()


def train(net, words, epochs):
    rng = random.Random(2)
    items, dev = windows(Attributions("quotes-train"), WINDOW), Attributions("quotes-dev")
    fresh = [p for n, p in net.named_parameters() if not n.startswith("base.")] + list(net.base.case.parameters())
    big = [p for p in net.base.enc.parameters() if p.requires_grad]
    steps = epochs * (len(batches(items, BATCH_TOKENS)) + 3)
    optimizer = torch.optim.AdamW([{"params": big}, {"params": fresh}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [1.5e-4, 1e-3], total_steps=steps + 1, pct_start=0.08, anneal_strategy="linear"
    )
    begin = time.time()
    for epoch in range(epochs):
        for batch in batches(items, BATCH_TOKENS, rng):
            loss = loss_of(net.heads, encode(net, batch, words), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(big + fresh, 1.0)
            optimizer.step()
            schedule.step()
        _, found = read(net, lambda batch: encode(net, batch, words), dev, 0.5)
        print_epoch(epoch, dev, found, begin)
        torch.save(net.state_dict(), WORK / "quotes_teacher.pt")


def label(net, words):
    for name in RAW:
        corpus = Attributions(name)
        quoted, found = read(net, lambda batch: encode(net, batch, words), corpus, 0.5)
        cue, attributions = np.zeros(len(corpus.words), np.int64), np.empty(len(found), dtype=object)
        for k, (i, j, content, source) in enumerate(found):
            cue[i:j], cue[i] = 2, 1
            attributions[k] = (i, j, content, [source] if source else [])
        np.savez(WORK / "soft" / (name + ".quotes.npz"), cue=cue, quoted=quoted, attributions=attributions)


if __name__ == "__main__":
    torch.manual_seed(2)
    words = Words(WordPieces(WORK / "encoder" / "tokenizer.json"))
    net = QuotesTeacher()
    train(net, words, int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    label(net, words)
