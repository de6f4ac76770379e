"""blocks.py [html] [text]: trains the block classifiers (analysis/clean/classifier.h), and reports.

A network of simple recurrent units over the features of a page's blocks and over vectors of what they say and of what their elements
are called, trained together with it; the mean over the page tells its kind and is given back to each block. The shipped weights are
an exponential moving average (Polyak and Juditsky 1992). Thresholds and the calibration of confidence are chosen on pages that the
networks have not seen, folds being sites, and stand in the weights' file. Writes models/clean_*.weights, and WORK/folds/K/clean_*.weights
of the networks that have not seen fold K.
"""

import pickle
import sys

import numpy as np
import torch
from torch import nn

import export
from block_pages import FOLDS, KINDS, Dump, fold_of, html_pages, text_pages, words
from corpus import best_run
from sru import Sru
from workspace import MODELS, WORK

WIDTH, DROPOUT, FEATURE_DROPOUT, HASH_DROPOUT = 64, 0.2, 0.25, 0.2
VOCABULARY, MIN_SITES = 24000, 4
EPOCHS, BATCH, RATE, AVERAGE, MAX_BLOCKS, KIND_LOSS = 5, 12, 5e-3, 0.99, 320, 0.15
# Share of the pages of a set that an epoch takes, where not all.
SAMPLED = {"readability-whole": 0.3, "core": 0.3, "traftext": 0.5, "prose": 0.4, "wcxb-core+": 0.5, "wcxb-whole+": 0.6}
# Sets whose labels no person made for each page.
UNJUDGED = ("prose", "traf", "traftext", "readability", "readability-whole", "core", "dated-whole", "dated-core")
# Thresholds that are tried: inside and outside the article's run, neutral, untouched, the share of the F1 that can be expected, which
# bounds those of flattened text alone.
INSIDE, OUTSIDE, NEUTRAL, UNTOUCHED = (0.2, 0.3, 0.4, 0.5), (0.4, 0.5, 0.6, 0.7, 0.8), (0.2, 0.3, 0.4, 0.5), (0.01, 0.05, 0.1)
SHARE_OF_F1 = {"text": (0.4, 0.45, 0.5), "html": (1e6,)}
LIMIT = 4  # Of standardised features: analysis/model/sequence_classifier.cc.


