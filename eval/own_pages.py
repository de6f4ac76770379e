"""The marked articles of eval/articles within the layouts of eval/pages, as HTML and flattened, and how much of them cleaning keeps."""

import collections
import html
import pathlib
import re

import score_articles
import score_pages

HERE = pathlib.Path(__file__).resolve().parent
# Between the paragraphs of an article, one a page, in turn.
INSIDE = ("Advertisement", "Read more: Ferry timetable changes for the summer", "Sign up for our newsletter", "Story continues below",
          "Image caption: The harbour on Tuesday. Photograph: R. Lund", "Related: Why the east pier stays closed")
BLOCK_END = re.compile(r"</?(?:p|div|h\d|li|ul|ol|section|header|footer|nav|aside|article|main|form|time)\b[^>]*>", re.I)


def paragraphs(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def flatten(page):
    """The visible text of one of our own pages, a block a line."""
    page = re.sub(r"(?s)<head>.*?</head>", "", page)
    lines = re.sub(r"<[^>]+>", "", BLOCK_END.sub("\n", page.replace("\n", " "))).split("\n")
    return "\n".join(html.unescape(re.sub(r"\s+", " ", line).strip()) for line in lines if line.strip())


def pages():
    """-> [(id, page as HTML, body)] of each article in each layout."""
    out = []
    for number, path in enumerate(sorted((HERE / "articles").glob("*.txt"))):
        title, *body = paragraphs(score_articles.parse(path.read_text(encoding="utf-8"))[0])
        inside = f'<div class="inset">{INSIDE[number % len(INSIDE)]}</div>'
        marked_up = [f"<p>{html.escape(p, quote=False)}</p>" for p in body]
        marked_up.insert(len(marked_up) // 2, inside)
        for layout in sorted((HERE / "pages").glob("*.html")):
            page = layout.read_text(encoding="utf-8").replace("{title}", html.escape(title, quote=False)).replace("{body}", "\n".join(marked_up))
            out.append((f"{path.stem}-{layout.stem}", page, "\n".join(body), title))
    return out


def word_f1(answers, gold):
    total = 0
    for answer, (_, _, body, title) in zip(answers, gold):
        text = score_pages.without_optional(score_pages.answer(answer)["text"], [title])
        total += score_pages.overlap_f1(collections.Counter(text), collections.Counter(score_pages.words(body)))
    return total / len(gold)


def measure(batch):
    """-> word F1 of the bodies; `batch` is a function from an RPC and documents to answers."""
    gold = pages()
    as_html = batch("clean", [{"id": i, "html": page} for i, page, _, _ in gold])
    as_text = batch("clean", [{"id": i, "text": flatten(page)} for i, page, _, _ in gold])
    return {"pages of our own: HTML, word F1": word_f1(as_html, gold), "pages of our own: flattened, word F1": word_f1(as_text, gold)}
