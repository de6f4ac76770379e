"""The pages that the block classifiers learn from, with a label and a weight for each block.

Labels by line are given for flattened pages (flat/, clean/text, clean/textcore); for those of htmldate they are what the HTML
classifier says of the same pages. Elsewhere they come from an alignment of a page's
words with its article's: a block is the article's when 60 % of its words are matched. The article is the hand-made one
(article-extraction-benchmark, wcxb); what a publisher's own parser takes (fundus); what Readability's users approved; or, for
trafilatura's set, what trafilatura extracts, overruled by the set's hand-made segments.
"""

import gzip
import html
import json
import pathlib
import random
import re
import subprocess
import unicodedata
import urllib.parse

import numpy as np
import trafilatura
from rapidfuzz.distance import LCSseq

from names_templates import Maker
from workspace import DATA, MODELS, TABLES, TOOLS, WORK

PAGES = DATA / "clean"
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
KINDS = ("article", "service", "product", "collection", "forum", "listing", "documentation")
# How much a page of a set counts: no set wins by its size.
SET_WEIGHTS = {
    "html": 4.0, "traf": 0.7, "readability": 0.4, "wcxb": 1.0, "fundus": 3.0,
    "text": 4.0, "textcore": 4.0, "traftext": 0.5, "readability-whole": 0.3, "core": 0.3, "prose": 0.5,
    "dated-whole": 1.0, "dated-core": 1.0, "fundus-whole": 3.0, "fundus-core": 3.0, "wcxb-whole": 1.0, "wcxb-core": 1.0,
}  # fmt: skip
# Weight of a block whose label comes from a segment that was marked by hand; of one without words; of a title, which stays anyway.
SEGMENT, WORDLESS, TITLE = 2.0, 0.02, 0.05


def words(text):
    return WORD.findall((text or "").lower())


def squeeze(text):
    return " ".join(text.split())


def plain(text):
    text = unicodedata.normalize("NFKC", text or "").casefold()
    text = re.sub(r"[‘’‚‛´`′]", "'", re.sub(r"[“”„‟«»″]", '"', re.sub(r"[‐-―−]", "-", text)))
    return squeeze(text.replace("\u00ad", "").replace("\u200b", ""))


def site(url):
    """The registered domain, about: pages of one site are never in training and in test."""
    host = urllib.parse.urlsplit(url).hostname or url
    parts = host.lower().split(".")
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:])


def stated_site(raw, fallback):
    """The site that a saved page names as its own."""
    for pattern in (rb"""<link[^>]*rel=["']?canonical[^>]*href=["'](http[^"']+)""", rb"""og:url["'][^>]*content=["'](http[^"']+)"""):
        match = re.search(pattern, raw, re.I)
        if match:
            return site(match[1].decode("utf8", "replace"))
    return site("http://" + fallback)


def shares(blocks, article):
    """Share of each block's words that the alignment takes; -1 for a block without words."""
    lists = [words(b) for b in blocks]
    page = [w for block in lists for w in block]
    owner = np.repeat(np.arange(len(lists)), [len(block) for block in lists])
    size = np.bincount(owner, minlength=len(lists))
    begins = np.concatenate([[0], np.cumsum(size)])
    taken = np.zeros(len(page))
    for code in LCSseq.opcodes(page, words(article)):
        if code.tag != "equal":
            continue
        a, b = code.src_start, code.src_end
        if b - a >= 3:
            taken[a:b] = 1
            continue
        # A match of one or two words counts only where it is all of a block.
        for k in {owner[a], owner[b - 1]}:
            if a <= begins[k] and begins[k + 1] <= b:
                taken[begins[k] : begins[k + 1]] = 1
    return np.where(size > 0, np.bincount(owner, taken, minlength=len(lists)) / np.maximum(size, 1), -1)


