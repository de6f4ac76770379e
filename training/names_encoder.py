"""names_encoder.py MINUTES [OUT]: trains the accurate tier's reader of names, E5-small fine-tuned; resumes from OUT, and where there
is none goes on from the weights in models/accurate (without that folder, from E5-small's own).

An encoder of word pieces (pretrained.py); each piece also enters with the class of its word's letters, for the pieces are
uncased, and with a style embedding of its corpus, dropped 30 % of the time, so that guidelines do not fight. The first piece of a
word answers for it. What a corpus does not mark counts neither for nor against. Texts are read in windows of whole sentences;
now and then one is read in capitals or in lower case. The learning rate falls to nothing over MINUTES of wall time, so that the
same command fits any machine; a checkpoint is written every five minutes.
"""

import pathlib
import random
import sys
import time
import unicodedata

import numpy as np
import torch
import torch.nn as nn

from corpus import NUM_LABELS, Corpus, batches, f1
from export import read
from names_loss import loss_of, pad
from pretrained import WIDTH, Encoder, WordPieces
from workspace import MODELS, WORK

STYLES = ["none", "conll2003", "gum", "wikigold", "worldwide", "wnut17", "template", "uner", "btc"]
# How often a pass reads a corpus's windows.
TRAIN = {"conll2003-train": 1, "worldwide-train": 1, "gum-train": 1, "wikigold": 1, "wnut17-train": 1, "templates": 0.35}
TRAIN |= {"uner-train-half": 2, "btc": 0.3}
# Read for figures alone.
DEVELOPMENT = ["conll2003-valid", "gum-dev", "uner-held-half", "worldwide-held", "wnut17-dev", "templates-held"]
MAX_PIECES, BATCH_TOKENS, MAX_PIECES_OF_WORD = 200, 1500, 8
NUM_LETTER_CLASSES = 64
ENCODER_RATE, HEAD_RATE = 1.5e-4, 5e-4
SHIPPED = MODELS / "accurate" / "name_encoder.weights"
UPPER_SHARE, LOWER_SHARE = 0.08, 0.07


def letter_class(word):
    """What word_pieces.h says of a word's letters: kind of the first character, then which kinds follow."""
    kinds = []
    for c in word:
        category = unicodedata.category(c)
        kinds.append({"Lu": 0, "Lt": 0, "Ll": 1, "Nd": 2}.get(category, 3))
    return kinds[0] + 4 * sum(1 << kind for kind in set(kinds[1:]))


class Words:
    """(pieces, letter class) of a word, remembered."""

    def __init__(self, tokenizer):
        self.pieces, self.known = WordPieces(tokenizer), {}

    def __call__(self, word):
        if word not in self.known:
            self.known[word] = (self.pieces(word)[:MAX_PIECES_OF_WORD], letter_class(word))
        return self.known[word]


class Reader(nn.Module):
    def __init__(self, onnx):
        super().__init__()
        self.enc = Encoder(onnx, dropout=0.0)
        self.letters, self.style = nn.Embedding(NUM_LETTER_CLASSES, WIDTH), nn.Embedding(len(STYLES), WIDTH)
        nn.init.zeros_(self.letters.weight)
        nn.init.zeros_(self.style.weight)
        self.out, self.drop = nn.Linear(WIDTH, NUM_LABELS), nn.Dropout(0.1)

    def forward(self, ids, letters, style, first):
        x = self.enc(ids, self.letters(letters) + self.style(style)[:, None])
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))
        return self.out(self.drop(x.float()))


def load_shipped(net, path):
    """The weights that names_export.py wrote, as near as their bytes hold them."""
    arrays = read(path)
    assign = lambda parameter, array: parameter.data.copy_(torch.tensor(np.array(array, np.float32)).view(parameter.shape))

    def assign_rows(name, linears):
        width = linears[0].weight.shape[1]
        weight = arrays[name + ".w"].view("i1").reshape(-1, width) * arrays[name + ".s"][:, None]
        for linear, rows, bias in zip(linears, np.split(weight, len(linears)), np.split(arrays[name + ".b"], len(linears))):
            assign(linear.weight, rows)
            assign(linear.bias, bias)

    def assign_norm(name, norm):
        assign(norm.weight, arrays[name + ".g"])
        assign(norm.bias, arrays[name + ".b"])

    assign(net.enc.positions, arrays["positions"])
    assign(net.letters.weight, arrays["letters"])
    assign_norm("norm", net.enc.norm)
    for k, layer in enumerate(net.enc.layers):
        name = "layer%d" % k
        assign_norm(name + ".norm1", layer.norm1)
        assign_norm(name + ".norm2", layer.norm2)
        assign_rows(name + ".attention", [layer.query, layer.key, layer.value])
        for part in ("output", "up", "down"):
            assign_rows(name + "." + part, [getattr(layer, part)])
    assign(net.out.weight, arrays["output.w"].reshape(WIDTH, NUM_LABELS).T)
    assign(net.out.bias, arrays["output.b"])


