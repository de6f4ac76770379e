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


def read(path):
    """-> {name: array of floats} of a file of floats alone that write() wrote."""
    raw = path.read_bytes()
    out = {}
    for k in range(struct.unpack_from("<I", raw)[0]):
        name, at, size = struct.unpack_from("<24sQQ", raw, 8 + 40 * k)
        out[name.rstrip(b"\0").decode()] = np.frombuffer(raw[at : at + size], "<f4")
    return out


def _quantise(matrix):
    """Rows of floats -> int8 rows and their scales."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    return np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8), scale


def _by_hash(words):
    """The words' numbers in the order of their hashes' upper halves, and those; of words with the same one, the first."""
    marks, first = np.unique(np.array([word_hash(w) >> 32 for w in words], np.uint32), return_index=True)
    return first, marks


def encoder_arrays(embedding, layers, index, num_words):
    """For Embedding of sru.py; row 1 of the vectors is that of unknown words."""
    order, marks = _by_hash(sorted(index, key=index.get)[:num_words])
    values = lambda tensor: tensor.detach().double().numpy()
    vectors = values(embedding.vec.weight) @ values(embedding.proj.weight).T
    vectors, scales = _quantise(vectors[np.concatenate([[1], order + 2])])
    return [("words", marks), ("vectors", vectors), ("vector_scales", scales), *_rows(embedding.rows), *_layers(layers)]


def narrow_encoder_arrays(embedding, layers, index, nibbles):
    """For WordEmbedding; `nibbles` as load_words() tells them."""
    order, marks = _by_hash(sorted(index, key=index.get))
    order = np.concatenate([[1], order + 2])
    levels, scales = nibbles[0][order] + 8, nibbles[1][order]
    half = levels.shape[1] // 2
    class_rows, class_scales = _quantise(embedding.members.weight.detach().double().numpy())
    out = [("words", marks), ("nibbles", (levels[:, :half] | levels[:, half:] << 4).astype(np.uint8)), ("vector_scales", scales)]
    out += [("classes", embedding.classes.numpy()[order].astype(np.int8)), ("class_rows", class_rows), ("class_scales", class_scales)]
    return out + [("projection", embedding.proj.weight.T), *_rows(embedding.rows), *_layers(layers)]


def _rows(table):
    rows, scales = _quantise(table.weight.detach().double().numpy()[1:])
    return [("rows", rows), ("row_scales", scales)]


def _layers(layers):
    out = []
    for k, layer in enumerate(layers):
        name = "layer%d" % k
        (_, weight), (_, bias) = linear_arrays(name, layer.u, [layer.norm])
        out += rounded(name, weight.T, bias)
    return out


def rounded(name, weight, bias):
    """Rows of outputs as bytes of seven bits, their scales and biases: what analysis/model/quantized.h reads."""
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / 63
    return [(name + ".w", np.rint(weight / scale[:, None]).astype(np.int8)), (name + ".s", scale), (name + ".b", bias)]


def linear_arrays(name, linear, norms=()):
    """A linear layer, input by output, with the gains and shifts of the norms of its input (one a part) folded in."""
    values = lambda tensor: tensor.detach().double().numpy()
    weight, bias = values(linear.weight), values(linear.bias)
    if norms:
        gain, shift = (np.concatenate([values(getattr(n, field)) for n in norms]) for field in ("weight", "bias"))
        weight, bias = weight * gain, bias + weight @ shift
    return [(name + ".w", weight.T), (name + ".b", bias)]
