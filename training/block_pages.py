"""The pages that the block classifier learns from, with a label and a weight for each block.

Labels come from an alignment of a page's words with its article's: a block is the article's when 60 % of its words are matched.
The article is the hand-made one (article-extraction-benchmark); what Readability's users approved; or, for trafilatura's set,
what trafilatura extracts, overruled by the set's hand-made segments.
"""

import difflib
import html
import json
import random
import re
import subprocess

import numpy as np
import trafilatura

from workspace import DATA, TABLES, TOOLS, WORK

PAGES = DATA / "clean"
WORD = re.compile(r"\w+")
# Weight of a block by where its label comes from.
GOLD, SEGMENT, SILVER, WORDLESS = 1.0, 2.0, 0.35, 0.02


def words(text):
    return WORD.findall(text.lower())


def squeeze(text):
    return " ".join(text.split())


def shares(blocks, article):
    """Share of each block's words that the alignment takes; -1 for a block without words."""
    lists = [words(b) for b in blocks]
    page = [w for block in lists for w in block]
    owner = np.repeat(np.arange(len(lists)), [len(block) for block in lists])
    taken = np.zeros(len(page))
    matcher = difflib.SequenceMatcher(None, page, words(article), autojunk=False)
    for a, _, n in matcher.get_matching_blocks():
        whole = [k for k in set(owner[a : a + n].tolist()) if (owner[a : a + n] == k).sum() == len(lists[k])]
        # A match of one or two words counts only where it is all of a block.
        taken[a : a + n] = np.maximum(taken[a : a + n], 1 if n >= 3 else np.isin(owner[a : a + n], whole))
    size = np.bincount(owner, minlength=len(lists))
    return np.where(size > 0, np.bincount(owner, taken, minlength=len(lists)) / np.maximum(size, 1), -1)


class Page:
    """id and article as stated; key, equal for versions of one page; kind; labels and weights (blocks,)."""

    def __init__(self, kind, key, source, article, segments=(), keep_all=False):
        self.kind, self.key, self.source, self.article = kind, key, source, article
        self.segments, self.keep_all = segments, keep_all

    def wanted(self):
        """Segments as clean_measures.seg_eval takes them."""
        return {key: [s for s, value in self.segments if value == kept] for key, kept in (("with", 1), ("without", 0))}

    def label(self, blocks):
        self.blocks = blocks
        if self.keep_all:
            self.labels, self.weights = np.ones(len(blocks)), np.full(len(blocks), SILVER)
            return
        share = shares(blocks, self.article)
        self.labels = (share >= 0.6).astype(float)
        self.weights = np.full(len(blocks), GOLD if self.kind in ("html", "text", "textcore") else SILVER)
        self.weights[share < 0] = WORDLESS
        texts = [squeeze(b) for b in blocks]
        for segment, value in self.segments:
            segment = squeeze(segment)
            hits = [k for k, b in enumerate(texts) if segment in b or (len(b) > 15 and b in segment)]
            if len(hits) <= 3:
                self.labels[hits], self.weights[hits] = value, SEGMENT


def index(kind):
    return [json.loads(line) for line in open(PAGES / kind / "index.jsonl", encoding="utf8")]


def segments_of(entry):
    return [(s, 1) for s in entry["with"]] + [(s, 0) for s in entry["without"]]


def extracted(entry):
    raw = (PAGES / "traf/files" / entry["id"]).read_bytes()
    return trafilatura.extract(raw, include_comments=False, include_tables=True) or ""


def approved(page):
    text = (PAGES / "readability" / page / "expected.html").read_text(encoding="utf8")
    text = re.sub(r"(?is)<(script|style)[^>]*>.*?</\1>", "", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def html_pages():
    pages = [Page("html", e["id"], {"file": str(PAGES / "html" / e["file"])}, e["articleBody"]) for e in index("html")]
    for entry in index("traf"):
        article = extracted(entry)
        if article:
            pages.append(
                Page("traf", entry["id"], {"file": str(PAGES / "traf" / entry["file"])}, article, segments_of(entry))
            )
    for folder in sorted((PAGES / "readability").iterdir()):
        source = {"file": str(folder / "source.html")}
        pages.append(Page("readability", folder.name, source, approved(folder.name)))
    return pages


def text_pages(labelled_html):
    """The flattened sets; HTML pages flattened, whole and cut to about the article; and prose of which everything stays."""
    rng = random.Random(5)
    pages = []
    for kind in ("text", "textcore"):
        for e in index(kind):
            pages.append(
                Page(kind, e["id"], {"text": (PAGES / kind / e["file"]).read_text(encoding="utf8")}, e["articleBody"])
            )
    for e in index("traftext"):
        article = extracted(e)
        if article:
            text = (PAGES / "traftext" / e["file"]).read_text(encoding="utf8")
            pages.append(Page("traftext", e["id"], {"text": text}, article, segments_of(e)))
    for page in labelled_html:
        kept = np.flatnonzero(page.labels)
        article = "\n".join(page.blocks[k] for k in kept)
        if page.kind == "readability" and len(kept) > 3:
            pages.append(Page("flat", page.key, {"text": "\n".join(page.blocks)}, article))
        if page.kind != "html" and len(kept) > 6:
            core = page.blocks[max(0, kept[0] - rng.randint(0, 4)) : kept[-1] + 1 + rng.randint(0, 6)]
            pages.append(Page("core", page.key, {"text": "\n".join(core)}, article))
    for name, n in (("quotes/polnear_train", 250), ("ner/gum-train", 128)):
        docs = [json.loads(line) for line in open(DATA / (name + ".jsonl"), encoding="utf8")]
        for doc in rng.sample(docs, min(n, len(docs))):
            pages.append(Page("prose", doc["id"], {"text": doc["text"]}, "", keep_all=True))
    return pages


def dump(mode, pages):
    """Features of all blocks, (blocks, columns); gives each page its blocks and labels."""
    prefix = WORK / ("blocks-" + mode)
    lines = "".join(json.dumps({"id": str(k)} | page.source) + "\n" for k, page in enumerate(pages))
    subprocess.run([TOOLS / "dump_blocks", mode, TABLES, prefix], input=lines.encode(), check=True)
    for page, line in zip(pages, open(str(prefix) + ".jsonl", encoding="utf8"), strict=True):
        page.label(json.loads(line)["blocks"])
    rows = np.fromfile(str(prefix) + ".features", "<f4")
    return rows.reshape(sum(len(page.blocks) for page in pages), -1)
