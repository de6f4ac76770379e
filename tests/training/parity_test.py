#!/usr/bin/env python3
"""parity_test.py DUMP_FEATURES DUMP_SCORES DUMP_KINDS SOURCE: the readers of names score as their definitions say.

Computes both tiers' scores of short texts of our own from the weights, in plain Python as the headers of analysis/model define
them, and compares them with what the library computes. Rounding to bytes is a step: where a float lies close to a half, one byte
may round the other way. What follows then differs a little, and in the transformer twelve layers add to it, as the headers state.
"""

import array
import json
import math
import operator
import pathlib
import struct
import subprocess
import sys
import tempfile
import unicodedata

TEXTS = [
    "Priya Okafor met Martin Hallam in Edinburgh on Monday.",
    "Shares in Barrow & Finch plc fell 4% after the chairwoman of Norvida left.",
    "EDINBURGH (Reuters) - Police said nothing.",
    "“We have moved as far as we can,” Mr Hallam told the BBC. Hallam will go to Paris.",
    "the harbour was closed at noon",
    "Storm Ines killed two people near Porto, the Met Office said.",
    "A spokesman for the U.N. in New York, José Peña, would not comment.",
    "Leeds lost 2-1 to Zzyrgyl United at Elland Road.",
    "She wrote “The Salt Garden” in 1987 & sold 3,000 copies.",
    "MR OKAFOR WENT HOME.",
]
# The transformer costs a hundred times as much.
TEXTS_OF_TRANSFORMER = ["Ana met Zzyrgyl.", "IN PARIS"]
CLOSE = 0.001
TEMPLATES, LABELS, HEAD = 16, 17, 32


class Weights:
    """The arrays of a file of analysis/model/tensors.h."""

    def __init__(self, path):
        data = path.read_bytes()
        self.arrays = {}
        for k in range(struct.unpack_from("<I", data)[0]):
            name, at, size = struct.unpack_from("<24sQQ", data, 8 + 40 * k)
            self.arrays[name.rstrip(b"\0").decode()] = data[at : at + size]

    def __contains__(self, name):
        return name in self.arrays

    def read(self, name, kind):
        return array.array(kind, self.arrays[name])

    def rows(self, name, kind, width):
        values = self.read(name, kind)
        return [values[k : k + width] for k in range(0, len(values), width)]


def text_hash(text):
    """text::Hash of analysis/text/hash.h."""
    h, mask = 0xCBF29CE484222325, (1 << 64) - 1
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & mask
    h ^= h >> 33
    h = h * 0xFF51AFD7ED558CCD & mask
    return h ^ (h >> 33)


def dot(a, b):
    return sum(map(operator.mul, a, b))


def add(a, b, share=1.0):
    return [x + share * y for x, y in zip(a, b)]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def normalised(row, epsilon):
    mean = sum(row) / len(row)
    centred = [x - mean for x in row]
    inverse = 1 / math.sqrt(dot(centred, centred) / len(row) + epsilon)
    return [x * inverse for x in centred]


class Linear:
    """Weights of seven bits [out][in], activations of eight."""

    def __init__(self, rows, scales, bias):
        self.rows, self.scales, self.bias = rows, scales, bias

    @staticmethod
    def read(weights, name):
        bias = weights.read(name + ".b", "f")
        values = weights.read(name + ".w", "b")
        width = len(values) // len(bias)
        rows = [values[k : k + width] for k in range(0, len(values), width)]
        return Linear(rows, weights.read(name + ".s", "f"), bias)

    def __call__(self, x):
        scale = max(map(abs, x)) / 127
        whole = [math.floor(v / scale + 0.5) for v in x]
        return [dot(row, whole) * scale * s + b for row, s, b in zip(self.rows, self.scales, self.bias)]


