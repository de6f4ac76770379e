"""Sums up many analyses: python -m textanalysis_client.summary IN.jsonl OUT.jsonl REPORT.html

IN and OUT are what `textanalysis batch --rpc=analyze` read and wrote. The page says who is quoted, how much, about whom, when and by which
outlet; each bar leads to its quotations. It loads nothing. Beside it stand REPORT-quotations.csv and .parquet, a row a quotation.
Needs the extra: pip install textanalysis-client[report].
"""

from __future__ import annotations

import argparse
import bisect
import collections
import csv
import datetime
import hashlib
import html
import importlib.resources
import io
import itertools
import json
import pathlib
import re
import urllib.parse
from collections.abc import Callable, Iterable

try:
    import matplotlib
except ImportError as error:
    raise ImportError("a summary draws with matplotlib; install the client with [report]: pip install './client/python[report]'") from error

matplotlib.use("svg")
import matplotlib.dates  # noqa: E402
from matplotlib import pyplot  # noqa: E402

SHOWN = 20    # Bars of a figure.
LISTED = 100  # Quotations under a bar; the tables have all.
INK, BAR = "#010203", "#010204"  # Stand for the page's colours while a plot is drawn, so that it is dark where the page is.
NAMES = {"PERSON": "person", "ORGANIZATION": "group", "GEOPOLITICAL": "group", "LOCATION": "group", "FACILITY": "group", "GROUP": "group",
         "EVENT": "group", "WORK": "group", "PRODUCT": "group", "OTHER": "group"}
# What has no name: several people at once, or a body, a report, a statement. Else it is somebody, or nobody knows who.
SEVERAL, NO_PERSON = {"group"}, {"organization", "document", "poll", "statement", "social post"}
PRONOUNS = {"she": "f", "her": "f", "herself": "f", "he": "m", "him": "m", "himself": "m"}
# Those of every table of quotations (docs/tables.md), and what a summary has beside them.
COLUMNS = ["file", "form", "speaker", "cue", "content", "begin", "confidence", "dictionary_id", "title", "outlet", "date", "written", "named_as", "section", "gender", "role",
           "source", "named", "affiliation", "anonymity_reason", "about", "words"]
STYLE = """:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1c1a;--quiet:#5d5952;--bar:#1c5fa8}
@media(prefers-color-scheme:dark){:root{--paper:#171717;--ink:#e8e5df;--quiet:#a8a299;--bar:#8dbcf4}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;background:var(--paper);color:var(--ink)}
svg{max-width:100%;height:auto}h1,h2{line-height:1.2}h2{margin-top:2.5rem}small,.quiet{color:var(--quiet)}summary{cursor:pointer}li{margin:.3rem 0}
@media print{details:not([open])>:not(summary){display:none}}"""


def short(name: str) -> str:
    return re.sub("^[A-Z]+_(TYPE|FORM|KIND)_", "", name)


