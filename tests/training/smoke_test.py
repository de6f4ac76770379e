#!/usr/bin/env python3
"""smoke_test.py TOOLS_FOLDER SOURCE: ten invented documents go from corpora to weights that the library reads.

Runs the steps of training/train.sh that make the name tagger, on corpora of ten documents each, and reads the result with
dump_scores. Exits with 77 where the trainers' packages (scripts/setup.sh --with-test-tools) are not installed or the accurate tier,
which labels the texts, is not built in.
"""

import json
import math
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile

ANNOTATED = ["conll2003-train", "conll2003-valid", "cleanconll-dev", "gum-train", "gum-dev", "wikigold", "btc", "wnut17-train"]
ANNOTATED += ["wnut17-dev", "uner-ewt-dev", "worldwide-train"]
RAW = ["quotes/polnear_train", "quotes/polnear_train_multiannot", "quotes/polnear_dev", "wcxb/index", "fundus/index"]
LABELS = 17
STEPS = """
import prepare_names, prepare_encoder, prepare_student, names_student
prepare_encoder.TEMPLATES = prepare_encoder.TEMPLATES_HELD = 10
prepare_names.main()
prepare_encoder.main()
prepare_student.RECASED = {name: 0.2 for name in prepare_student.RECASED}
prepare_student.main()
names_student.main()
"""


def write(path, documents):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf8")


def make_corpora(data, invent):
    for number, name in enumerate(ANNOTATED):
        rng = random.Random(number)
        outlets = ["ww-nz", "ww-other"]
        documents = [dict(invent(k, rng), id="%s_%s-%d" % (outlets[k % 2], name, k)) for k in range(10)]
        write(data / "ner" / (name + ".jsonl"), documents)
    for number, name in enumerate(RAW, len(ANNOTATED)):
        rng = random.Random(number)
        texts = [(k, invent(k, rng)["text"] + " The end of the story and of the day.") for k in range(10)]
        documents = [{"id": "%s-%d" % (name, k), "text": t, "body": t, "kind": "English"} for k, t in texts]
        write(data / (name + ".jsonl"), documents)
    write(data / "modern/modern.jsonl", [])
    write(data / "clean/html/index.jsonl", [{"id": "page", "lang": "en", "articleBody": "Ana Diaz spoke."}])


def make_vectors(work, data):
    words = sorted(set(re.findall(r"\w+|[^\w\s]", (data / "ner/gum-train.jsonl").read_text(encoding="utf8").lower())))
    rng = random.Random(1)
    work.mkdir()
    vectors = {w: [rng.gauss(0, 1) for _ in range(100)] for w in words}
    (work / "glove.json").write_text(json.dumps({"words": words, "vectors": vectors}))


def main():
    tools, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    sys.path.insert(0, str(source / "training"))
    try:
        import torch  # noqa: F401
        from names_templates import invent
    except ImportError:
        sys.exit(77)
    if not (source / "models/accurate").is_dir():
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        make_corpora(root / "data", invent)
        make_vectors(root / "work", root / "data")
        (root / "models/en").mkdir(parents=True)
        (root / "models/en/calibration.tsv").symlink_to(source / "models/en/calibration.tsv")
        (root / "models/accurate").symlink_to(source / "models/accurate")
        names = {"DATA": "data", "WORK": "work", "MODELS": "models"}
        environment = dict(os.environ, TOOLS=str(tools), **{k: str(root / v) for k, v in names.items()})
        command = [sys.executable, "-c", STEPS, "0.1"]
        run = subprocess.run(command, cwd=source / "training", env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
        losses = [float(x) for x in re.findall(r"loss ([0-9.]+)", run.stdout)]
        assert len(losses) >= 2 and losses[-1] < losses[0], run.stdout
        text = json.dumps({"id": "a", "text": "Ana Diaz met Ben Ito in Lima."}) + "\n"
        out = root / "scores"
        subprocess.run([tools / "dump_scores", source / "data", root / "models", out], input=text, text=True, check=True)
        scores = struct.unpack("<%df" % (out.stat().st_size // 4), out.read_bytes())
    assert len(scores) == 8 * LABELS and all(map(math.isfinite, scores)) and len(set(scores)) > LABELS, scores


if __name__ == "__main__":
    main()
