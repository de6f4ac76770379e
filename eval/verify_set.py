#!/usr/bin/env python3
"""verify_set.py OUT [--hard] ARTICLES.jsonl…: makes drafts with known faults from articles with marked quotations, a JSON line each.

ARTICLES have lines of {"id", "text", "quotes": [{"quoted": [[begin, end], …], "form", "speaker_name" or "speaker": [[begin, end]]}]},
offsets in code points. A draft is one sentence with one quotation, or two, of an article, and the article is its source:
{"id", "kind", "draft", "source", "verdicts": [accepted], "source_spans": [[begin, end], …], "draft_span", "speaker": "same" | "another" | null}.
Kinds: see KINDS, and with --hard also HARD, whose verdicts the words alone do not settle: what is short, mostly changed, or a report. A hard
draft is right where it says what was done, not where it keeps to the letter of the definitions. The choice is made by a fixed seed.
"""

import json
import random
import re
import sys

SEED = 21
WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*")
NEGATION = re.compile(r"\b(not|never|no|nobody|nothing|none|neither|cannot)\b|n[’']t\b", re.IGNORECASE)
# Words that may not be left out without changing the meaning, by docs/verify.md.
TURNING = re.compile(NEGATION.pattern + r"|\b(nor|nowhere|without|hardly|barely|scarcely|rarely|seldom|almost|nearly|if|unless|except|assuming|(?:as|so) long|"
                     r"doubts?|doubted|den(?:y|ies|ied|ying)|(?:refus|declin|fail)(?:es?|s|ed|ing)? to)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
# Frames for a draft: the quotation, and who says it.
FRAMES = ["“{q},” {s} said.", "{s} said: “{q}.”", "“{q},” according to {s}.", "{s} told reporters: “{q}.”"]
# Words that stand for others in "word replaced"; of no article in particular.
OTHERS = "harbour lantern gravel marble copper violin meadow orchard saddle timber anchor basket candle feather".split()
INVENTED = [
    "The {a} must be mended before anybody opens the {b} again", "We found the {a} behind a {b} and gave it away",
    "My sister painted every {a} blue while the {b} dried", "Each {a} costs more than a {b} did in my youth",
    "There was a {a} under the stairs and a {b} on the roof", "They promised us a {a} and sent a broken {b}",
]
KINDS = ["verbatim", "ellipsis", "word_replaced", "negation_dropped", "number_changed", "spliced", "middle_cut", "speaker_swapped", "invented"]
HARD = ["short_verbatim", "short_changed", "short_elsewhere", "half_replaced", "long_cut", "report", "report_elsewhere"]
VERDICTS = {"short_verbatim": ["VERBATIM"], "short_changed": ["ALTERED"], "short_elsewhere": ["NOT_FOUND"], "half_replaced": ["ALTERED"],
            "long_cut": ["CUT"], "report": ["PARAPHRASED"], "report_elsewhere": ["NOT_FOUND"],
            "verbatim": ["VERBATIM"], "ellipsis": ["VERBATIM_BUT_FOR_FORM"], "word_replaced": ["ALTERED"], "negation_dropped": ["ALTERED"],
            "number_changed": ["ALTERED"], "spliced": ["SPLICED"], "middle_cut": ["CUT"], "speaker_swapped": ["VERBATIM"], "invented": ["NOT_FOUND"]}


def words(text):
    return [(m.start(), m.end()) for m in WORD.finditer(text)]


def clean(text):
    """A quotation of a draft must not hold marks of its own, or a paragraph's end."""
    return not re.search(r"[“”\"\n\[\]…]|\.\.", text)


class Article:
    def __init__(self, line):
        record = json.loads(line)
        self.id, self.text, self.quotes, self.reports = record["id"], record["text"], [], []
        for quote in record["quotes"]:
            if quote["form"] == "indirect":
                self.reports += [report for report in (self.text[b:e] for b, e in quote.get("content", [])[:1]) if is_report(report)]
                continue
            name = quote.get("speaker_name") or ("" if quote.get("source_type") != "name" or not quote["speaker"]
                                                 else self.text[quote["speaker"][0][0]:quote["speaker"][0][1]])
            for begin, end in quote["quoted"]:
                found = words(self.text[begin:end])
                if len(found) >= 6 and clean(self.text[begin:end]):
                    self.quotes.append({"begin": begin + found[0][0], "end": begin + found[-1][1], "name": name.strip(),
                                        "words": [(begin + b, begin + e) for b, e in found]})


def is_report(text):
    return clean(text) and 8 <= len(words(text)) <= 40


def is_name(name):
    return bool(re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}", name))


def upper(text):
    return text[0].upper() + text[1:]


class Maker:
    def __init__(self, articles):
        self.random = random.Random(SEED)
        self.articles = [a for a in articles if a.quotes]
        self.reporters = [a for a in articles if a.reports]
        self.names = sorted({q["name"] for a in articles for q in a.quotes if is_name(q["name"])})

    def record(self, kind, article, body, spans, speaker, agrees):
        frame = self.random.choice(FRAMES)
        draft = frame.format(q=body, s=speaker)
        at = draft.index(body)
        return {"kind": kind, "draft": draft, "draft_span": [at, at + len(body)], "source": article.text, "source_id": article.id,
                "verdicts": VERDICTS[kind], "source_spans": spans, "speaker": agrees}

    def pick(self, wanted):
        """An article, a quotation of it that is as wanted, and who says it in the draft."""
        while True:
            article = self.random.choice(self.articles)
            quote = self.random.choice(article.quotes)
            text = article.text[quote["begin"]:quote["end"]]
            if article.text.count(text) == 1 and wanted(text, quote):
                named = is_name(quote["name"])
                return article, quote, quote["name"] if named else "the speaker", "same" if named else None

    def whole(self, kind, body, quote, article, speaker, agrees):
        return self.record(kind, article, body, [[quote["begin"], quote["end"]]], speaker, agrees)

    def verbatim(self):
        article, quote, speaker, agrees = self.pick(lambda t, q: True)
        return self.whole("verbatim", article.text[quote["begin"]:quote["end"]], quote, article, speaker, agrees)

    def gap(self, quote, article, allow_negation):
        """Two of a quotation's words, between which at least one and at most twelve may go."""
        w = quote["words"]
        for _ in range(20):
            first = self.random.randrange(2, len(w) - 3)
            last = self.random.randrange(first + 1, min(first + 13, len(w) - 2) + 1)
            gone = article.text[w[first][0]:w[last - 1][1]]
            if allow_negation or not (TURNING.search(gone) or NUMBER.search(gone)):
                # The words left must not also be what was there: "the very, very old".
                return w[first - 1][1], w[last][0], gone
        return None

    def cut(self, kind, joint):
        while True:
            article, quote, speaker, agrees = self.pick(lambda t, q: len(q["words"]) >= 9)
            gap = self.gap(quote, article, False)
            if gap:
                text = article.text
                body = text[quote["begin"]:gap[0]] + joint + text[gap[1]:quote["end"]]
                if body not in text:
                    return self.whole(kind, body, quote, article, speaker, agrees)

    def ellipsis(self):
        return self.cut("ellipsis", self.random.choice([" … ", " ... ", "… ", " […] "]))

    def middle_cut(self):
        return self.cut("middle_cut", " ")

    def word_replaced(self):
        article, quote, speaker, agrees = self.pick(lambda t, q: True)
        fit = [w for w in quote["words"] if w[1] - w[0] >= 4 and not NEGATION.fullmatch(article.text[w[0]:w[1]])] or quote["words"]
        begin, end = self.random.choice(fit)
        body = article.text[quote["begin"]:begin] + self.random.choice(OTHERS) + article.text[end:quote["end"]]
        return self.whole("word_replaced", body, quote, article, speaker, agrees)

    def negation_dropped(self):
        article, quote, speaker, agrees = self.pick(lambda t, q: NEGATION.search(t) is not None)
        text = article.text[quote["begin"]:quote["end"]]
        found = self.random.choice(list(NEGATION.finditer(text)))
        end = found.end()
        before = text[:found.start()]
        after = text[end:]
        body = (before.rstrip() + after) if found[0].lower().startswith("n") and found[0][1:2] in "’'" else before + after.lstrip()
        record = self.whole("negation_dropped", upper(body), quote, article, speaker, agrees)
        # What is dropped at an end leaves no trace in the words that stay.
        w = words(text)
        if found.start() <= w[0][0] or end >= w[-1][1]:
            return self.negation_dropped()
        return record

    def number_changed(self):
        article, quote, speaker, agrees = self.pick(lambda t, q: NUMBER.search(t) is not None)
        text = article.text[quote["begin"]:quote["end"]]
        found = self.random.choice(list(NUMBER.finditer(text)))
        digits = [k for k in range(found.start(), found.end()) if text[k].isdigit()]
        at = self.random.choice(digits)
        digit = self.random.choice([d for d in "123456789" if d != text[at]])
        return self.whole("number_changed", text[:at] + digit + text[at + 1:], quote, article, speaker, agrees)

    def spliced(self):
        while True:
            article, first, speaker, agrees = self.pick(lambda t, q: True)
            others = [q for q in article.quotes if abs(q["begin"] - first["begin"]) > 200 and q["name"] == first["name"]]
            if not others:
                continue
            second = self.random.choice(others)
            a, b = first["words"], second["words"]
            left, right = article.text[a[0][0]:a[max(5, len(a) // 2) - 1 if len(a) > 5 else -1][1]], article.text[b[len(b) - max(5, len(b) // 2)][0]:b[-1][1]]
            if clean(left) and clean(right) and article.text.count(left) == 1 and article.text.count(right) == 1:
                spans = [[a[0][0], a[0][0] + len(left)], [b[-1][1] - len(right), b[-1][1]]]
                return self.record("spliced", article, left + " " + right, spans, speaker, agrees)

    def speaker_swapped(self):
        article, quote, speaker, _ = self.pick(lambda t, q: is_name(q["name"]))
        known = set(quote["name"].lower().split())
        other = self.random.choice([n for n in self.names if not known & set(n.lower().split())])
        return self.whole("speaker_swapped", article.text[quote["begin"]:quote["end"]], quote, article, other, "another")

    def invented(self):
        """Half of them made up, half said by somebody in another article."""
        article, _, speaker, _ = self.pick(lambda t, q: True)
        a, b = self.random.sample(OTHERS, 2)
        body = self.random.choice(INVENTED).format(a=a, b=b)
        other, quote, _, _ = self.pick(lambda t, q: True)
        if self.random.random() < 0.5 and other is not article:
            body = other.text[quote["begin"]:quote["end"]]
        return self.record("invented", article, body, [], speaker, None)


    def few(self, article, quote, least, most):
        """A run of a quotation's words: its span."""
        w = quote["words"]
        count = self.random.randint(least, min(most, len(w)))
        first = self.random.randrange(len(w) - count + 1)
        return w[first][0], w[first + count - 1][1]

    def short_verbatim(self):
        article, quote, speaker, _ = self.pick(lambda t, q: True)
        begin, end = self.few(article, quote, 2, 5)
        return self.record("short_verbatim", article, article.text[begin:end], [], speaker, None)

    def short_changed(self):
        article, quote, speaker, _ = self.pick(lambda t, q: True)
        begin, end = self.few(article, quote, 3, 6)
        body = self.replaced(article.text[begin:end], 1)
        return self.record("short_changed", article, body, [], speaker, None)

    def short_elsewhere(self):
        """Some words of another article's, which this one does not have."""
        while True:
            article, _, speaker, _ = self.pick(lambda t, q: True)
            other, quote, _, _ = self.pick(lambda t, q: True)
            begin, end = self.few(other, quote, 2, 6)
            body = other.text[begin:end]
            if body.lower() not in article.text.lower():
                return self.record("short_elsewhere", article, body, [], speaker, None)

    def replaced(self, text, count):
        """`text` with so many of its words replaced."""
        for begin, end in sorted(self.random.sample(words(text), count), reverse=True):
            text = text[:begin] + self.random.choice(OTHERS) + text[end:]
        return text

    def half_replaced(self):
        article, quote, speaker, _ = self.pick(lambda t, q: True)
        count = max(2, round(len(quote["words"]) * self.random.uniform(0.2, 0.6)))
        return self.record("half_replaced", article, self.replaced(article.text[quote["begin"]:quote["end"]], count), [], speaker, None)

    def long_cut(self):
        """Thirteen words and more of the middle go."""
        while True:
            article, quote, speaker, _ = self.pick(lambda t, q: len(q["words"]) >= 21)
            w = quote["words"]
            first = self.random.randrange(4, len(w) - 16)
            last = self.random.randrange(first + 13, len(w) - 3)
            gone = article.text[w[first][0]:w[last - 1][1]]
            if not (NEGATION.search(gone) or NUMBER.search(gone)):
                break
        body = article.text[quote["begin"]:w[first - 1][1]] + " " + article.text[w[last][0]:quote["end"]]
        return self.record("long_cut", article, body, [], speaker, None)

    def report_of(self, kind, of, speaker, article):
        """Somebody said that …, of whose words up to a third are left out, and up to six in ten of the others are replaced."""
        found = words(of)
        kept = sorted(self.random.sample(range(len(found)), round(len(found) * self.random.uniform(0.67, 1))))
        body = self.replaced(" ".join(of[found[k][0]:found[k][1]] for k in kept), round(len(kept) * self.random.uniform(0, 0.6)))
        draft = f"{speaker} said that {body}."
        at = draft.index(body, len(speaker))
        return {"kind": kind, "draft": draft, "draft_span": [at, at + len(body)], "source": article.text, "source_id": article.id,
                "verdicts": VERDICTS[kind], "source_spans": [], "speaker": None}

    def reporting(self):
        """An article that reports something, one of its reports, and a name."""
        article = self.random.choice(self.reporters)
        return article, self.random.choice(article.reports), self.random.choice(self.names)

    def report(self):
        article, report, speaker = self.reporting()
        return self.report_of("report", report, speaker, article)

    def report_elsewhere(self):
        while True:
            article, _, speaker = self.reporting()
            other, report, _ = self.reporting()
            if other is not article:
                return self.report_of("report_elsewhere", report, speaker, article)


def make(paths, count, kinds=KINDS):
    """-> records, `count` of each kind."""
    maker = Maker([Article(line) for path in paths for line in open(path, encoding="utf-8")])
    return [{"id": f"{kind}-{k}", **getattr(maker, kind)()} for kind in kinds for k in range(count)]


def main(out, *paths):
    kinds = KINDS + HARD if "--hard" in paths else KINDS
    with open(out, "w", encoding="utf-8") as file:
        for record in make([path for path in paths if path != "--hard"], 2000, kinds):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
