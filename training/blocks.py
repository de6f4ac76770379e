"""blocks.py: trains the block classifiers for HTML and for flattened text (analysis/clean/classifier.h), and reports.

Two rounds of gradient-boosted trees; the second sees what the first, trained without the page, says of the neighbours (stacked
generalisation, Wolpert 1992). The printed figures are cross-validated by page; a heading that the service takes for the title counts as kept here. Writes models/clean_*.trees.
"""

import sys
import zlib

import lightgbm
import numpy as np

import trees
from block_pages import dump, html_pages, text_pages
from corpus import best_run
from workspace import MODELS, ROOT, WORK

sys.path.insert(0, str(ROOT / "eval"))
import clean_measures  # noqa: E402

FOLDS = 6
# How much the blocks of a kind of page count; the hand-made articles count most.
KIND_WEIGHTS = {"html": 3.0, "readability": 0.4, "text": 6.0, "textcore": 6.0}
TREES = {"html": (90, 120, 0.08), "text": (120, 120, 0.06)}


def fit(features, labels, weights, num_trees, rate):
    options = dict(objective="binary", num_leaves=15, learning_rate=rate, min_data_in_leaf=20, feature_fraction=0.5)
    options |= dict(bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, seed=1, verbose=-1, num_threads=1)
    return lightgbm.train(options, lightgbm.Dataset(features, labels, weight=weights), num_trees)


class Task:
    def __init__(self, mode, pages):
        self.mode, self.pages = mode, pages
        self.features = dump(mode, pages)
        sizes = [len(page.blocks) for page in pages]
        self.labels = np.concatenate([page.labels for page in pages])
        self.weights = np.concatenate([page.weights * KIND_WEIGHTS.get(page.kind, 1.0) for page in pages])
        self.page = np.repeat(np.arange(len(pages)), sizes)
        self.fold = np.array([zlib.crc32(page.key.encode()) % FOLDS for page in pages])[self.page]

    def held_out(self, features, num_trees, rate):
        """Probabilities of each block by a model that has not seen its page."""
        out = np.zeros(len(self.labels))
        for fold in range(FOLDS):
            rest = self.fold != fold
            model = fit(features[rest], self.labels[rest], self.weights[rest], num_trees, rate)
            out[~rest] = model.predict(features[~rest])
        return out

    def train(self):
        first_trees, second_trees, rate = TREES[self.mode]
        first = self.held_out(self.features, first_trees, rate)
        both = np.concatenate([self.features, dump(self.mode, self.pages, first)], 1)
        self.report(self.held_out(both, second_trees, rate))
        for stage, features, n in ((1, self.features, first_trees), (2, both, second_trees)):
            booster = fit(features, self.labels, self.weights, n, rate)
            trees.write(booster, MODELS / ("clean_%s_%d.trees" % (self.mode, stage)))

    def report(self, probabilities):
        for kind in ("html", "text", "textcore"):
            pairs = []
            for k, page in enumerate(self.pages):
                if page.kind == kind:
                    stays = decide(page.blocks, probabilities[self.page == k], self.mode)
                    pairs.append((page.article, "\n".join(b for b, s in zip(page.blocks, stays) if s)))
            if pairs:
                print(clean_measures.fmt(kind + ", cross-validated", clean_measures.shingle_eval(pairs, 100)), flush=True)


def decide(blocks, p, mode):
    """Decide() of analysis/clean/classifier.cc."""
    inside, outside, neutral = (0.5, 0.6, 0.5) if mode == "html" else (0.4, 0.85, 0.45)
    if mode == "text" and (p >= 0.1).all():
        return np.ones(len(p), bool)
    begin, end = best_run([len(b.encode()) ** 0.75 * (q - neutral) for b, q in zip(blocks, p)]) or (0, 0)
    place = np.arange(len(p))
    return p > np.where((begin <= place) & (place < end), inside, outside)


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    html = Task("html", html_pages())
    html.train()
    Task("text", text_pages(html.pages)).train()


if __name__ == "__main__":
    main()