def plain(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[.’']", "", re.sub("^the ", "", name.lower()))).strip()


def rows_of(name: str) -> list[list[str]]:
    """-> the lines of a list that the service's own data hold, as cells."""
    text = importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


def genders(name: str) -> dict[str, str]:
    """-> {"mr": "m", …} of such a list, where a word alone is a man's."""
    return {cells[0]: cells[1] if len(cells) > 1 else "m" for cells in rows_of(name)}


class Roles:
    """What somebody is, whoever's: of "her opponent" "opponent", of "a friend of hers" "a friend", of "one of its lawyers" "lawyers"."""

    def __init__(self):
        uses = [(word, set(kinds[0].split())) for word, *kinds in rows_of("word_uses.tsv") if kinds]
        self.owners, self.ties, self.counts = ({word for word, own in uses if own & wanted} for wanted in ({"possessor", "whose"}, {"tie"}, {"determiner"}))
        self.written = {}  # How each was written first.

    def of(self, role: str) -> str:
        words = role.split()
        lower = [word.lower() for word in words]
        if lower and lower[0] in self.owners:
            return " ".join(words[1:])
        at = next((k for k in range(1, len(words)) if lower[k - 1] in self.ties and lower[k] in self.owners), None)
        if at is None:
            return role
        return " ".join(words[at + 1:] if all(word in self.counts for word in lower[:at - 1]) else words[:at - 1])

    def group(self, role: str) -> list[str]:
        """-> the group of a role, by one name however it is written; none where nothing is left."""
        name = self.of(role)
        return [self.written.setdefault(plain(name), name)] if name else []


class NameJoiner:
    """One name over documents: a short name ("Starmer", "U.S.") joins the one longer name that some document uses it for, whose last word it is
    (of people), or whose capitals it spells; two candidates leave it alone. A body whose name is of words alone that do not tell whose it is
    ("Defense Ministry") is joined within one place, and where a document tells none, within that document."""

    def __init__(self):
        self.full, self.uses, self.labels = {}, collections.defaultdict(set), collections.defaultdict(dict)
        self.bodies = {cells[0] for cells in rows_of("common_bodies.tsv")}

    @classmethod
    def of(cls, answers: Callable[[], Iterable[dict]]) -> NameJoiner:
        """-> the names of a batch's answers, which are asked for twice."""
        joiner = cls()
        for places in (True, False):
            for answer in answers():
                response = answer.get("response", {})
                joiner.add(response, Owners(str(answer.get("id", "")), response, joiner), places)
        return joiner

    def is_common(self, name: str) -> bool:
        return all(word in self.bodies for word in plain(name).split(" "))

    def key(self, section: str, name: str, owners: Owners) -> tuple[str, str, str]:
        own = (section, plain(name))
        if section != "group" or not self.is_common(name):
            return *own, ""
        owner = owners.of.get(own[1], "")
        place = self.at("group", owner, owners) if owner else ("", "", "")
        at = (*own, place[1] or f"\n{owners.document}")
        self.labels[own][at] = self.full.get(place, owner) if owner else owners.document
        return at

    def add(self, response: dict, owners: Owners, places: bool) -> None:
        """Takes the places of a document, or what else it names: bodies are theirs, so all places come first."""
        for entity in response.get("entities", []):
            section, name = NAMES.get(short(entity["type"])), entity["name"]
            if not section or (short(entity["type"]) == "GEOPOLITICAL") != places:
                continue
            own = self.key(section, name, owners)
            self.full[own] = max(self.full.get(own, ""), name, key=len)
            for mention in entity.get("mentions", []):
                other = self.key(section, mention.get("content", ""), owners)
                if mention.get("type") == "MENTION_TYPE_NAME" and len(other[1]) < len(own[1]):
                    self.uses[other].add(own)
            if section == "person" and " " in own[1]:
                self.uses[section, own[1].rsplit(" ", 1)[1], ""].add(own)
            capitals = "".join(re.findall("[A-Z]", name)).lower()
            if section == "group" and len(capitals) > 1 and " " in own[1] and not self.is_common(name):
                self.uses[section, capitals, ""].add(own)

    def at(self, section: str, name: str, owners: Owners) -> tuple[str, str, str]:
        at = own = self.key(section, name, owners)
        for _ in range(3):
            if len(self.uses.get(at, ())) != 1:
                break
            at, = self.uses[at]
        return at if at in self.full else own

    def find(self, section: str, name: str, owners: Owners) -> str:
        """-> the name that stands for it in the whole corpus."""
        at = self.at(section, name, owners)
        written, same = self.full.get(at, name), self.labels.get(at[:2], {})
        return f"{written} ({same[at]})" if len(same) > 1 and at in same else written


class Owners:
    """Whose each body of a document is, by its plain name: the place or people beside it ("Russia's", "of India"), else the place that it names most."""

    BEFORE, AFTER = re.compile(r"^['’]?s?\s$"), re.compile(r"^\s(of|in)\s(the\s)?$")

    def __init__(self, document: str, response: dict, joiner: NameJoiner):
        self.document, self.of, self.text = document, {}, Text(response)
        entities = [entity for entity in response.get("entities", []) if NAMES.get(short(entity["type"])) == "group"]
        counts = collections.Counter({entity["name"]: len(entity.get("mentions", [])) for entity in entities if short(entity["type"]) == "GEOPOLITICAL"}).most_common(2)
        home = counts[0][0] if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]) else ""
        around = [(spans_of(mention), entity["name"]) for entity in entities if short(entity["type"]) in ("GEOPOLITICAL", "GROUP") for mention in entity.get("mentions", [])]
        self.ends, self.begins = {span[1]: name for span, name in around}, {span[0]: name for span, name in around}
        for entity in entities:
            mentions = entity.get("mentions", [])
            for name in {plain(one) for one in [entity["name"], *(mention.get("content", "") for mention in mentions)] if joiner.is_common(one)}:
                self.of[name] = self.of.get(name) or next(filter(None, map(self.beside, mentions)), home)

    def beside(self, mention: dict) -> str:
        """-> the place right before or after a mention, "" where there is none."""
        begin, end = spans_of(mention)
        for gap in range(1, 6):  # "’s " has five bytes.
            if begin - gap in self.ends and self.BEFORE.match(self.text.raw(begin - gap, begin)):
                return self.ends[begin - gap]
        for gap in (4, 8):
            if end + gap in self.begins and self.AFTER.match(self.text.raw(end, end + gap)):
                return self.begins[end + gap]
        return ""