class Recurrent:
    """The fast tier: analysis/model/encoder.h."""

    def __init__(self, path):
        weights = Weights(path)
        self.bias = weights.read("bias", "f")
        self.width = len(self.bias)
        self.words = {mark: k + 1 for k, mark in enumerate(weights.read("words", "I"))}
        self.projection = weights.rows("projection", "f", self.width)
        narrow = len(self.projection)
        self.nibbles, self.vector_scales = weights.rows("nibbles", "B", 50), weights.read("vector_scales", "f")
        self.classes = weights.read("classes", "b")
        self.class_rows, self.class_scales = weights.rows("class_rows", "b", narrow), weights.read("class_scales", "f")
        self.rows, self.row_scales = weights.rows("rows", "b", narrow), weights.read("row_scales", "f")
        self.pool = weights.read("pool", "f")
        names = [n for n in ("layer%d" % k for k in range(16)) if n + ".w" in weights]
        self.layers = [Linear.read(weights, name) for name in names]
        self.out, self.out_bias = list(zip(*weights.rows("output.w", "f", LABELS))), weights.read("output.b", "f")

    def vector_of(self, word):
        lower = word.lower()
        zeroed = "".join("0" if c in "0123456789" else c for c in lower)
        marks = (text_hash(w) >> 32 for w in (lower, zeroed))
        return next((self.words[mark] for mark in marks if mark in self.words), 0)

    def embedding(self, word, hashes):
        vector = self.vector_of(word)
        packed = self.nibbles[vector]
        levels = [(b & 15) - 8 for b in packed] + [(b >> 4) - 8 for b in packed]
        x = [0.0] * len(self.projection)
        x[: len(levels)] = [level * self.vector_scales[vector] for level in levels]
        x = add(x, self.class_rows[self.classes[vector]], self.class_scales[self.classes[vector]])
        for row in (h & (len(self.rows) - 1) for h in hashes):
            x = add(x, self.rows[row], self.row_scales[row])
        return x

    def projected(self, x):
        return [b + dot(x, column) for b, column in zip(self.bias, zip(*self.projection))]

    def recur(self, layer, hidden):
        n, half = self.width, self.width // 2
        gates = [layer(normalised(x, 1e-5)) for x in hidden]
        state = [None] * len(hidden)
        for columns, order in ((range(half), range(len(hidden))), (range(half, n), reversed(range(len(hidden))))):
            last = [0.0] * n
            for t in order:
                u = gates[t]
                for k in columns:
                    f = sigmoid(u[n + k])
                    last[k] = f * last[k] + (1 - f) * u[k]
                state[t] = (state[t] or []) + [last[k] for k in columns]
        out = []
        for x, c, u in zip(hidden, state, gates):
            reset = [sigmoid(v) for v in u[2 * n :]]
            out.append([r * a + (1 - r) * b for r, a, b in zip(reset, c, x)])
        return out

    def pooled(self, words, hidden):
        out = []
        for word, x in zip(words, hidden):
            same = [h for w, h in zip(words, hidden) if w == word]
            mean = [sum(column) / len(same) for column in zip(*same)]
            out.append([a + p * m for a, p, m in zip(x, self.pool, mean)])
        return out

    def __call__(self, words, hashes):
        hidden = self.encoded(words, hashes)
        return [[b + dot(x, column) for b, column in zip(self.out_bias, self.out)] for x in hidden]

    def encoded(self, words, hashes):
        hidden = [self.projected(self.embedding(w, h)) for w, h in zip(words, hashes)]
        for k, layer in enumerate(self.layers):
            hidden = self.recur(layer, hidden)
            if k == 0:
                hidden = self.pooled(words, hidden)
        return [normalised(x, 1e-5) for x in hidden]

    def states(self, words, hashes):
        """What analysis/reader/name_kinds.h is told of all words as one name."""
        out = []
        for rows in (self.encoded(words, hashes), [self.embedding(w, h) for w, h in zip(words, hashes)]):
            out += rows[0] + rows[-1] + [sum(column) / len(rows) for column in zip(*rows)]
        return out


class Transformer:
    """The accurate tier: analysis/model/transformer.h; pieces as word_pieces.h says."""

    def __init__(self, folder):
        weights = Weights(folder / "name_encoder.weights")
        self.ids = {p: k for k, p in enumerate((folder / "word_pieces.txt").read_text(encoding="utf8").split("\n"))}
        self.norm = self.read_norm(weights, "norm")
        width = len(self.norm[0])
        self.pieces, self.piece_scales = weights.rows("pieces", "b", width), weights.read("piece_scales", "f")
        self.positions, self.letters = (weights.rows(n, "f", width) for n in ("positions", "letters"))
        self.layers = []
        for name in (n for n in ("layer%d" % k for k in range(48)) if n + ".norm1.g" in weights):
            linears = [Linear.read(weights, name + part) for part in (".attention", ".output", ".up", ".down")]
            self.layers.append((*linears, self.read_norm(weights, name + ".norm1"), self.read_norm(weights, name + ".norm2")))
        self.out, self.out_bias = list(zip(*weights.rows("output.w", "f", LABELS))), weights.read("output.b", "f")

    @staticmethod
    def read_norm(weights, name):
        return weights.read(name + ".g", "f"), weights.read(name + ".b", "f")

    @staticmethod
    def scaled(row, norm):
        return [x * g + b for x, g, b in zip(normalised(row, 1e-12), *norm)]

    def split(self, word):
        out, at = [], 0
        while at < len(word):
            end = next((e for e in range(len(word), at, -1) if ("##" if at else "") + word[at:e] in self.ids), None)
            if end is None:
                return [self.ids["[UNK]"]]
            out.append(self.ids[("##" if at else "") + word[at:end]])
            at = end
        return out

    @staticmethod
    def letter_class(word):
        kinds = [{"Lu": 0, "Lt": 0, "Ll": 1, "Nd": 2}.get(unicodedata.category(c), 3) for c in word]
        return kinds[0] + 4 * sum(1 << kind for kind in set(kinds[1:]))

    @staticmethod
    def attention(gates, width):
        out = [[] for _ in gates]
        for at in range(0, width, HEAD):
            query, key, value = ([g[part + at : part + at + HEAD] for g in gates] for part in (0, width, 2 * width))
            for q, row in zip(query, out):
                weights = [math.exp(dot(q, k) / math.sqrt(HEAD)) for k in key]
                row += [dot(weights, column) / sum(weights) for column in zip(*value)]
        return out

    def __call__(self, words, _):
        tokens = [(self.ids["[CLS]"], 0)]
        first = []
        for word in words:
            first.append(len(tokens))
            tokens += [(piece, self.letter_class(word)) for piece in self.split(word.lower())]
        tokens.append((self.ids["[SEP]"], 0))
        hidden = []
        for (piece, letters), position in zip(tokens, self.positions):
            x = add(add(position, self.letters[letters]), self.pieces[piece], self.piece_scales[piece])
            hidden.append(self.scaled(x, self.norm))
        for attention, output, up, down, norm1, norm2 in self.layers:
            mixed = self.attention([attention(x) for x in hidden], len(hidden[0]))
            hidden = [self.scaled(add(x, output(m)), norm1) for x, m in zip(hidden, mixed)]
            wide = [[v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in up(x)] for x in hidden]
            hidden = [self.scaled(add(x, down(w)), norm2) for x, w in zip(hidden, wide)]
        return [[b + dot(hidden[k], column) for b, column in zip(self.out_bias, self.out)] for k in first]


