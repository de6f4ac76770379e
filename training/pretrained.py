"""A BERT-shaped encoder (12 layers of 384) with weights from an ONNX file, and its word pieces."""

import json
import re
import unicodedata

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import numpy_helper

WIDTH = 384


def read_weights(path):
    """-> {name: tensor}; the unnamed matrices of MatMul nodes get the name of their layer, transposed as nn.Linear holds them."""
    graph = onnx.load(path).graph
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {k: v for k, v in raw.items() if not k.startswith("onnx::")}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in raw:
            out[node.name.strip("/").replace("/MatMul", "").replace("/", ".") + ".weight"] = raw[node.input[1]].T
    return {k: torch.tensor(np.array(v)) for k, v in out.items() if v.dtype == np.float32}


class WordPieces:
    def __init__(self, tokenizer_json):
        self.ids = json.load(open(tokenizer_json, encoding="utf8"))["model"]["vocab"]
        self.cache = {}

    def __call__(self, word):
        if word not in self.cache:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
            self.cache[word] = [p for part in re.findall(r"\w+|[^\w\s]", plain) or ["?"] for p in self.split(part)][:8]
        return self.cache[word]

    def split(self, part):
        out, i = [], 0
        while i < len(part):
            for j in range(len(part), i, -1):
                piece = ("##" if i else "") + part[i:j]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    break
            else:
                return [self.ids["[UNK]"]]
            i = j
        return out


def linear(weights, name):
    w = weights[name + ".weight"]
    layer = nn.Linear(w.shape[1], w.shape[0])
    layer.weight.data, layer.bias.data = w.clone(), weights[name + ".bias"].clone()
    return layer


def norm(weights, name):
    layer = nn.LayerNorm(WIDTH, eps=1e-12)
    layer.weight.data, layer.bias.data = weights[name + ".weight"].clone(), weights[name + ".bias"].clone()
    return layer


class Layer(nn.Module):
    def __init__(self, weights, at, dropout=0.05):
        super().__init__()
        self.query, self.key, self.value = (
            linear(weights, at + "attention.self." + k) for k in ("query", "key", "value")
        )
        self.output = linear(weights, at + "attention.output.dense")
        self.up, self.down = linear(weights, at + "intermediate.dense"), linear(weights, at + "output.dense")
        self.norm1, self.norm2 = norm(weights, at + "attention.output.LayerNorm"), norm(
            weights, at + "output.LayerNorm"
        )
        self.dropout = nn.Dropout(dropout) if dropout else nn.Identity()
        self.dtype = torch.bfloat16

    def forward(self, x, mask):
        b, n, _ = x.shape
        heads = lambda y: y.view(b, n, 12, 32).transpose(1, 2)
        p = torch.softmax(
            heads(self.query(x)) @ heads(self.key(x)).transpose(2, 3) * 32**-0.5 + mask, -1, dtype=self.dtype
        )
        a = p @ heads(self.value(x))
        x = self.norm1(x + self.dropout(self.output(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """ids (B, N), extra (B, N, 384) added to the embeddings -> (B, N, 384)."""

    def __init__(self, onnx_path, layers=12, dropout=0.05):
        super().__init__()
        w = read_weights(onnx_path)
        self.words = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"], freeze=True, padding_idx=0)
        self.positions = nn.Parameter(
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = norm(w, "embeddings.LayerNorm")
        self.layers = nn.ModuleList([Layer(w, "encoder.layer.%d." % k, dropout) for k in range(layers)])
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, extra):
        x = self.dropout(self.norm(self.words(ids) + self.positions[: ids.shape[1]] + extra))
        mask = ((ids == 0) * -1e4).to(torch.bfloat16)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x