class Page:
    """Of set `kind` and of a site; type is one of KINDS or None; `lines` holds a label for each line of source["text"] with words
    or is None. After label(): blocks, and their labels and weights (blocks,)."""

    def __init__(self, kind, key, site, source, article="", type=None, lines=None, segments=(), titles=()):
        self.kind, self.key, self.site, self.source, self.article, self.type = kind, key, site, source, article, type
        self.lines, self.segments, self.titles = lines, segments, titles

    def wanted(self):
        """Segments as clean_measures.seg_eval takes them."""
        return {key: [s for s, value in self.segments if value == kept] for key, kept in (("with", 1), ("without", 0))}

    def label(self, blocks, line_numbers):
        self.blocks = blocks
        if self.lines is None:
            share = shares(blocks, self.article)
            self.labels = (share >= 0.6).astype(float)
        else:
            numbers = [k for k, line in enumerate(self.source["text"].split("\n")) if line.strip()]
            by_line = dict(zip(numbers, self.lines, strict=True))
            self.labels = np.array([float(by_line.get(k, 0)) for k in line_numbers])
        sizes = np.array([len(words(b)) for b in blocks])
        self.weights = np.where(sizes > 0, (1.0 + sizes) ** 0.35, WORDLESS)
        texts = [squeeze(b) for b in blocks]
        for segment, value in self.segments:
            segment = squeeze(segment)
            hits = [k for k, b in enumerate(texts) if segment in b or (len(b) > 15 and b in segment)]
            if len(hits) <= 3:
                self.labels[hits], self.weights[hits] = value, SEGMENT * self.weights[hits]
        titles = {plain(t) for t in self.titles if t}
        self.weights[[k for k, b in enumerate(texts) if plain(b) in titles]] = TITLE
        if len(blocks) > 0:
            self.weights *= SET_WEIGHTS[self.kind.removesuffix("+")] * len(blocks) ** 0.5 / self.weights.sum()


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf8")]


def index(kind):
    return read(PAGES / kind / "index.jsonl")


def modern():
    """What stands in the evaluation set of modern news: the beginnings of its articles."""
    return [squeeze(d["text"])[200:260] for d in read(DATA / "modern/modern.jsonl")]


def is_modern(body, beginnings):
    body = squeeze(body or "")
    return any(b in body for b in beginnings)


def segments_of(entry):
    return [(s, 1) for s in entry["with"]] + [(s, 0) for s in entry["without"]]