def spans_of(mention: dict) -> tuple[int, int]:
    span = mention.get("span", {})
    return span.get("beginOffset", 0), span.get("endOffset", 0)


class Summary:
    """The quotations of a corpus as rows of COLUMNS, and what no row tells."""

    def __init__(self, joiner: NameJoiner):
        self.joiner, self.rows = joiner, []
        self.documents = self.failed = self.undated = self.silent = self.repeated = 0
        self.names, self.titles = genders("name_genders.tsv"), genders("titles.tsv")

    def add(self, request: dict, answer: dict) -> None:
        """Takes one line of a batch and its answer."""
        self.documents += 1
        if "error" in answer:
            self.failed += 1
            return
        response = answer["response"]
        entities = {entity["entityId"]: entity for entity in response.get("entities", []) if "entityId" in entity}
        text, day = Text(response), date_of(response)
        owners = Owners(str(answer.get("id", "")), response, self.joiner)
        people = sorted((*spans_of(mention), self.joiner.find("person", entity["name"], owners))
                        for entity in response.get("entities", []) if short(entity["type"]) == "PERSON" for mention in entity["mentions"])
        self.undated += not is_day(day)
        self.silent += not response.get("quotes")
        title = response.get("cleanedDocument", {}).get("title", {}).get("value", "")
        where = {"file": str(answer.get("id", "")), "title": title, "outlet": outlet_of(request, response), "date": day}
        self.rows += [{**where, **self.row(quote, entities, people, text, owners)} for quote in response.get("quotes", [])]

    def row(self, quote: dict, entities: dict, people: list, text: Text, owners: Owners) -> dict:
        speaker, sourcing = quote.get("speaker", {}), quote.get("sourcing", {})
        entity, written = entities.get(speaker.get("entityId")), speaker.get("name", "")
        source = short(sourcing.get("kind", "")).lower().replace("_", " ")
        unnamed = "not named" + (", several people" if written and source in SEVERAL else ", body or document" if written and source in NO_PERSON else "")
        section = NAMES.get(short(entity["type"]), "group") if entity else unnamed
        name = self.joiner.find(section, written, owners) if entity else written
        mention = text.slice(speaker.get("mentionSpan"))
        return {"speaker": name, "written": written, "named_as": mention, "section": section, "gender": self.vote(speaker, mention), "role": text.slice(sourcing.get("roleSpan") or speaker.get("descriptionSpan")),
                "form": short(quote.get("form", "")).lower(), "cue": quote.get("cue", ""), "begin": (quote.get("contentSpans") or [{}])[0].get("beginOffset", 0), "about": "; ".join(about(quote, people, name)), "words": len(re.findall(r"\w\S*", quote.get("content", ""))),
                "confidence": round(min(quote.get("confidence", 0), speaker.get("confidence", 0) if written else 1), 3), "content": quote.get("content", ""),
                "dictionary_id": speaker.get("dictionaryId", ""), "source": source,
                "named": ("yes" if sourcing.get("isNamed") else "no") if sourcing else "", "affiliation": text.slice(sourcing.get("affiliationSpan")),
                "anonymity_reason": text.slice(sourcing.get("anonymityReasonSpan"))}

    def vote(self, speaker: dict, mention: str) -> str:
        first = mention.split()[0].lower().rstrip(".") if mention else ""
        return PRONOUNS.get(first, "") if speaker.get("mentionType") == "MENTION_TYPE_PRONOUN" else self.titles.get(first, "")

    def finish(self) -> None:
        """Settles genders: pronouns and titles of a person first, the first name else."""
        votes = collections.defaultdict(collections.Counter)
        for row in self.rows:
            votes[row["speaker"]][row["gender"]] += 1
        for row in self.rows:
            tally = votes[row["speaker"]]
            told = "" if tally["f"] == tally["m"] else "f" if tally["f"] > tally["m"] else "m"
            first = row["speaker"].split()[0].lower() if row["speaker"] else ""
            row["gender"] = (told or self.names.get(first, "")) if row["section"] == "person" else ""