def dumped(tool, arguments, texts):
    lines = "".join(json.dumps({"id": str(k), "text": text}) + "\n" for k, text in enumerate(texts))
    subprocess.run([tool, *map(str, arguments)], input=lines, text=True, check=True)


def groups(values, size):
    return [values[k : k + size] for k in range(0, len(values), size)]


def check(name, reader, texts, tools, models, wanted, largest):
    """Every text by itself, so that each is a window of its own; `wanted` is the share of scores that are close."""
    tables = pathlib.Path(sys.argv[4]) / "data"
    differences = []
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            prefix = pathlib.Path(folder) / "text"
            dumped(tools[0], [tables, prefix], [text])
            dumped(tools[1], [tables, models, prefix.with_suffix(".scores")], [text])
            words = prefix.with_suffix(".words").read_text(encoding="utf8").split("\n")[:-1]
            hashes = groups(array.array("I", prefix.with_suffix(".hashes").read_bytes()), TEMPLATES)
            theirs = groups(array.array("f", prefix.with_suffix(".scores").read_bytes()), LABELS)
        ours = reader(words, hashes)
        assert len(ours) == len(theirs) == len(words) > 0, (text, len(ours), len(theirs))
        differences += [abs(a - b) for x, y in zip(ours, theirs) for a, b in zip(x, y)]
    share = sum(d <= CLOSE for d in differences) / len(differences)
    print("%s: %d scores, %.4f within %g, largest difference %.5f" % (name, len(differences), share, CLOSE, max(differences)))
    return share >= wanted and max(differences) <= largest


def check_states(reader, text, tools, models):
    """A text without an end as one name."""
    tables = pathlib.Path(sys.argv[4]) / "data"
    with tempfile.TemporaryDirectory() as folder:
        prefix, kinds = (pathlib.Path(folder) / name for name in ("text", "kinds"))
        dumped(tools[0], [tables, prefix], [text])
        line = json.dumps({"id": "0", "text": text, "names": [[0, len(text)]]})
        subprocess.run([tools[2], str(tables), str(models), str(kinds)], input=line + "\n", text=True, check=True)
        words = prefix.with_suffix(".words").read_text(encoding="utf8").split("\n")[:-1]
        hashes = groups(array.array("I", prefix.with_suffix(".hashes").read_bytes()), TEMPLATES)
        theirs = array.array("f", kinds.with_suffix(".states").read_bytes())
    ours = reader.states(words, hashes)
    assert len(ours) == len(theirs)
    largest = max(abs(a - b) for a, b in zip(ours, theirs))
    print("states of a name: %d, largest difference %.5f" % (len(ours), largest))
    return largest <= 0.05


def main():
    tools, source = sys.argv[1:4], pathlib.Path(sys.argv[4])
    models = source / "models"
    fast = Recurrent(models / "name_tagger.weights")
    fine = check("fast", fast, TEXTS, tools, models, 0.97, 0.05)
    fine &= check_states(fast, "The Zzyrgyl Bridge", tools, models)
    if (models / "accurate").is_dir():
        accurate = Transformer(models / "accurate")
        fine &= check("accurate", accurate, TEXTS_OF_TRANSFORMER, tools, models / "accurate", 0, 0.3)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
