"""Where the trainers find the corpora and keep what they make.

DATA is the folder with ner/, quotes/ and clean/; WORK holds everything between the corpora and the models; TOOLS is the folder
of the dump_* commands; MODELS where results go. All come from the environment; train.sh sets the first three.
"""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("DATA", ROOT.parent / "shared/data"))
WORK = pathlib.Path(os.environ.get("WORK", ROOT / "build/training-work"))
TOOLS = pathlib.Path(os.environ.get("TOOLS", ROOT / "build/training"))
MODELS = pathlib.Path(os.environ.get("MODELS", ROOT / "models"))
TABLES = ROOT / "data"


def dumped(name):
    """Prefix of the files about one set of documents."""
    return str(WORK / "dumps" / name)


def dump_features(name):
    """Runs dump_features over WORK/dumps/NAME.jsonl."""
    with open(dumped(name) + ".jsonl", "rb") as documents:
        subprocess.run([TOOLS / "dump_features", TABLES, dumped(name)], stdin=documents, check=True)
