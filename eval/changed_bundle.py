"""Model bundles made from the tree's tables and weights with something changed: for ablations, and to see that the gate notices faults."""

import pathlib
import struct
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENGLISH_WEIGHTS = ("name_tagger", "quote_tagger")  # As training/CMakeLists.txt has them.


def build(compile_bundle, folder, change):
    """-> a bundle in `folder`, of each table and weights file as change(stem, bytes) returns it."""
    parts = {"": [], "en": []}
    sources = [("", "data/*.tsv"), ("", "models/*.weights"), ("", "models/version"), ("en", "data/en/*.tsv"), ("en", "models/en/*.weights"), ("en", "models/en/*.tsv")]
    for language, pattern in sources:
        for path in sorted(ROOT.glob(pattern)):
            copy = pathlib.Path(folder) / (language or "any") / path.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(change(path.stem, path.read_bytes()))
            parts["en" if path.stem in ENGLISH_WEIGHTS else language].append(copy)
    bundle = pathlib.Path(folder) / "changed.bundle"
    subprocess.run([compile_bundle, bundle, *parts[""], "--language", "en", *parts["en"]], check=True)
    return bundle


def silence(weights, name):
    """-> the bytes of a weights file with array `name` (analysis/model/tensors.h) set to zero."""
    count, _ = struct.unpack_from("<II", weights)
    for k in range(count):
        at = 8 + 40 * k
        if weights[at:at + 24].rstrip(b"\0").decode() == name:
            offset, size = struct.unpack_from("<QQ", weights, at + 24)
            return weights[:offset] + bytes(size) + weights[offset + size:]
    raise SystemExit(f"no array {name}")
