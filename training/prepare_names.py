"""Writes the corpora of the name tagger and of the teacher of quotations to WORK/dumps, and dumps their features.

The first half of UNER's development set (every other document) is trained on; the other half is held back.
"""

import html
import json
import re

from workspace import DATA, WORK, dump_features, dumped

# Genres of GUM whose text is marked non-commercial.
CLOSED_GENRES = ("fiction", "whow", "essay", "letter", "podcast")
DEVELOPMENT = ["conll2003-valid", "gum-dev", "wnut17-dev"]


def read(path):
    return [json.loads(line) for line in open(DATA / (path + ".jsonl"), encoding="utf8")]


def write(name, docs):
    with open(dumped(name) + ".jsonl", "w", encoding="utf8") as out:
        for doc in docs:
            out.write(json.dumps(doc, ensure_ascii=False) + "\n")
    dump_features(name)


def recase(docs, change):
    """Copies with changed case, character by character, so that offsets stay."""
    one = lambda c: change(c) if len(change(c)) == 1 else c
    return [dict(doc, text="".join(map(one, doc["text"]))) for doc in docs]


def visible_text(page):
    page = re.sub(r"(?is)<(script|style)[^>]*>.*?</\1>", "", page)
    page = re.sub(r"(?i)</(p|div|h\d|li|td|pre|blockquote)>", "\n", page)
    page = html.unescape(re.sub(r"<[^>]+>", "", page))
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t]+", " ", page)).strip()


def raw_pages():
    pages = [p for p in read("clean/html/index") if p["lang"] == "en"]
    texts = [{"id": p["id"], "text": p["articleBody"]} for p in pages]
    for path in sorted((DATA / "clean/readability").glob("*/expected.html")):
        texts.append({"id": path.parent.name, "text": visible_text(path.read_text(encoding="utf8"))})
    return [t for t in texts if t["text"]]


def main():
    (WORK / "dumps").mkdir(parents=True, exist_ok=True)
    gum = [d for d in read("ner/gum-train") if not any(g in d["id"] for g in CLOSED_GENRES)]
    corpora = {n: read("ner/" + n) for n in ("conll2003-train", "wikigold", "btc", "wnut17-train")} | {"gum-train": gum}
    for name in DEVELOPMENT:
        write(name, read("ner/" + name))
    uner = read("ner/uner-ewt-dev")
    write("uner-train-half", uner[0::2])
    write("uner-held-half", uner[1::2])
    for name, docs in (corpora | {"webraw": raw_pages()}).items():
        write(name, docs)


if __name__ == "__main__":
    main()
