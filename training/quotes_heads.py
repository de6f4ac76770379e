"""The heads of analysis/reader/quote_tagger.h, to be trained over any encoder; their losses; and what they find."""

import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from corpus import batches, best_run
from quotes_data import RADIUS, windows

PAIR_WIDTH, NUM_DISTANCES, NUM_OFFSETS = 64, 64, 9 * 5 * 4


class Heads(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.cue, self.quoted = nn.Linear(width, 3), nn.Linear(width, 1)
        self.token, self.cue_pair = nn.Linear(width, PAIR_WIDTH), nn.Linear(2 * width, PAIR_WIDTH)
        self.distances, self.offsets = nn.Embedding(NUM_DISTANCES, PAIR_WIDTH), nn.Embedding(NUM_OFFSETS, PAIR_WIDTH)
        self.pair, self.drop = nn.Linear(PAIR_WIDTH, 2), nn.Dropout(0.1)
        nn.init.normal_(self.distances.weight, 0, 0.1)
        nn.init.normal_(self.offsets.weight, 0, 0.1)

    def pairs(self, hidden, p):
        """-> (pairs, 2 * RADIUS + 1, 2): log odds of content and of source."""
        cues = self.cue_pair(torch.cat([hidden[p["row"], p["first"]], hidden[p["row"], p["last"]]], -1))
        z = self.token(hidden)[p["row"][:, None], p["token"]] + cues[:, None]
        return self.pair(self.drop(F.silu(z + self.distances(p["distance"]) + self.offsets(p["offset"]))))


def distance_bucket(distance):
    """DistanceBucket() of analysis/reader/quote_tagger.cc."""
    far = np.abs(distance)
    steps = np.minimum(15, (np.log2(np.maximum(far, 1) / 16) * 3.2).astype(int) + 1)
    return np.minimum(np.where(far <= 16, far, 16 + steps), 31) + np.where(distance < 0, 32, 0)


def pair_inputs(batch, cues=None):
    """Rows for Heads.pairs, for the gold cues or for the given ones, [(begin, end)] an item; None when there are none."""
    fields = {k: [] for k in ("row", "first", "last", "token", "distance", "offset", "gold", "inside")}
    for row, (corpus, a, b) in enumerate(batch):
        low, high = np.searchsorted(corpus.cue_begins, [a, b])
        found = corpus.attributions[low:high] if cues is None else [(i, j, [], []) for i, j in cues[row]]
        for i, j, content, source in found:
            _add_pair(fields, row, corpus, a, b, i, min(j, b), content, source)
    return {k: torch.from_numpy(np.array(v)) for k, v in fields.items()} if fields["row"] else None


def _add_pair(fields, row, corpus, a, b, i, j, content, source):
    t = np.arange(i - RADIUS, i + RADIUS + 1)
    at = np.clip(t, a, b - 1)
    sentences = np.clip(corpus.sentence[at] - corpus.sentence[i], -4, 4) + 4
    paragraphs = np.clip(corpus.paragraph[at] - corpus.paragraph[i], -2, 2) + 2
    own = ((t >= i) & (t < j)).astype(int)
    gold = np.zeros((len(t), 2), np.float32)
    for channel, ranges in enumerate((content, source)):
        for x, y in ranges:
            gold[(t >= x) & (t < y), channel] = 1
    values = {
        "row": row,
        "first": i - a,
        "last": j - 1 - a,
        "token": at - a,
        "distance": distance_bucket(np.where(t < i, t - i, np.where(t >= j, t - j + 1, 0))),
        "offset": (sentences * 5 + paragraphs) * 4 + (corpus.flags[at] & 1) * 2 + own,
        "gold": gold,
        "inside": (t >= a) & (t < b),
    }
    for name, value in values.items():
        fields[name].append(value)


def loss_of(heads, hidden, batch):
    shape = hidden.shape[:2]
    cue, quoted, marked = np.full(shape, -1), np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for k, (c, a, b) in enumerate(batch):
        cue[k, : b - a], quoted[k, : b - a], marked[k, : b - a] = c.cue[a:b], c.quoted[a:b], c.marked[a:b]
    cue, quoted, marked = map(torch.from_numpy, (cue, quoted, marked))
    cue_loss = F.cross_entropy(heads.cue(hidden).flatten(0, 1), cue.flatten(), ignore_index=-1)
    quoted_loss = F.binary_cross_entropy_with_logits(heads.quoted(hidden)[..., 0], quoted, reduction="none")
    loss = 10 * cue_loss + (quoted_loss * marked).sum() / marked.sum().clamp(min=1)
    pairs = pair_inputs(batch)
    if pairs is None:
        return loss
    pair_loss = F.binary_cross_entropy_with_logits(heads.pairs(hidden, pairs), pairs["gold"], reduction="none")
    return loss + (pair_loss * pairs["inside"][..., None]).sum() / len(pairs["row"]) / 20


def cue_ranges(log_p, begin, threshold):
    """(n, 3) log probabilities of tokens from begin on -> [(begin, end)]."""
    p, out, k = np.exp(log_p), [], 0
    while k < len(p):
        if not (p[k, 1] > threshold or (p[k, 1] + p[k, 2] > threshold and p[k, 1] > p[k, 2])):
            k += 1
            continue
        end = k + 1
        while end < len(p) and p[end, 2] > p[end, 0] and p[end, 2] > p[end, 1]:
            end += 1
        out.append((begin + k, begin + end))
        k = end
    return out


def runs(on):
    """Runs of true values; gaps of one are closed."""
    out = []
    for k in np.flatnonzero(on).tolist():
        if out and k - out[-1][1] <= 1:
            out[-1] = (out[-1][0], k + 1)
        else:
            out.append((k, k + 1))
    return out


def read(net, encode, corpus, threshold):
    """-> quoted (n,) probabilities, [(first cue token, end, content runs, source run or None)]."""
    net.eval()
    quoted, found = np.zeros(len(corpus.words), np.float32), []
    with torch.no_grad():
        for batch in batches(windows(corpus), 6000):
            hidden = encode(batch)
            log_p = torch.log_softmax(net.heads.cue(hidden), -1).numpy()
            q = torch.sigmoid(net.heads.quoted(hidden))[..., 0].numpy()
            for k, (_, a, b) in enumerate(batch):
                quoted[a:b] = q[k, : b - a]
            cues = [cue_ranges(log_p[k, : b - a], a, threshold) for k, (_, a, b) in enumerate(batch)]
            pairs = pair_inputs(batch, cues)
            if pairs is None:
                continue
            z = torch.where(pairs["inside"][..., None], net.heads.pairs(hidden, pairs), torch.tensor(-20.0)).numpy()
            for (i, j), scores in zip((c for item in cues for c in item), z):
                shift = lambda run: (run[0] + i - RADIUS, run[1] + i - RADIUS)
                source = best_run(scores[:, 1])
                found.append((i, j, [shift(r) for r in runs(scores[:, 0] > 0)], source and shift(source)))
    net.train()
    return quoted, sorted(found, key=lambda f: f[0])


def f1_of_cues(corpus, found):
    gold = {a[0] for a in corpus.attributions}
    have = {f[0] for f in found}
    return 2 * len(gold & have) / max(1, len(gold) + len(have))


def f1_of_contents(corpus, found):
    """Share of contents found with a token overlap (Jaccard) of 0.8, as F1."""
    tokens = lambda ranges: {t for x, y in ranges for t in range(x, y)}
    gold = {a[0]: tokens(a[2]) for a in corpus.attributions}
    hits = 0
    for cue, _, content, _ in found:
        have, want = tokens(content), gold.get(cue, set())
        hits += bool(have | want) and len(have & want) >= 0.8 * len(have | want)
    return 2 * hits / max(1, len(gold) + len(found))


def print_epoch(epoch, dev, found, begin):
    figures = "cues %.4f contents %.4f" % (f1_of_cues(dev, found), f1_of_contents(dev, found))
    print("epoch", epoch, figures, "%.0f s" % (time.time() - begin), flush=True)
