"""names_export.py [CHECKPOINT]: writes the accurate tier's reader of names to models/accurate, for analysis/model/transformer.h.
"""

import json
import pathlib
import sys

import numpy as np
import torch

from export import linear_arrays, rounded, write
from names_encoder import Reader
from workspace import MODELS, WORK

# Divides the scores, so that confidences of names by both models are about right on CoNLL-2003 valid, UNER dev, GUM dev, WNUT17 dev and
# Worldwide's held outlets.
TEMPERATURE = 1.0


def values(tensor):
    return tensor.detach().double().numpy()


def norm_arrays(name, norm):
    return [(name + ".g", norm.weight), (name + ".b", norm.bias)]


def layer_arrays(name, layer):
    linears = [(".output", [layer.output]), (".up", [layer.up]), (".down", [layer.down])]
    linears.append((".attention", [layer.query, layer.key, layer.value]))
    out = norm_arrays(name + ".norm1", layer.norm1) + norm_arrays(name + ".norm2", layer.norm2)
    for part, rows in linears:
        out += rounded(name + part, *(np.concatenate([values(getattr(r, f)) for r in rows]) for f in ("weight", "bias")))
    return out


def main():
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
    arrays += [(name, array / TEMPERATURE) for name, array in linear_arrays("output", net.out)]
    folder = MODELS / "accurate"
    folder.mkdir(exist_ok=True)
    write(folder / "name_encoder.weights", arrays)
    vocabulary = json.load(open(WORK / "encoder" / "tokenizer.json", encoding="utf8"))["model"]["vocab"]
    (folder / "word_pieces.txt").write_text("".join(p + "\n" for p in sorted(vocabulary, key=vocabulary.get)), encoding="utf8")


if __name__ == "__main__":
    main()
