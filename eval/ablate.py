#!/usr/bin/env python3
"""ablate.py BUILD SHARED: what each group of features is worth to the shipped models, on the development sets.

Each group is silenced in a copy of the bundle (an array of weights set to zero, a table emptied) without training anew, so a loss is
at most what the group brings. Prints strict F1 of names on CoNLL-2003 valid and GUM dev, and PolNeAR's measures of quotations.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import changed_bundle

build, shared = map(pathlib.Path, sys.argv[1:3])
root = pathlib.Path(__file__).resolve().parents[1]
NAMES = {"nothing": [], "word vectors": ["name_tagger:vector_scales"], "hashed features (affixes, shapes, neighbours, lists)":
         ["name_tagger:row_scales"], "the document's mean of a word": ["name_tagger:pool"], "transitions of labels": ["name_tagger:transitions"]}
QUOTES = {"nothing": [], "word vectors": ["quote_tagger:vector_scales"], "hashed features": ["quote_tagger:row_scales"],
          "marks, sentence and paragraph ends": ["quote_tagger:flags"], "distances from the cue": ["quote_tagger:distances"],
          "sentence and paragraph offsets from the cue": ["quote_tagger:offsets"], "the words of the cue": ["quote_tagger:cue_pair.w"]}


def bundle(folder, silenced):
    """-> a bundle in `folder` with these arrays ("file:array") silenced."""
    def change(stem, data):
        for file, array in (s.split(":") for s in silenced):
            data = changed_bundle.silence(data, array) if file == stem else data
        return data
    return changed_bundle.build(build / "training/compile_bundle", folder, change)


def batch(model, rpc, gold, out):
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in map(json.loads, open(gold, encoding="utf-8")))
    run = subprocess.run([build / "client/cpp/textanalysis", "batch", "--embedded", f"--model={model}", f"--rpc={rpc}", "--encoding=utf32",
                          "--attribution_types=all", "--include_unsettled"],
                         input=lines, capture_output=True, text=True, check=True)
    out.write_text(run.stdout, encoding="utf-8")


def names(model, folder):
    figures = []
    for corpus in ("conll2003-valid", "gum-dev"):
        gold = shared / f"data/ner/{corpus}.jsonl"
        batch(model, "entities", gold, folder / "out")
        printed = subprocess.run([root / "eval/score_entities.py", gold, folder / "out"], capture_output=True, text=True, check=True).stdout
        figures.append(float(re.search(r"MICRO .* F1 +([\d.]+)", printed)[1]) / 100)
    return figures


def quotes(model, folder):
    gold = shared / "data/quotes/polnear_dev.jsonl"
    batch(model, "quotes", gold, folder / "out")
    printed = subprocess.run([root / "eval/score_quotes.py", gold, folder / "out"], capture_output=True, text=True, check=True).stdout
    patterns = (r"exact .* F1 ([\d.]+)", r"end to end .* F1 ([\d.]+)", r"\(b\)[^$]*?J>=.8 .* F1 ([\d.]+)", r"cue right: ([\d.]+)")
    return [float(re.search(p, printed)[1]) for p in patterns]


for title, groups, score in (("| without | CoNLL-2003 valid | GUM dev |", NAMES, names),
                             ("| without | stretches | end to end | content | cue |", QUOTES, quotes)):
    print(title)
    print("| --- |" + " --- |" * (title.count("|") - 2))
    for group, silenced in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            figures = score(bundle(pathlib.Path(folder), silenced), pathlib.Path(folder))
        print(f"| {group} | " + " | ".join(f"{f:.3f}" for f in figures) + " |", flush=True)