class Text:
    """The text that a response's spans address, in code points or UTF-16 units as its metadata say."""

    def __init__(self, response: dict):
        self.text = response.get("cleanedDocument", {}).get("text", "")
        self.encoding = {"ENCODING_TYPE_UTF16": "utf-16-le", "ENCODING_TYPE_UTF32": ""}.get(response.get("metadata", {}).get("encodingType"), "utf-8")
        self.units = self.text.encode(self.encoding) if self.encoding else self.text

    def raw(self, begin: int, end: int) -> str:
        size = 2 if self.encoding == "utf-16-le" else 1
        part = self.units[size * begin:size * end]
        return part.decode(self.encoding, "replace") if self.encoding else part

    def slice(self, span: dict | None) -> str:
        """-> the words of a span on one line, those of its last block."""
        return " ".join(self.raw(span.get("beginOffset", 0), span.get("endOffset", 0)).split("\n\n")[-1].split()) if span else ""


def about(quote: dict, people: list[tuple[int, int, str]], own: str) -> list[str]:
    """-> whom a quotation names, other than its speaker; `people` are mentions in their order."""
    inside = set()
    for span in quote.get("contentSpans", []):
        end = span.get("endOffset", 0)
        for k in range(bisect.bisect_left(people, (span.get("beginOffset", 0),)), len(people)):
            if people[k][0] >= end:
                break
            if people[k][1] <= end:
                inside.add(people[k][2])
    return sorted(inside - {own})


def outlet_of(request: dict, response: dict) -> str:
    """-> the site as the page names it, else the host of its address."""
    page = response.get("cleanedDocument", {})
    address = request.get("source_uri") or request.get("url") or page.get("canonicalUrl") or ""
    return page.get("siteName") or (urllib.parse.urlsplit(address).hostname or "").removeprefix("www.")


def date_of(response: dict) -> str:
    """-> the day as far as it is known: "2024-06-03", "2024-06", "2024"."""
    day = response.get("cleanedDocument", {}).get("publishDate") or {}
    known = itertools.takewhile(bool, (day.get(part) for part in ("year", "month", "day")))
    return "-".join(f"{number:0{2 if k else 4}}" for k, number in enumerate(known))


def is_day(date: str) -> bool:
    return date.count("-") == 2


def text_of(request: dict, answer: dict) -> tuple[str, str]:
    """-> what was sent; of a file, which is not at hand, its clean text and who published it. Empty where nothing tells."""
    sent = (request.get("text") or request.get("html") or "").strip()
    response = answer.get("response", {})
    clean = response.get("cleanedDocument", {}).get("text", "").strip()
    return ("", sent) if sent else (outlet_of(request, response), clean) if clean else ("", "")


def repeats(pairs: Iterable[tuple[dict, dict]]) -> set[int]:
    """-> the numbers of the documents that were analysed and have the text of an earlier one."""
    seen, out = set(), set()
    for k, (request, answer) in enumerate(pairs):
        text = text_of(request, answer)
        if "error" in answer or not any(text):
            continue
        digest = hashlib.sha256("\0".join(text).encode("utf-8", "surrogatepass")).digest()  # A batch may be larger than the memory.
        if digest in seen:
            out.add(k)
        seen.add(digest)
    return out


def summed(pairs: Callable[[], Iterable[tuple[dict, dict]]]) -> Summary:
    """-> the summary of a batch's requests and answers, which are asked for several times; a text that several documents have is counted once."""
    repeated = repeats(pairs())

    def once():
        return (pair for k, pair in enumerate(pairs()) if k not in repeated)

    summary = Summary(NameJoiner.of(lambda: (answer for _, answer in once())))
    summary.repeated = len(repeated)
    for request, answer in once():
        summary.add(request, answer)
    summary.finish()
    return summary


def read(source: str, answers: str) -> Summary:
    def lines():
        with open(source, encoding="utf-8") as requests, open(answers, encoding="utf-8") as results:
            for request, answer in zip(requests, results):
                yield json.loads(request), json.loads(answer)
    return summed(lines)


