"""Writes trained encoders in the form of analysis/model/tensors.h and analysis/model/encoder.h."""

import struct

import numpy as np

_MASK = (1 << 64) - 1


def word_hash(word):
    """text::Hash of analysis/text/hash.h."""
    h = 0xCBF29CE484222325
    for byte in word.encode():
        h = ((h ^ byte) * 0x100000001B3) & _MASK
    h ^= h >> 33
    h = h * 0xFF51AFD7ED558CCD & _MASK
    return h ^ (h >> 33)


def write(path, arrays):
    """arrays: [(name, array or tensor)]; floats become f32, the rest stays."""
    head = 8 + 40 * len(arrays)
    at = (head + 63) // 64 * 64
    table, body = b"", b""
    for name, array in arrays:
        array = array.detach().double().numpy() if hasattr(array, "detach") else array
        raw = np.ascontiguousarray(array.astype("<f4") if array.dtype.kind == "f" else array).tobytes()
        table += name.encode().ljust(24, b"\0") + struct.pack("<QQ", at, len(raw))
        body += raw.ljust((len(raw) + 63) // 64 * 64, b"\0")
        at += (len(raw) + 63) // 64 * 64
    with open(path, "wb") as out:
        out.write((struct.pack("<II", len(arrays), 0) + table).ljust((head + 63) // 64 * 64, b"\0") + body)


def _quantise(matrix):
    """Rows of floats -> int8 rows and their scales."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    return np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8), scale


def _vocabulary(words):
    """Open addressing: (upper half of the hash, number of the vector), 0 for an empty slot."""
    slots = 1 << int(np.ceil(np.log2(len(words) * 1.5)))
    table = np.zeros((slots, 2), np.uint32)
    for number, word in enumerate(words, 1):
        h = word_hash(word)
        slot = h & (slots - 1)
        while table[slot, 1]:
            slot = (slot + 1) & (slots - 1)
        table[slot] = (h >> 32, number)
    return table


def encoder_arrays(embedding, layers, index, num_words):
    words = sorted(index, key=index.get)[:num_words]
    values = lambda tensor: tensor.detach().double().numpy()
    vectors = values(embedding.vec.weight) @ values(embedding.proj.weight).T
    vectors, vector_scales = _quantise(vectors[1 : len(words) + 2])  # Vector 0 is that of unknown words.
    rows, row_scales = _quantise(values(embedding.rows.weight)[1:])
    arrays = [("vocabulary", _vocabulary(words)), ("vectors", vectors), ("vector_scales", vector_scales)]
    arrays += [("rows", rows), ("row_scales", row_scales)]
    for k, layer in enumerate(layers):
        arrays += linear_arrays("layer%d" % k, layer.u, [layer.norm])
    return arrays


def linear_arrays(name, linear, norms=()):
    """A linear layer, input by output, with the gains and shifts of the norms of its input (one a part) folded in."""
    values = lambda tensor: tensor.detach().double().numpy()
    weight, bias = values(linear.weight), values(linear.bias)
    if norms:
        gain, shift = (np.concatenate([values(getattr(n, field)) for n in norms]) for field in ("weight", "bias"))
        weight, bias = weight * gain, bias + weight @ shift
    return [(name + ".w", weight.T), (name + ".b", bias)]