class Network(nn.Module):
    """features (B, T, columns), hashes' numbers -> logits (B, T), logits of the page's kind (B, KINDS)."""

    def __init__(self, num_features):
        super().__init__()
        self.input, self.output = nn.Linear(num_features, WIDTH), nn.Linear(WIDTH, 1)
        self.vectors = nn.EmbeddingBag(VOCABULARY + 1, WIDTH, mode="sum", padding_idx=VOCABULARY)
        nn.init.normal_(self.vectors.weight, 0, 0.05)
        self.vectors.weight.data[VOCABULARY] = 0
        self.layers = nn.ModuleList(Sru(WIDTH, DROPOUT) for _ in range(2))
        self.context, self.kind = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(KINDS))
        self.norm = nn.LayerNorm(WIDTH, elementwise_affine=False)
        self.feature_drop, self.drop = nn.Dropout(FEATURE_DROPOUT), nn.Dropout(DROPOUT)

    def said(self, bags):
        numbers, begins, counts = bags
        return self.vectors(numbers, begins) / counts.clamp(min=1).sqrt()[:, None]

    def forward(self, x, mask, bags, page_bags):
        b, t, _ = x.shape
        h = torch.relu(self.input(self.feature_drop(x)) + self.drop(self.said(bags).view(b, t, -1)))
        h = self.layers[0](h)
        pooled = (self.norm(h) * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        context = torch.relu(self.context(pooled) + self.drop(self.said(page_bags)))
        h = self.layers[1](h + self.drop(context)[:, None])
        return self.output(self.drop(self.norm(h)))[..., 0], self.kind(self.drop(context))


class Bags:
    """Numbers of each bag's hashes in a vocabulary: of bag k, numbers[begins[k] : ends[k]]."""

    def __init__(self, hashes, begins, ends, vocabulary):
        at = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
        known = vocabulary[at] == hashes
        kept = np.concatenate([[0], np.cumsum(known)])
        self.numbers, self.begins, self.ends = at[known], kept[begins], kept[ends]

    def take(self, rows, bags, size, rng=None):
        """Bags for some of `size` rows, ascending; with rng some hashes are dropped."""
        lengths = self.ends[bags] - self.begins[bags]
        numbers = self.numbers[np.repeat(self.begins[bags] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())]
        row = np.repeat(rows, lengths)
        if rng is not None:
            kept = rng.random(len(row)) >= HASH_DROPOUT
            numbers, row = numbers[kept], row[kept]
        counts = np.bincount(row, minlength=size)
        return torch.from_numpy(numbers), torch.from_numpy(np.cumsum(counts) - counts), torch.from_numpy(counts.astype(np.float32))


class Task:
    """features (blocks, columns), standardised by scale and shift; labels and weights (blocks,); begin (pages + 1,), blocks."""

    def __init__(self, mode, pages, dump):
        self.mode, self.dump, self.pages = mode, dump, pages
        sizes = np.array([len(page.blocks) for page in pages])
        self.begin = np.concatenate([[0], np.cumsum(sizes)])
        self.usable = np.flatnonzero(sizes > 0)
        raw = dump.features
        dump.features = None
        self.scale = 1 / (raw.std(0) + 1e-3)
        self.shift = -raw.mean(0) * self.scale
        self.features = np.clip(raw * self.scale + self.shift, -LIMIT, LIMIT).astype(np.float16)
        self.labels = np.concatenate([page.labels for page in pages]).astype(np.float32)
        weights = np.concatenate([page.weights for page in pages])
        self.weights = (weights / weights.mean()).astype(np.float32)
        self.kinds = np.array([KINDS.index(page.type) if page.type else -1 for page in pages])
        self.fold = np.array([fold_of(page) for page in pages])
        sites = {s: k for k, s in enumerate(sorted({page.site for page in pages}))}
        self.sites = np.array([sites[page.site] for page in pages])
        self.page_sizes = np.array([len(h) for h in dump.page_hashes])

    def vocabulary(self, chosen):
        """The hashes that most sites have, sorted."""
        parts = []
        for k in chosen:
            a, b = self.dump.begins[self.begin[k]], self.dump.ends[self.begin[k + 1] - 1]
            own = np.unique(np.concatenate([self.dump.hashes[a:b], self.dump.page_hashes[k]])).astype(np.uint64)
            parts.append(own << np.uint64(16) | np.uint64(self.sites[k]))
        hashes, counts = np.unique(np.unique(np.concatenate(parts)) >> np.uint64(16), return_counts=True)
        order = np.argsort(-counts, kind="stable")[:VOCABULARY]
        return np.sort(hashes[order[counts[order] >= MIN_SITES]]).astype(np.uint32)

    def use(self, vocabulary):
        self.words = vocabulary
        self.bags = Bags(self.dump.hashes, self.dump.begins, self.dump.ends, vocabulary)
        ends = np.cumsum(self.page_sizes)
        hashes = np.concatenate(self.dump.page_hashes) if ends[-1] else np.zeros(0, np.uint32)
        self.page_bags = Bags(hashes, ends - self.page_sizes, ends, vocabulary)

    def batch(self, chosen, rng=None, limit=MAX_BLOCKS):
        """Pages -> inputs of the network, labels and weights, padded; of a long page a random stretch."""
        length = min(limit, max(self.begin[k + 1] - self.begin[k] for k in chosen))
        x = np.zeros((len(chosen), length, self.features.shape[1]), np.float32)
        y, w, mask = np.zeros((3, len(chosen), length), np.float32)
        rows, blocks = [], []
        for row, k in enumerate(chosen):
            n = self.begin[k + 1] - self.begin[k]
            a = self.begin[k] + (rng.integers(0, n - length + 1) if n > length else 0)
            b = a + min(n, length)
            x[row, : b - a], y[row, : b - a], w[row, : b - a] = self.features[a:b], self.labels[a:b], self.weights[a:b]
            mask[row, : b - a] = 1
            rows.append(row * length + np.arange(b - a))
            blocks.append(np.arange(a, b))
        bags = self.bags.take(np.concatenate(rows), np.concatenate(blocks), len(chosen) * length, rng)
        page_bags = self.page_bags.take(np.arange(len(chosen)), np.asarray(chosen), len(chosen), rng)
        return (torch.from_numpy(x), torch.from_numpy(mask), bags, page_bags), torch.from_numpy(y), torch.from_numpy(w)

    def sampled(self, chosen):
        return np.array([SAMPLED.get(self.pages[k].kind, 1.0) for k in chosen])

    def batches(self, chosen, rng):
        """An epoch's pages, those of about the same length together, in random order."""
        chosen = chosen[rng.random(len(chosen)) < self.sampled(chosen)]
        sizes = np.minimum(np.diff(self.begin)[chosen], MAX_BLOCKS) * rng.uniform(0.7, 1.4, len(chosen))
        order = chosen[np.argsort(sizes)]
        groups = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
        return [groups[k] for k in rng.permutation(len(groups))]

    def fit(self, chosen, seed=1):
        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        self.use(self.vocabulary(chosen))
        network = Network(self.features.shape[1])
        optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.05)
        average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
        steps = EPOCHS * self.sampled(chosen).sum() / BATCH
        rise = lambda step: min(1, (step + 1) / (0.2 * steps)) * max(0.01, 0.5 + 0.5 * np.cos(np.pi * min(1, step / steps)))
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rise)
        for epoch in range(EPOCHS):
            total = 0.0
            for pages in self.batches(chosen, rng):
                inputs, y, w = self.batch(pages, rng)
                logits, kinds = network(*inputs)
                losses = nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
                loss = (losses * w).sum() / w.sum()
                gold = torch.from_numpy(self.kinds[pages])
                if (gold >= 0).any():
                    loss = loss + KIND_LOSS * nn.functional.cross_entropy(kinds, gold, ignore_index=-1)
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                average.update_parameters(network)
                total += float(loss.detach())
            print("epoch %d, sum of losses %.2f" % (epoch, total), flush=True)
        return average.module.eval()

    @torch.no_grad()
    def predict(self, network, k):
        """-> probabilities of the page's blocks, and of its kinds."""
        inputs, _, _ = self.batch([k], limit=1 << 30)
        logits, kinds = network(*inputs)
        return torch.sigmoid(logits)[0].numpy(), torch.softmax(kinds, -1)[0].numpy()

    def learn(self, fold):
        """Trains a network that has not seen the sites of a fold, or, for fold FOLDS, one that has seen all, unless WORK has it; with
        it goes what it says of the pages of its fold."""
        path = WORK / "folds" / str(fold) / (self.mode + ".pt")
        if not path.exists():
            print("fold", fold, flush=True)
            network = self.fit(self.usable[self.fold[self.usable] != fold])
            said = {k: self.predict(network, k) for k in self.usable[self.fold[self.usable] == fold]}
            path.parent.mkdir(parents=True, exist_ok=True)
            torch.save((network.state_dict(), self.words, said), path)
        state, vocabulary, said = torch.load(path, weights_only=False)
        network = Network(self.features.shape[1])
        network.load_state_dict(state)
        return network.eval(), vocabulary, said

    def write(self, path, network, vocabulary, calibration, confidence):
        slots = 1 << int(np.ceil(np.log2(max(2, len(vocabulary)) * 1.5)))
        table = np.zeros((slots, 2), np.uint32)
        for number, h in enumerate(vocabulary, 1):
            slot = int(h) & (slots - 1)
            while table[slot, 1]:
                slot = (slot + 1) & (slots - 1)
            table[slot] = (h, number)
        vectors = network.vectors.weight.detach().numpy()[: len(vocabulary)]
        step = max(np.quantile(np.abs(vectors), 0.9999), 1e-6) / 127
        arrays = [("scale", self.scale), ("shift", self.shift)] + export.linear_arrays("input", network.input)
        arrays += [("vocabulary", table), ("vectors", np.clip(np.rint(vectors / step), -127, 127).astype(np.int8))]
        arrays += [("vector_step", np.array([step]))]
        for k, layer in enumerate(network.layers):
            arrays += export.linear_arrays("layer%d" % k, layer.u, [layer.norm])
        for name in ("context", "kind", "output"):
            arrays += export.linear_arrays(name, getattr(network, name))
        arrays += [("calibration", np.array(calibration, float)), ("confidence", np.array(confidence, float))]
        export.write(path, arrays)


