"""Sums up many analyses as one page: python -m textanalysis_client.summary IN.jsonl OUT.jsonl REPORT.html

IN and OUT are what `textanalysis batch --rpc=analyze` read and wrote. The page says who was quoted how often and who is named most, and shows
quotations by day and by source as SVG. It stands alone. Needs the extra: pip install textanalysis-client[report].
"""

from __future__ import annotations

import argparse
import collections
import html
import io
import json
import urllib.parse

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

SHOWN = 20
NAMES = {"ENTITY_TYPE_PERSON", "ENTITY_TYPE_ORGANIZATION", "ENTITY_TYPE_GEOPOLITICAL", "ENTITY_TYPE_LOCATION"}


class Summary:
    """Counts over a corpus: quotations by speaker, mentions by name, quotations by day and by source, documents that failed."""

    def __init__(self):
        self.speakers, self.names = collections.Counter(), collections.Counter()
        self.days, self.sources = collections.Counter(), collections.Counter()
        self.documents = self.failed = 0

    def add(self, request: dict, answer: dict) -> None:
        """Counts one line of a batch and its answer."""
        self.documents += 1
        if "error" in answer:
            self.failed += 1
            return
        response = answer["response"]
        quotes = response.get("quotes", [])
        self.speakers.update(q["speaker"]["name"] for q in quotes if q.get("speaker", {}).get("name"))
        for entity in response.get("entities", []):
            if entity["type"] in NAMES:
                self.names[entity["name"]] += len(entity["mentions"])
        day = response.get("cleanedDocument", {}).get("publishDate")
        if day:
            self.days[f"{day['year']:04}-{day['month']:02}-{day['day']:02}"] += len(quotes)
        host = urllib.parse.urlsplit(request.get("source_uri") or request.get("url") or "").hostname
        self.sources[host or "no source"] += len(quotes)


def read(source: str, answers: str) -> Summary:
    summary = Summary()
    with open(source, encoding="utf-8") as requests, open(answers, encoding="utf-8") as lines:
        for request, answer in zip(requests, lines):
            summary.add(json.loads(request), json.loads(answer))
    return summary


def bars(counts: list[tuple[str, int]], title: str) -> str:
    """-> an SVG element of horizontal bars."""
    figure, axes = pyplot.subplots(figsize=(8, 0.4 + 0.3 * max(1, len(counts))))
    axes.barh([name for name, _ in counts][::-1], [n for _, n in counts][::-1], color="#0b5cad")
    axes.set_title(title)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.spines[["top", "right"]].set_visible(False)
    out = io.StringIO()
    figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
    return out.getvalue()[out.getvalue().index("<svg"):]


def table(counts: list[tuple[str, int]], head: str) -> str:
    rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{n}</td></tr>" for name, n in counts)
    return f"<table><thead><tr><th>{head}</th><th></th></tr></thead><tbody>{rows}</tbody></table>"


def page(summary: Summary) -> str:
    """-> the report, as a page that loads nothing."""
    sections = [
        f"<h1>{summary.documents} documents</h1><p>{sum(summary.speakers.values())} quotations by {len(summary.speakers)} speakers; "
        f"{summary.failed} documents failed.</p>",
        bars(summary.speakers.most_common(SHOWN), "Most quoted"), table(summary.speakers.most_common(SHOWN), "Speaker"),
        bars(summary.names.most_common(SHOWN), "Most named"), table(summary.names.most_common(SHOWN), "Name"),
        bars(sorted(summary.days.items()), "Quotations by day") if summary.days else "",
        bars(summary.sources.most_common(SHOWN), "Quotations by source"),
    ]
    return ("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Who said what</title><style>body{font:1rem/1.5 system-ui;"
            "max-width:60rem;margin:2rem auto;padding:0 1rem}svg{max-width:100%;height:auto}td,th{text-align:left;padding:.2rem 1rem .2rem 0}"
            "</style></head><body>" + "\n".join(sections) + "</body></html>\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m textanalysis_client.summary", description="Sums up many analyses as one page.")
    parser.add_argument("source", metavar="IN.jsonl", help="what textanalysis batch --rpc=analyze read")
    parser.add_argument("answers", metavar="OUT.jsonl", help="what it wrote")
    parser.add_argument("report", metavar="REPORT.html", help="the page to write")
    arguments = parser.parse_args()
    summary = read(arguments.source, arguments.answers)
    with open(arguments.report, "w", encoding="utf-8") as report:
        report.write(page(summary))


if __name__ == "__main__":
    main()
