"""names_export.py [CHECKPOINT]: writes the accurate tier's reader of names to models/accurate, for analysis/model/transformer.h.

Matrices become bytes of seven bits with a scale for each output, what analysis/model/quantized.h multiplies by. The temperature
that makes confidences true is fitted over the development corpora together, each with the same weight.
"""

import json
import pathlib
import sys

import numpy as np
import torch

from corpus import Corpus
from export import linear_arrays, write
from names_encoder import DEVELOPMENT, Reader, Words, predict
from workspace import MODELS, WORK

LARGEST = 63


def values(tensor):
    return tensor.detach().double().numpy()


def rounded(name, weight, bias):
    """Rows of outputs as bytes, their scales and biases."""
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / LARGEST
    return [(name + ".w", np.rint(weight / scale[:, None]).astype(np.int8)), (name + ".s", scale), (name + ".b", bias)]


def norm_arrays(name, norm):
    return [(name + ".g", norm.weight), (name + ".b", norm.bias)]


def layer_arrays(name, layer):
    linears = [(".output", [layer.output]), (".up", [layer.up]), (".down", [layer.down])]
    linears.append((".attention", [layer.query, layer.key, layer.value]))
    out = norm_arrays(name + ".norm1", layer.norm1) + norm_arrays(name + ".norm2", layer.norm2)
    for part, rows in linears:
        out += rounded(name + part, *(np.concatenate([values(getattr(r, f)) for r in rows]) for f in ("weight", "bias")))
    return out


def temperature(net, words):
    """Divides the scores so that the development corpora's likelihood is greatest."""
    sets = []
    for name in DEVELOPMENT:
        corpus = Corpus(name)
        scores = predict(net, corpus, words)
        if not corpus.marks_misc:
            scores = np.concatenate([np.logaddexp.reduce(scores[:, [0, 13, 14, 15, 16]], 1)[:, None], scores[:, 1:13]], 1)
        keep = corpus.gold < scores.shape[1]
        sets.append((torch.tensor(scores[keep]), torch.tensor(corpus.gold[keep])))
    loss = lambda t: float(np.mean([torch.nn.functional.cross_entropy(s / t, g).item() for s, g in sets]))
    return min(np.arange(0.8, 2.01, 0.05), key=loss)


def main():
    words = Words(WORK / "encoder" / "tokenizer.json")
    net = Reader(WORK / "encoder" / "model.onnx")
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else WORK / "names_encoder.pt"
    net.load_state_dict(torch.load(path, weights_only=False)["net"])
    pieces = values(net.enc.words.weight)
    scales = np.maximum(np.abs(pieces).max(1), 1e-8) / 127
    arrays = [("pieces", np.rint(pieces / scales[:, None]).astype(np.int8)), ("piece_scales", scales)]
    arrays += [("positions", values(net.enc.positions) + values(net.style.weight)[0]), ("letters", net.letters.weight)]
    arrays += norm_arrays("norm", net.enc.norm)
    for k, layer in enumerate(net.enc.layers):
        arrays += layer_arrays("layer%d" % k, layer)
    divisor = temperature(net, words)
    print("temperature %.2f" % divisor)
    arrays += [(name, array / divisor) for name, array in linear_arrays("output", net.out)]
    folder = MODELS / "accurate"
    folder.mkdir(exist_ok=True)
    write(folder / "name_encoder.weights", arrays)
    vocabulary = json.load(open(WORK / "encoder" / "tokenizer.json", encoding="utf8"))["model"]["vocab"]
    (folder / "word_pieces.txt").write_text("".join(p + "\n" for p in sorted(vocabulary, key=vocabulary.get)), encoding="utf8")


if __name__ == "__main__":
    main()