def decide(sizes, p, thresholds, mode):
    """Decide() of analysis/clean/classifier.cc; sizes in bytes."""
    inside, outside, neutral, untouched, share_of_f1 = thresholds
    if len(p) == 0 or mode == "text" and (p >= untouched).all():
        return np.ones(len(p), bool)
    most = share_of_f1 * expected_f1(sizes, p)
    begin, end = best_run(sizes**0.75 * (p - min(neutral, most))) or (0, 0)
    place = np.arange(len(p))
    return p > np.where((begin <= place) & (place < end), min(inside, most), min(outside, 2 * most))


def expected_f1(sizes, p):
    """ExpectedF1() of the same."""
    order = np.argsort(-p, kind="stable")
    return (2 * np.cumsum((sizes * p)[order]) / (np.cumsum(sizes[order]) + (sizes * p).sum())).max()


def f1_of(sizes, labels, stays):
    """Word F1, as far as the labels tell."""
    both = (sizes * labels * stays).sum()
    total = (sizes * labels).sum() + (sizes * stays).sum()
    return 2 * both / total if total else 1.0


class Judged:
    """Pages of the sets that choices are made on, with what unseen networks say of them."""

    def __init__(self, task, predicted):
        self.mode, self.pages = task.mode, []
        for k in task.usable:
            page = task.pages[k]
            if page.kind.endswith("+") or page.kind in UNJUDGED:
                continue
            sizes = np.array([len(words(b)) for b in page.blocks], float)
            sizes[page.weights / page.weights.max() < 0.02] = 0  # Titles.
            blocks = np.array([len(b.encode()) for b in page.blocks], float)
            group = page.kind + (" " + page.type if page.kind == "wcxb" and page.type != "article" else "")
            self.pages.append((group, sizes, blocks, page.labels, *predicted[k], page))

    def table(self, thresholds):
        groups = {}
        for group, sizes, blocks, labels, p, _, _ in self.pages:
            groups.setdefault(group, []).append(f1_of(sizes, labels, decide(blocks, p, thresholds, self.mode)))
        return {group: np.mean(values) for group, values in groups.items()}

    def choose(self):
        """The thresholds with the best mean over groups: articles of each set, and other kinds of pages together, counting alike."""

        def mean(thresholds):
            table = self.table(thresholds)
            others = [v for g, v in table.items() if " " in g]
            return np.mean([v for g, v in table.items() if " " not in g] + ([np.mean(others)] if others else []))

        best = [0.4, 0.6, 0.4, 0.05, SHARE_OF_F1[self.mode][0]]
        for _ in range(2):
            for place, choices in enumerate((INSIDE, OUTSIDE, NEUTRAL, UNTOUCHED, SHARE_OF_F1[self.mode])):
                best = max((best[:place] + [c] + best[place + 1 :] for c in choices), key=mean)
        return best, mean(best)

    def confidence(self, thresholds):
        """Logistic regression: is this an article whose body is right within .05? -> weights, expected calibration error."""
        rows, gold = [], []
        for _, sizes, blocks, labels, p, kinds, page in self.pages:
            stays = decide(blocks, p, thresholds, self.mode)
            rows.append(signs(blocks, p, stays, kinds))
            gold.append(page.type == "article" and f1_of(sizes, labels, stays) >= 0.95)
        x, y = torch.tensor(np.array(rows), dtype=torch.float32), torch.tensor(np.array(gold), dtype=torch.float32)
        folds = np.array([fold_of(page) for *_, page in self.pages])
        out = np.zeros(len(y))
        for fold in range(FOLDS):
            weights = logistic(x[folds != fold], y[folds != fold])
            out[folds == fold] = torch.sigmoid(x[folds == fold] @ weights).numpy()
        bins = np.minimum((out * 10).astype(int), 9)
        ece = sum((bins == b).mean() * abs(out[bins == b].mean() - y.numpy()[bins == b].mean()) for b in set(bins))
        return logistic(x, y).numpy(), ece


