"""Writes the corpora of names_encoder.py to WORK/dumps, and dumps their tokens.

Worldwide's outlets of New Zealand, Ghana and Japan are held back, and what shares a paragraph with data/modern is left out: that
set is for figures alone.
"""

import random

import names_templates
from prepare_names import CLOSED_GENRES, read, write

HELD_OUTLETS = ("ww-nz", "ww-ghana", "ww-jp")
AS_THEY_ARE = ["conll2003-train", "wikigold", "wnut17-train", "conll2003-valid", "gum-dev", "wnut17-dev", "uner-ewt-dev"]
TEMPLATES, TEMPLATES_HELD = 5000, 300


def paragraphs(text):
    """The paragraphs that are long enough to be no chance."""
    return {p.strip() for p in text.split("\n") if len(p.strip()) > 80}


def main():
    looked_at = set().union(*(paragraphs(d["text"]) for d in read("modern/modern")))
    worldwide = [d for d in read("ner/worldwide-train") if not paragraphs(d["text"]) & looked_at]
    held = [d for d in worldwide if d["id"].split("_")[0] in HELD_OUTLETS]
    write("worldwide-held", held)
    write("worldwide-train", [d for d in worldwide if d not in held])
    write("gum-train", [d for d in read("ner/gum-train") if not any(g in d["id"] for g in CLOSED_GENRES)])
    for name in AS_THEY_ARE:
        write(name, read("ner/" + name))
    for name, count, seed in (("templates", TEMPLATES, 1), ("templates-held", TEMPLATES_HELD, 2)):
        rng = random.Random(seed)
        write(name, [names_templates.invent(number, rng) for number in range(count)])


if __name__ == "__main__":
    main()
