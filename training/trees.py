"""Writes a LightGBM classifier in the form that analysis/model/trees.h reads."""

import struct

import numpy as np


def _float32_not_above(value):
    rounded = np.float32(value)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if rounded > value else rounded)


def _nodes(tree):
    """-> [(value, feature, left)], breadth first, children side by side."""
    out, queue = [None], [(0, tree)]
    for at, node in queue:
        if "leaf_value" in node:
            out[at] = (node["leaf_value"], -1, 0)
            continue
        left = len(out)
        out += [None, None]
        out[at] = (_float32_not_above(node["threshold"]), node["split_feature"], left - at)
        queue += [(left, node["left_child"]), (left + 1, node["right_child"])]
    return out


def write(booster, path):
    model = booster.dump_model()
    roots, nodes = [], []
    for info in model["tree_info"]:
        roots.append(len(nodes))
        nodes += _nodes(info["tree_structure"])
    with open(path, "wb") as out:
        out.write(struct.pack("<4I", len(roots), len(nodes), model["max_feature_idx"] + 1, 0))
        out.write(struct.pack("<%dI" % len(roots), *roots))
        for value, feature, left in nodes:
            out.write(struct.pack("<fhH", value, feature, left))