def approved(page):
    text = (PAGES / "readability" / page / "expected.html").read_text(encoding="utf8")
    text = re.sub(r"(?is)<(script|style)[^>]*>.*?</\1>", "", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def traf_pages():
    for e in index("traf"):
        raw = (PAGES / "traf" / e["file"]).read_bytes()
        article = trafilatura.extract(raw, include_comments=False, include_tables=True) or ""
        if article:
            yield e, stated_site(raw, e["id"]), article


def html_pages():
    pages = []
    for e in index("html"):
        source = {"file": str(PAGES / "html" / e["file"])}
        pages.append(Page("html", e["id"], site(e["url"]), source, e["articleBody"], "article"))
    for e, own_site, article in traf_pages():
        source = {"file": str(PAGES / "traf" / e["file"])}
        pages.append(Page("traf", e["id"], own_site, source, article, None, None, segments_of(e)))
    for folder in sorted((PAGES / "readability").iterdir()):
        own_site = stated_site((folder / "source.html").read_bytes(), folder.name)
        source = {"file": str(folder / "source.html")}
        pages.append(Page("readability", folder.name, own_site, source, approved(folder.name)))
    beginnings = modern()
    for kind in ("wcxb", "fundus"):
        (WORK / kind).mkdir(exist_ok=True)
        for e in read(DATA / kind / "index.jsonl"):
            if not e.get("body") or is_modern(e["body"], beginnings):
                continue
            path = WORK / kind / (e["id"] + ".html")
            path.write_bytes(gzip.open(DATA / kind / e["file"]).read())
            type = e["kind"] if kind == "wcxb" else "article"
            titles = [e.get("title"), *(e.get("optional") or [])]
            pages.append(Page(kind, e["id"], site(e["url"]), {"file": str(path)}, e["body"], type, titles=titles))
    return pages


def flat_pages():
    pages, beginnings = [], modern()
    for kind in ("text", "textcore"):
        for e in index(kind):
            source = {"text": "\n".join(e["lines"])}
            pages.append(Page(kind, e["id"], site(e["url"]), source, e["articleBody"], "article", e["label2"]))
    for kind in ("wcxb-whole", "wcxb-core", "fundus-whole", "fundus-core"):
        for e in read(DATA / "flat" / (kind + ".jsonl")):
            if is_modern(e["body"], beginnings):
                continue
            titles = [e.get("title"), *(e.get("optional") or [])]
            source = {"text": e["text"]}
            pages.append(Page(kind, e["id"], site(e["url"]), source, e["body"], "article", e["labels"], titles=titles))
    return pages


def foot_templates():
    """-> {label: lines}"""
    out = {0: [], 1: []}
    for row in open(pathlib.Path(__file__).parent / "line_templates.tsv", encoding="utf8"):
        if not row.startswith("#"):
            label, template = row.rstrip("\n").split("\t")
            out[int(label)].append(template)
    return out


FOOT = foot_templates()


def upper(lines, labels, rng):
    return [line.upper() if len(line) < 80 else line for line in lines], labels


def hard_wrapped(lines, labels, rng):
    import textwrap

    width = rng.choice((60, 72, 78))
    out = [(part, label) for line, label in zip(lines, labels) for part in textwrap.wrap(line, width)]
    return [line for line, _ in out], [label for _, label in out]


def bulleted(lines, labels, rng):
    mark = rng.choice(("• ", "- ", "* ", "\t", "– "))
    return [mark + line if len(line) < 100 and rng.random() < 0.6 else line for line in lines], labels


def joined(lines, labels, rng):
    """Some paragraph breaks of the article are missing."""
    out = []
    for line, label in zip(lines, labels):
        if out and label and out[-1][1] and len(line) > 80 and rng.random() < 0.4:
            out[-1] = (out[-1][0] + " " + line, 1)
        else:
            out.append((line, label))
    return [line for line, _ in out], [label for _, label in out]


def article_alone(lines, labels, rng):
    kept = [line for line, label in zip(lines, labels) if label]
    return kept, [1] * len(kept)


def unchanged(lines, labels, rng):
    return lines, labels


def glued(page, other, rng):
    """The article of one page, with what stands inside it, between what surrounds another's."""
    lines, labels = lines_of(page)
    theirs, their_labels = lines_of(other)
    own, others = np.flatnonzero(labels), np.flatnonzero(their_labels)
    if len(own) == 0 or len(others) == 0:
        return None
    a, b = own[0], own[-1] + 1
    before, after = theirs[: others[0]][-60:], theirs[others[-1] + 1 :][:80]
    return before + lines[a:b] + after, [0] * len(before) + labels[a:b] + [0] * len(after)


def insets(page):
    """Stretches of lines inside the page's article that are none of it."""
    lines, labels = lines_of(page)
    own = np.flatnonzero(labels)
    return [lines[a + 1 : b] for a, b in zip(own, own[1:]) if 1 < b - a <= 12]


def with_insets(lines, labels, other, rng):
    """What interrupts another page's article interrupts this one's, too."""
    out = list(zip(lines, labels))
    between = [k for k in range(1, len(out)) if out[k - 1][1] and out[k][1]]
    for place in sorted(rng.sample(between, min(len(between), rng.randint(1, 4))), reverse=True):
        if found := insets(other):
            out[place:place] = [(line, 0) for line in rng.choice(found)]
    return [line for line, _ in out], [label for _, label in out]


def with_foot(lines, labels, rng):
    """Lines of line_templates.tsv at the article's end."""
    last = max((k for k, label in enumerate(labels) if label), default=-1) + 1
    stay = [(filled(t, rng), 1) for t in rng.sample(FOOT[1], rng.choice((0, 1, 1, 2)))]
    go = [(filled(t, rng), 0) for t in rng.sample(FOOT[0], rng.choice((0, 1, 1, 2)))]
    out = list(zip(lines, labels))
    out[last:last] = stay + go
    return [line for line, _ in out], [label for _, label in out]


def filled(template, rng):
    maker = Maker(rng)
    return re.sub(r"\{(\w+)\}", lambda match: maker.field(match[1]), template)


def lines_of(page):
    return [line for line in page.source["text"].split("\n") if line.strip()], list(page.lines)


def augmented(pages, seed=7):
    """Variants of labelled pages; those made of two take both from one fold, so that none crosses it."""
    rng, out = random.Random(seed), []
    forms = [upper, hard_wrapped, bulleted, joined, article_alone, unchanged]
    by_fold = {}
    for page in pages:
        by_fold.setdefault(fold_of(page), []).append(page)
    for page in pages:
        if rng.random() > 0.6 and not page.kind.startswith("fundus"):
            continue
        lines, labels = lines_of(page)
        if rng.random() < 0.5:
            other = rng.choice([p for p in by_fold[fold_of(page)] if p.kind.endswith("whole") or p.kind == "text"])
            mixed = glued(page, other, rng)
            if mixed is None:
                continue
            lines, labels = mixed
        if rng.random() < 0.3:
            lines, labels = with_insets(lines, labels, rng.choice(by_fold[fold_of(page)]), rng)
        if rng.random() < 0.4:
            lines, labels = with_foot(lines, labels, rng)
        lines, labels = rng.choice(forms)(lines, labels, rng)
        if lines:
            source = {"text": "\n".join(lines)}
            out.append(Page(page.kind + "+", page.key, page.site, source, "", "article", labels, titles=page.titles))
    return out


def dated_pages():
    """htmldate's pages, flattened, whole and cut to about the article, with the HTML classifier's probabilities for labels. Those in
    which it finds no article are left out."""
    rng, beginnings, pages = random.Random(3), modern(), []
    (WORK / "htmldate").mkdir(exist_ok=True)
    for e in read(DATA / "htmldate/index.jsonl"):
        path = WORK / "htmldate" / (e["id"] + ".html")
        path.write_bytes(gzip.open(DATA / "htmldate" / e["file"]).read())
        pages.append(Page("html", e["id"], site(e["url"]), {"file": str(path)}))
    scores = np.split(Dump("html", pages, MODELS / "clean_html.weights").scores, np.cumsum([len(page.blocks) for page in pages])[:-1])
    out = []
    for page, labels in zip(pages, scores):
        kept = np.flatnonzero(labels > 0.5)
        body = " ".join(page.blocks[k] for k in kept)
        if len(kept) < 5 or len(words(body)) < 150 or is_modern(body, beginnings):
            continue
        a, b = max(0, kept[0] - rng.randint(0, 4)), kept[-1] + 1 + rng.randint(0, 6)
        for kind, begin, end in (("dated-whole", 0, len(page.blocks)), ("dated-core", a, b)):
            source = {"text": "\n".join(page.blocks[begin:end])}
            out.append(Page(kind, page.key, page.site, source, "", "article", [float(p) for p in labels[begin:end]]))
    return out


def text_pages(labelled_html):
    """Flattened pages and variants of them; HTML pages flattened, whole and cut to about the article; prose that stays whole."""
    rng = random.Random(5)
    pages = flat_pages()
    pages += augmented(pages) + dated_pages()
    for e, own_site, article in traf_pages():
        text = (PAGES / "traftext/files" / e["id"].replace(".html", ".txt")).read_text(encoding="utf8")
        pages.append(Page("traftext", e["id"], own_site, {"text": text}, article, None, None, segments_of(e)))
    for page in labelled_html:
        kept = np.flatnonzero(page.labels)
        if page.kind not in ("readability", "wcxb", "traf") or len(kept) < 7 or (page.kind == "wcxb" and page.type == "article"):
            continue
        labels = [int(label) for label in page.labels]
        make = lambda kind, a, b: Page(
            kind, page.key, page.site, {"text": "\n".join(page.blocks[a:b])}, "", page.type, labels[a:b], titles=page.titles
        )
        if page.kind != "traf":
            pages.append(make("readability-whole", 0, len(page.blocks)))
        pages.append(make("core", max(0, kept[0] - rng.randint(0, 4)), kept[-1] + 1 + rng.randint(0, 6)))
    for name, n in (("quotes/polnear_train", 250), ("ner/gum-train", 128)):
        for doc in rng.sample(docs := read(DATA / (name + ".jsonl")), min(n, len(docs))):
            lines = [line for line in doc["text"].split("\n") if line.strip()]
            pages.append(Page("prose", doc["id"], doc["id"], {"text": "\n".join(lines)}, "", None, [1] * len(lines)))
    return pages


FOLDS = 5


def fold_of(page):
    import zlib

    return zlib.crc32(page.site.encode()) % FOLDS


class Dump:
    """What the library sees of pages: features (blocks, columns); hashes, of page k [pages[k], …) and of block k [begins[k], ends[k]);
    scores (blocks,), what trained weights say."""

    def __init__(self, mode, pages, *weights):
        prefix = str(WORK / ("blocks-" + mode))
        lines = "".join(json.dumps({"id": str(k)} | page.source) + "\n" for k, page in enumerate(pages))
        subprocess.run([TOOLS / "dump_blocks", mode, TABLES, prefix, *weights], input=lines.encode(), check=True)
        for page, line in zip(pages, open(prefix + ".jsonl", encoding="utf8"), strict=True):
            seen = json.loads(line)
            page.label(seen["blocks"], seen["lines"])
        sizes = np.array([len(page.blocks) for page in pages])
        self.features = np.fromfile(prefix + ".features", "<f4").reshape(sizes.sum(), -1)
        self.hashes, self.scores = np.fromfile(prefix + ".hashes", "<u4"), np.fromfile(prefix + ".scores", "<f4")
        counts = np.fromfile(prefix + ".counts", "<u4").astype(np.int64)
        ends = np.cumsum(counts)
        of_page = np.concatenate([[0], np.cumsum(sizes + 1)[:-1]])
        self.page_hashes = [self.hashes[ends[k] - counts[k] : ends[k]] for k in of_page]
        is_block = np.ones(len(counts), bool)
        is_block[of_page] = False
        self.begins, self.ends = (ends - counts)[is_block], ends[is_block]
