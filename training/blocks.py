"""blocks.py: trains the block classifiers for HTML and for flattened text (analysis/clean/classifier.h), and reports.

A network of simple recurrent units over the features of a page's blocks; the shipped weights are an exponential moving average
(Polyak and Juditsky 1992). The printed figures are cross-validated by page. Writes models/clean_*.weights.
"""

import sys
import zlib

import numpy as np
import torch
from torch import nn

import export
from block_pages import dump, html_pages, text_pages
from corpus import best_run
from sru import Sru
from workspace import MODELS, ROOT, WORK

sys.path.insert(0, str(ROOT / "eval"))
import clean_measures  # noqa: E402

FOLDS = 6
# How much the blocks of a kind of page count; the hand-made articles count most.
KIND_WEIGHTS = {"html": 3.0, "readability": 0.4, "text": 6.0, "textcore": 6.0}
WIDTH, LAYERS, DROPOUT, FEATURE_DROPOUT = 64, 2, 0.2, 0.25
EPOCHS, BATCH, RATE, AVERAGE, MAX_BLOCKS = 16, 8, 4e-3, 0.995, 500
LIMIT = 4  # Of standardised features: analysis/model/sequence_classifier.cc.


class Network(nn.Module):
    """Standardised features (B, T, features) -> logits (B, T)."""

    def __init__(self, num_features):
        super().__init__()
        self.input, self.output = nn.Linear(num_features, WIDTH), nn.Linear(WIDTH, 1)
        self.layers = nn.ModuleList(Sru(WIDTH, DROPOUT) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH, elementwise_affine=False)
        self.feature_drop, self.drop = nn.Dropout(FEATURE_DROPOUT), nn.Dropout(DROPOUT)

    def forward(self, x):
        h = torch.relu(self.input(self.feature_drop(x)))
        for layer in self.layers:
            h = layer(h)
        return self.output(self.drop(self.norm(h)))[..., 0]


class Task:
    """features (blocks, columns), standardised by scale and shift; labels and weights (blocks,); begin (pages + 1,), blocks."""

    def __init__(self, mode, pages):
        self.mode = mode
        raw = dump(mode, pages)
        self.pages = [page for page in pages if len(page.blocks) > 0]
        sizes = np.array([len(page.blocks) for page in self.pages])
        self.begin = np.concatenate([[0], np.cumsum(sizes)])
        self.scale = 1 / (raw.std(0) + 1e-3)
        self.shift = -raw.mean(0) * self.scale
        self.features = np.clip(raw * self.scale + self.shift, -LIMIT, LIMIT).astype(np.float32)
        self.labels = np.concatenate([page.labels for page in self.pages]).astype(np.float32)
        # A page of many blocks counts more than one of few, but not as many times more as it has blocks.
        of_page = [page.weights * KIND_WEIGHTS.get(page.kind, 1.0) / len(page.blocks) ** 0.5 for page in self.pages]
        weights = np.concatenate(of_page)
        self.weights = (weights / weights.mean()).astype(np.float32)
        self.fold = np.array([zlib.crc32(page.key.encode()) % FOLDS for page in self.pages])

    def batch(self, chosen, rng):
        """Pages -> features, labels and weights, padded; of a long page a random stretch."""
        length = min(MAX_BLOCKS, max(self.begin[k + 1] - self.begin[k] for k in chosen))
        x = np.zeros((len(chosen), length, self.features.shape[1]), np.float32)
        y, w = np.zeros((2, len(chosen), length), np.float32)
        for row, k in enumerate(chosen):
            n = self.begin[k + 1] - self.begin[k]
            a = self.begin[k] + (rng.integers(0, n - length + 1) if n > length else 0)
            b = a + min(n, length)
            x[row, : b - a], y[row, : b - a], w[row, : b - a] = self.features[a:b], self.labels[a:b], self.weights[a:b]
        return torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(w)

    def batches(self, chosen, rng):
        """Pages of about the same length together, in random order."""
        sizes = np.diff(self.begin)[chosen] * rng.uniform(0.6, 1.6, len(chosen))
        order = chosen[np.argsort(sizes)]
        groups = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
        return [groups[k] for k in rng.permutation(len(groups))]

    def fit(self, chosen, seed=1):
        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        network = Network(self.features.shape[1])
        optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.05)
        average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
        steps = EPOCHS * -(-len(chosen) // BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=0.2)
        for _ in range(EPOCHS):
            for pages in self.batches(chosen, rng):
                x, y, w = self.batch(pages, rng)
                losses = nn.functional.binary_cross_entropy_with_logits(network(x), y, reduction="none")
                optimizer.zero_grad()
                ((losses * w).sum() / w.sum()).backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                average.update_parameters(network)
        return average.module.eval()

    @torch.no_grad()
    def predict(self, network, k):
        x = torch.from_numpy(self.features[self.begin[k] : self.begin[k + 1]])
        return torch.sigmoid(network(x[None]))[0].numpy()

    def cross_validate(self):
        """-> for each page its probabilities by a network that has not seen it."""
        out = [None] * len(self.pages)
        for fold in range(FOLDS):
            network = self.fit(np.flatnonzero(self.fold != fold))
            for k in np.flatnonzero(self.fold == fold):
                out[k] = self.predict(network, k)
        return out

    def report(self, probabilities):
        for kind in ("html", "readability", "text", "textcore"):
            pairs = [(page.article, self.kept(k, probabilities[k])) for k, page in enumerate(self.pages) if page.kind == kind]
            if pairs:
                print(clean_measures.fmt(kind + ", cross-validated", clean_measures.shingle_eval(pairs, 100)), flush=True)
        for kind in ("traf", "traftext"):
            items = [(page.wanted(), self.kept(k, probabilities[k])) for k, page in enumerate(self.pages) if page.kind == kind]
            if items:
                print(clean_measures.fmt(kind + ", cross-validated", clean_measures.seg_eval(items, 100)), flush=True)

    def kept(self, k, p):
        blocks = self.pages[k].blocks
        return "\n".join(b for b, stays in zip(blocks, decide(blocks, p, self.mode)) if stays)

    def write(self, network):
        arrays = [("scale", self.scale), ("shift", self.shift)] + export.linear_arrays("input", network.input)
        for k, layer in enumerate(network.layers):
            arrays += export.linear_arrays("layer%d" % k, layer.u, [layer.norm])
        arrays += export.linear_arrays("output", network.output)
        export.write(MODELS / ("clean_%s.weights" % self.mode), arrays)


def decide(blocks, p, mode):
    """Decide() of analysis/clean/classifier.cc, names of elements apart."""
    if mode == "text" and (p >= 0.1).all():
        return np.ones(len(p), bool)
    factor = np.clip(p.max() / 0.95, 0.1, 1)
    inside, outside, neutral = np.array((0.55, 0.6, 0.5) if mode == "html" else (0.3, 0.9, 0.3)) * factor
    begin, end = best_run([len(b.encode()) ** 0.75 * (q - neutral) for b, q in zip(blocks, p)]) or (0, 0)
    place = np.arange(len(p))
    return p > np.where((begin <= place) & (place < end), inside, outside)


def run(mode, pages):
    task = Task(mode, pages)
    task.report(task.cross_validate())
    task.write(task.fit(np.arange(len(task.pages))))
    return pages


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    run("text", text_pages(run("html", html_pages())))


if __name__ == "__main__":
    main()
