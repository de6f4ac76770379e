#!/usr/bin/env python3
"""score_facts.py INDEX.jsonl RESPONSES.jsonl: title and day of publication against page_facts.tsv.

INDEX and RESPONSES as for score_clean.py html. A title is right when it equals the page's after white space, a day when it is the
same. Prints what differs.
"""
import html.parser, json, pathlib, sys
import responses


class Statements(html.parser.HTMLParser):
    """What a page states of its title, in its own order: first-level headings and og:title."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.heading = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "h1":
            self.heading = "h1:%d" % (1 + sum(name.startswith("h1") for name in self.found))
            self.found[self.heading] = ""
        if tag == "meta" and attributes.get("property") == "og:title":
            self.found.setdefault("og", attributes.get("content") or "")

    def handle_endtag(self, tag):
        if tag == "h1":
            self.heading = None

    def handle_data(self, data):
        if self.heading:
            self.found[self.heading] += data


def squeeze(text):
    return " ".join(text.split())


def main(index, answers):
    folder = pathlib.Path(index).parent
    pages = {p["id"][:16]: p for p in map(json.loads, open(index, encoding="utf-8"))}
    got, errors = responses.read(answers)
    responses.report_errors(errors)
    gold = pathlib.Path(__file__).with_name("page_facts.tsv").read_text(encoding="utf-8")
    titles, days = [], []
    for line in gold.splitlines():
        if line.startswith("#"):
            continue
        key, statement, day = line.split("\t")
        page = pages[key]
        document = got.get(page["id"], {}).get("cleanedDocument", {})
        source = (folder / page["file"]).read_text(encoding="utf-8", errors="replace")
        wanted = squeeze(Statements(source).found[statement])
        titles.append(squeeze(document.get("title", {}).get("value", "")) == wanted)
        if not titles[-1]:
            print(f"{key} title: {document.get('title', {}).get('value')!r}, not {wanted!r}")
        if day != "-":
            date = document.get("publishDate", {})
            found = "%04d-%02d-%02d" % tuple(date.get(part, 0) for part in ("year", "month", "day"))
            days.append(found == day)
            if not days[-1]:
                print(f"{key} day: {found}, not {day}")
    for name, right in (("title", titles), ("day", days)):
        print(f"{name}: {sum(right)} of {len(right)} right, {sum(right) / len(right):.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
