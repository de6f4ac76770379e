"""The gate of eval/quality.py fails when the product is hurt: gate_test.py CLIENT COMPILE_BUNDLE ROOT

A bundle is made anew with one deliberate fault at a time: a class of features silenced, a lexicon emptied, a threshold set to an extreme.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

client, compile_bundle, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
sys.path.insert(0, str(root / "eval"))
import changed_bundle


def gate(change):
    """-> the exit code of the gate over a bundle that `change` made, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = changed_bundle.build(compile_bundle, folder, change)
        command = [sys.executable, root / "eval/quality.py", client, f"--model={bundle}", "--skip=drafts"]
        run = subprocess.run(command, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def silenced(file, array):
    return lambda stem, data: changed_bundle.silence(data, array) if stem == file else data


def moved(number, value, table="calibration"):
    """One number of a table set to an extreme."""
    change = lambda data: re.sub(rf"^{re.escape(number)}\t\S+", f"{number}\t{value}", data.decode(), flags=re.MULTILINE).encode()
    return lambda stem, data: change(data) if stem == table else data


def emptied(file):
    return lambda stem, data: b"" if stem == file else data


FAULTS = {
    "the hashed features of names silenced": silenced("name_tagger", "row_scales"),
    "the word vectors of quotations silenced": silenced("quote_tagger", "vector_scales"),
    "the scorer of cues silenced": silenced("quote_tagger", "cue.w"),
    "marks hardly count": moved("quotes.quoted_bias", -20),
    "no cue is good enough for a quotation": moved("quotes.own_affinity", 9),
    "everything near a cue is reported": moved("quotes.content", 0),
    "no cue is sure enough": moved("quotes.cue", 1.1),
    "nothing is reported without marks": moved("quotes.indirect", 1),
    "no description is sure enough": moved("quotes.least_likely", 2),
    "the lexicon of titles emptied": emptied("titles"),
    "the verbs of reporting emptied": emptied("reporting_verbs"),
    "the function words emptied": emptied("function_words"),
    "the nouns of descriptions emptied": emptied("descriptions"),
    "the genders of given names emptied": emptied("name_genders"),
    "the ranking of antecedents silenced": silenced("antecedents", "weights"),
    "the classifier of pages silenced": silenced("clean_html", "output.w"),
    "the classifier of flattened text silenced": silenced("clean_text", "output.w"),
    "the thresholds of flattened text at zero": silenced("clean_text", "calibration"),
    "the words of flattened text silenced": silenced("clean_text", "vector_step"),
    "whatever an element says, it names no author": moved("author.most", 0, "metadata_scores"),
    "the patterns of furniture emptied": emptied("furniture"),
    "the endings of words emptied": emptied("word_endings"),
    "the patterns of contacts emptied": emptied("value_contacts"),
    "the character references emptied": emptied("character_references"),
}

if __name__ == "__main__":
    code, printed = gate(lambda stem, data: data)
    assert code == 0, f"the gate fails on the product as it is:\n{printed}"
    missed = [fault for fault, change in FAULTS.items() if gate(change)[0] == 0]
    assert not missed, f"the gate does not notice: {missed}"
    print(f"the gate notices {len(FAULTS)} faults")