def grouped(rows: list[dict], key) -> list[tuple[str, list[dict]]]:
    """-> names with their rows, most words first; `key` gives the names of a row."""
    groups = collections.defaultdict(list)
    for row in rows:
        for name in key(row):
            groups[name].append(row)
    return sorted(groups.items(), key=lambda group: -words(group[1]))


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def words(rows: list[dict]) -> int:
    return sum(row["words"] for row in rows)


def svg(figure) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", bbox_inches="tight", transparent=True, metadata={"Date": None})
    pyplot.close(figure)
    text = out.getvalue()[out.getvalue().index("<svg"):]
    # A bar's link stays in the page, where it opens the fold that holds its quotations.
    return text.replace(INK, "currentColor").replace(BAR, "var(--bar)").replace(' target="_blank"', "")


def axes_of(height: float):
    matplotlib.rcParams.update({"svg.fonttype": "none", "font.family": "sans-serif", "text.parse_math": False, "svg.hashsalt": "summary",
                                **{name: INK for name in ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")}})
    figure, axes = pyplot.subplots(figsize=(8, height))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def quotations(rows: list[dict]) -> str:
    items = "".join(f"<li>{html.escape(row['content'])} <small>— {html.escape(row['speaker'] or 'no source found')}, {html.escape(row['file'])} {row['date']}</small></li>"
                    for row in rows[:LISTED])
    return items + (f"<li class=\"quiet\">and {len(rows) - LISTED} more, in the tables</li>" if len(rows) > LISTED else "")


def bars(title: str, note: str, groups: list[tuple[str, list[dict]]], anchor: str) -> str:
    """-> a section: bars by words, each a link to its quotations below."""
    if not groups:
        return ""
    shown = groups[:SHOWN]
    figure, axes = axes_of(0.5 + 0.3 * len(shown))
    for k, (bar, (name, rows)) in enumerate(zip(axes.barh([str(k) for k in range(len(shown))], [words(rows) for _, rows in shown], color=BAR), shown)):
        bar.set_url(f"#{anchor}-{k}")
    axes.set_yticks(range(len(shown)), [name for name, _ in shown])
    axes.invert_yaxis()
    axes.set_xlabel("words quoted")
    folds = "".join(f"<details><summary>{html.escape(name)} <small>{plural(len(rows), 'quotation')}, {plural(words(rows), 'word')}{html.escape(also(rows, name))}</small></summary>"
                    f"<ul id=\"{anchor}-{k}\">{quotations(rows)}</ul></details>" for k, (name, rows) in enumerate(shown))
    rest = f"<p class=\"quiet\">{len(groups) - SHOWN} more in the tables.</p>" if len(groups) > SHOWN else ""
    return f"<h2>{title}</h2><p class=\"quiet\">{note}</p>{svg(figure)}{folds}{rest}"


def also(rows: list[dict], name: str) -> str:
    others = sorted(one for one in {row["written"] for row in rows if row["speaker"] == name} - {name, ""} if not name.startswith(f"{one} ("))
    return f", also {', '.join(others)}" if others else ""


def days(rows: list[dict]) -> str:
    """-> quotations over a real axis of time."""
    counts = collections.Counter(row["date"] for row in rows if is_day(row["date"]))
    if len(counts) < 2:
        return ""
    figure, axes = axes_of(2.5)
    for bar, day in zip(axes.bar([datetime.date.fromisoformat(day) for day in counts], list(counts.values()), color=BAR, width=1), counts):
        bar.set_url(f"#day-{day}")
    locator = matplotlib.dates.AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel("quotations")
    folds = "".join(f"<details><summary>{day} <small>{plural(n, 'quotation')}</small></summary><ul id=\"day-{day}\">{quotations([row for row in rows if row['date'] == day])}</ul></details>"
                    for day, n in sorted(counts.items()))
    return f"<h2>When</h2>{svg(figure)}<details><summary>By day</summary>{folds}</details>"


def sources_note(rows: list[dict]) -> str:
    told = [row["named"] for row in rows if row["named"]]
    return f"{told.count('yes')} of {len(told)} quotations with a source have one that is named." if told else ""


def page(summary: Summary) -> str:
    """-> the report, as a page that loads nothing."""
    rows = summary.rows
    named = [row for row in rows if not row["section"].startswith("not named")]
    people, roles = [row for row in named if row["section"] == "person"], Roles()
    told = {"f": "women", "m": "men", "": "not told"}
    by_gender = {label: [row for row in people if row["gender"] == gender] for gender, label in told.items()}
    shares = "; ".join(f"{label} {plural(len({row['speaker'] for row in group}), 'person', 'people')}, {100 * words(group) / max(1, words(people)):.0f} % of their words"
                       for label, group in by_gender.items())
    sections = [
        f"<h1>Who says what</h1><p>{plural(summary.documents, 'document')}, {plural(len(rows), 'quotation')}, {plural(words(rows), 'word')}, {plural(len({row['speaker'] for row in named}), 'named speaker')}.</p>",
        bars("Who is quoted", "Names are joined over documents; what was joined is shown. A ministry, a court and the like, of which every country has one, are joined within one place alone: "
             "in brackets, where there are several.", grouped(named, lambda row: [row["speaker"]]), "speaker"),
        bars("Women and men", f"Named people, told by pronouns and titles, else by the first name: {shares}.", grouped(people, lambda row: [told[row["gender"]]]), "gender"),
        bars("Who speaks about whom", "Quotations that name another person.", grouped(named, lambda row: [f"{row['speaker']} on {name}" for name in row["about"].split("; ") if name]), "about"),
        bars("In what role", "As the texts describe the speakers; “her deputy” and “its deputy” are a deputy.", grouped(named, lambda row: roles.group(row["role"])), "role"),
        bars("What the sources are", sources_note(rows), grouped(rows, lambda row: [row["source"]] if row["source"] else []), "source"),
        bars("Whom they speak for", "Bodies beside the speakers.", grouped(rows, lambda row: [row["affiliation"]] if row["affiliation"] else []), "affiliation"),
        bars("Why they are not named", "", grouped(rows, lambda row: [row["anonymity_reason"]] if row["anonymity_reason"] else []), "reason"),
        days(rows),
        bars("By outlet", "", grouped(rows, lambda row: [row["outlet"]] if row["outlet"] else []), "outlet"),
        *(bars(title, note, grouped([row for row in rows if row["section"] == section], lambda row: [row["speaker"] or "no source found"]), anchor) for title, note, section, anchor in [
            ("Not named", "People who are described, or no source was found.", "not named", "unnamed"),
            ("Several people, not named", "As officials, residents, critics.", "not named, several people", "several"),
            ("Bodies and documents without a name", "A ministry, a report, a statement.", "not named, body or document", "nobody")]),
        f"<p class=\"quiet\">Every quotation is counted above. Left out: {plural(summary.failed, 'document')} that failed; {plural(summary.silent, 'document')} without a quotation; "
        f"{plural(summary.repeated, 'document')} with the text of another, which is counted once; "
        f"{plural(summary.undated, 'document')} without a date, or with a month or year alone, missing from the axis of time; {plural(sum(not row['outlet'] for row in rows), 'quotation')} of no known outlet.</p>",
    ]
    return (f"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
            f"<title>Who says what</title><style>{STYLE}</style></head><body>" + "\n".join(sections) + "</body></html>\n")


def write_tables(summary: Summary, stem: pathlib.Path) -> None:
    """Writes STEM-quotations.csv and, where pyarrow is installed, STEM-quotations.parquet."""
    with open(f"{stem}-quotations.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        # A cell that a spreadsheet would take for a formula begins with an apostrophe.
        writer.writerows({key: f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and value else value for key, value in row.items()} for row in summary.rows)
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return
    table = pyarrow.table({name: [row[name] for row in summary.rows] for name in COLUMNS})
    pyarrow.parquet.write_table(table, f"{stem}-quotations.parquet")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m textanalysis_client.summary", description="Sums up many analyses as one page and tables.")
    parser.add_argument("source", metavar="IN.jsonl", help="what textanalysis batch --rpc=analyze read")
    parser.add_argument("answers", metavar="OUT.jsonl", help="what it wrote")
    parser.add_argument("report", metavar="REPORT.html", help="the page to write; the tables go beside it")
    arguments = parser.parse_args()
    summary = read(arguments.source, arguments.answers)
    path = pathlib.Path(arguments.report)
    path.write_text(page(summary), encoding="utf-8")
    write_tables(summary, path.with_suffix(""))


if __name__ == "__main__":
    main()