def signs(blocks, p, stays, kinds):
    """What confidence is told: Signs() of analysis/clean/classifier.cc."""
    sizes = blocks
    kept, sure = (sizes * stays).sum(), (sizes * stays * p).sum()
    missed = (sizes * ~stays * p).sum()
    expected = 2 * sure / max(1e-6, kept + sure + missed)
    return [1.0, expected, kinds[0], np.log1p(kept) / 10, kept / max(1.0, sizes.sum())]


def logistic(x, y):
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def closure():
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(x @ weights, y) + 1e-3 * (weights[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach()


def report(task, predicted, judged, thresholds):
    for group, value in sorted(judged.table(thresholds).items()):
        print("%-24s word F1 by labels %.4f" % (group, value))
    typed = [(task.kinds[k], predicted[k][1].argmax()) for k in task.usable if task.pages[k].kind == "wcxb"]
    if typed:
        print("kind of page, wcxb: %.3f right" % np.mean([a == b for a, b in typed]))
        for kind in range(len(KINDS)):
            own = [b for a, b in typed if a == kind]
            print("  %-14s %.3f of %d" % (KINDS[kind], np.mean([b == kind for b in own]), len(own)))


def load(mode, html=None):
    """-> pages and their dump, kept in WORK."""
    path = WORK / (mode + ".pkl")
    if not path.exists():
        pages = html_pages() if mode == "html" else text_pages(load("html")[0])
        pickle.dump((pages, Dump(mode, pages)), open(path, "wb"), 4)
    return pickle.load(open(path, "rb"))


def run(mode):
    task = Task(mode, *load(mode))
    folds = [task.learn(fold) for fold in range(FOLDS + 1)]
    predicted = {k: said for _, _, fold in folds for k, said in fold.items()}
    judged = Judged(task, predicted)
    thresholds, value = judged.choose()
    confidence, ece = judged.confidence(thresholds)
    print("thresholds", thresholds, "mean %.4f, confidence" % value, confidence, "expected calibration error %.3f" % ece)
    report(task, predicted, judged, thresholds)
    for fold, (network, vocabulary, _) in enumerate(folds):
        folder = MODELS if fold == FOLDS else WORK / "folds" / str(fold)
        task.write(folder / ("clean_%s.weights" % mode), network, vocabulary, thresholds, confidence)


def main():
    """With numbers of folds behind the mode, only these are learned: several can be at the same time."""
    WORK.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    if len(sys.argv) > 2:
        task = Task(sys.argv[1], *load(sys.argv[1]))
        for fold in sys.argv[2:]:
            task.learn(int(fold))
        return
    for mode in sys.argv[1:] or ("html", "text"):
        run(mode)


if __name__ == "__main__":
    main()