def style_of(name):
    return next((k for k, s in enumerate(STYLES) if name.startswith(s)), 0)


def windows(corpus, words):
    """(corpus, begin, end): tokens of whole sentences of one document, of at most MAX_PIECES pieces where sentences allow."""
    out = []
    for a, b in corpus.documents:
        begin, size, y = None, 0, 0
        for x, y in corpus.sentences[a:b]:
            for cut in range(x, y, 80):
                end = min(y, cut + 80)
                n = sum(len(words(w)[0]) for w in corpus.words[cut:end])
                if begin is not None and size + n > MAX_PIECES:
                    out.append((corpus, begin, cut))
                    begin, size = None, 0
                begin, size = cut if begin is None else begin, size + n
        if begin is not None:
            out.append((corpus, begin, y))
    return out


def scores(net, batch, words, styles, recase=None):
    """Log probabilities (B, T, labels)."""
    ids, letters, first = [], [], []
    for k, (corpus, a, b) in enumerate(batch):
        row, classes, starts = [101], [0], []
        for word in corpus.words[a:b]:
            pieces, of_word = words(recase[k](word) if recase else word)
            starts.append(min(len(row), 510))
            row += pieces
            classes += [of_word] * len(pieces)
        ids.append(row[:511] + [102])
        letters.append(classes[:511] + [0])
        first.append(starts)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = net(pad(ids), pad(letters), torch.tensor(styles), pad(first))
    return torch.log_softmax(out.float(), -1)


def predict(net, corpus, words, style=0):
    net.eval()
    out = np.full((len(corpus.words), NUM_LABELS), -1e4, dtype=np.float32)
    with torch.no_grad():
        for batch in batches(windows(corpus, words), BATCH_TOKENS):
            log_p = scores(net, batch, words, [style] * len(batch)).numpy()
            for k, (_, a, b) in enumerate(batch):
                out[a:b] = log_p[k, : b - a]
    net.train()
    return out


def drawn(items, share, rng):
    """`share` of the items, as many whole times as it tells and some of them once more."""
    return items * int(share) + rng.sample(items, int((share - int(share)) * len(items)))


def passes(items, rng):
    """Batches without end."""
    while True:
        chosen = [item for name, share in TRAIN.items() for item in drawn(items[name], share, rng)]
        yield from batches(chosen, BATCH_TOKENS, rng)


def recasing(rng):
    draw = rng.random()
    return str.upper if draw < UPPER_SHARE else str.lower if draw < UPPER_SHARE + LOWER_SHARE else str


def train(net, words, seconds, out):
    corpora = {n: Corpus(n) for n in TRAIN}
    items = {n: windows(c, words) for n, c in corpora.items()}
    total = sum(len(i) * TRAIN[n] for n, i in items.items())
    big = [p for p in net.enc.parameters() if p.requires_grad]
    small = [p for n, p in net.named_parameters() if not n.startswith("enc.")]
    optimizer = torch.optim.AdamW([{"params": big, "rate": ENCODER_RATE}, {"params": small, "rate": HEAD_RATE}], weight_decay=0.01)
    state = {"elapsed": 0.0, "seen": 0}
    if out.exists():
        saved = torch.load(out, weights_only=False)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        state = saved["state"]
    elif SHIPPED.exists():
        load_shipped(net, SHIPPED)
    rng = random.Random(1 + state["seen"])
    net.train()
    last = time.time()
    saved_at, step, running = last, 0, None
    for batch in passes(items, rng):
        share = state["elapsed"] / seconds
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * min(1, share / 0.06 + 0.02) * min(1, (1 - share) / 0.94)
        styles = [0 if rng.random() < 0.3 else style_of(c.name) for c, _, _ in batch]
        loss = loss_of(scores(net, batch, words, styles, [recasing(rng) for _ in batch]), batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        now = time.time()
        state["elapsed"] += now - last
        state["seen"] += len(batch)
        last, step = now, step + 1
        running = loss.item() if running is None else 0.97 * running + 0.03 * loss.item()
        if step % 20 == 0:
            print("%.0f s, %.2f passes, loss %.4f" % (state["elapsed"], state["seen"] / total, running), flush=True)
        if now - saved_at > 300:
            save(net, optimizer, state, out)
            saved_at = now
    save(net, optimizer, state, out)


def save(net, optimizer, state, out):
    torch.save({"net": net.state_dict(), "optimizer": optimizer.state_dict(), "state": state}, str(out) + ".new")
    pathlib.Path(str(out) + ".new").rename(out)


def main():
    torch.manual_seed(1)
    words = Words(WORK / "encoder" / "tokenizer.json")
    net = Reader(WORK / "encoder" / "model.onnx")
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else WORK / "names_encoder.pt"
    train(net, words, 60 * float(sys.argv[1]), out)
    for name in DEVELOPMENT:
        corpus = Corpus(name)
        print(name, "%.4f" % f1(corpus, predict(net, corpus, words)), flush=True)


if __name__ == "__main__":
    main()
