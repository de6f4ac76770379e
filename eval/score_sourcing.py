"""score_sourcing.py MARKS MODERN OUT [REASONS OUT2] [--verbose]: how well sources of quotations are described, against eval/sourcing/modern.tsv.

OUT is `textanalysis batch --rpc=quotes --encoding=utf32 < MODERN`. MARKS has a line for each quotation of the articles that were drawn: article, first character
of its content, kinds (any is right), whether it is named ("?": either is right), roles as CORE/WHOLE, affiliation. An answer's role is right where it holds the
core of a role and lies in its whole; where the text states none, no role is right. Quotations that the answer lacks are not counted here; how many are
found is told beside. REASONS, eval/sourcing/reasons.tsv, lists where articles of PolNeAR say why a source is not named; OUT2 is the answer to those articles.
"""

import json
import sys


def spans(text):
    return [] if text == "-" else [tuple(tuple(map(int, part.split("-"))) for part in role.split("/")) for role in text.split("|")]


def read_marks(path):
    marks = {}
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            article, begin, kinds, named, roles, affiliation = line.rstrip("\n").split("\t")
            marks.setdefault(article, {})[int(begin)] = (kinds.split("|"), named, spans(roles), affiliation)
    return marks


def span_of(sourcing, field):
    span = sourcing.get(field)
    return (span.get("beginOffset", 0), span["endOffset"]) if span else None


def is_role_right(answer, roles):
    if answer is None or not roles:
        return answer is None and not roles
    return any(answer[0] <= core[0] and core[1] <= answer[1] and whole[0] <= answer[0] and answer[1] <= whole[1] for core, whole in roles)


def shared(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def nearest(quotes, content):
    """The quotation of an answer that shares most of `content`, and half of what both have."""
    best, most = None, 0
    for quote in quotes:
        spans = [(s.get("beginOffset", 0), s["endOffset"]) for s in quote["contentSpans"]]
        both = shared(spans, content)
        if 2 * both >= max(sum(e - b for b, e in spans), sum(e - b for b, e in content)) and both > most:
            best, most = quote, both
    return best


def measure(marks, gold, answers, verbose=False):
    """-> figures; `gold` and `answers` are records by id."""
    right = dict.fromkeys(("named", "kind", "role", "affiliation"), 0)
    total = dict.fromkeys(right, 0)
    found = count = 0
    for article, quotations in marks.items():
        text = gold[article]["text"]
        for begin, (kinds, named, roles, affiliation) in quotations.items():
            count += 1
            content = next(q["content"] for q in gold[article]["quotes"] if q["content"][0][0] == begin)
            quote = nearest(answers[article].get("quotes", []), content)
            sourcing = quote and quote.get("sourcing")
            if not sourcing:
                continue
            found += 1
            kind = sourcing.get("kind", "SOURCE_KIND_UNSPECIFIED").removeprefix("SOURCE_KIND_").lower()
            role = span_of(sourcing, "roleSpan")
            results = {"kind": kind in kinds, "role": is_role_right(role, roles)}
            if named != "?":
                results["named"] = sourcing.get("isNamed", False) == (named == "1")
            if affiliation != "-":
                wanted = tuple(map(int, affiliation.split("-")))
                body = span_of(sourcing, "affiliationSpan")
                results["affiliation"] = body is not None and text[wanted[0]:wanted[1]] in text[body[0]:body[1]]
            for name, is_right in results.items():
                total[name] += 1
                right[name] += is_right
                if verbose and not is_right:
                    shown = {"kind": kind, "role": role and text[role[0]:role[1]], "named": sourcing.get("isNamed", False),
                             "affiliation": span_of(sourcing, "affiliationSpan")}[name]
                    print(name, article, begin, "answer", shown, "| marked", kinds, named, [text[c[0]:c[1]] for c, _ in roles], "| speaker",
                          quote["speaker"].get("name"), "|", text[begin:begin + 50].replace("\n", " "))
    return {"found": found / count, **{name: right[name] / max(1, total[name]) for name in right}}


def measure_reasons(path, answers, verbose=False):
    """-> figures of reasons for anonymity: spans that share half of their characters are the same."""
    gold, asked = {}, set()
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            article, begin, end = line.rstrip("\n").split("\t")
            asked.add(article)
            if begin != "-":
                gold.setdefault(article, []).append((int(begin), int(end)))
    right = found = 0
    for article in sorted(asked):
        wanted = gold.get(article, [])
        spans = {span_of(q["sourcing"], "anonymityReasonSpan") for q in answers[article].get("quotes", []) if "sourcing" in q} - {None}
        same = [s for s in spans if any(2 * (min(s[1], w[1]) - max(s[0], w[0])) >= max(s[1], w[1]) - min(s[0], w[0]) for w in wanted)]
        right += len(same)
        found += len(spans)
        if verbose and (len(same) != len(wanted) or len(same) != len(spans)):
            print("reason", article, "answer", sorted(spans), "marked", wanted)
    marked = sum(map(len, gold.values()))
    precision, recall = right / max(1, found), right / max(1, marked)
    return {"reasons P": precision, "reasons R": recall, "reasons F1": 2 * precision * recall / max(1e-9, precision + recall)}


def main():
    files = [a for a in sys.argv[1:] if not a.startswith("--")]
    gold = {r["id"]: r for r in map(json.loads, open(files[1], encoding="utf-8"))}
    answers = {r["id"]: r["response"] for r in map(json.loads, open(files[2], encoding="utf-8"))}
    for name, figure in measure(read_marks(files[0]), gold, answers, "--verbose" in sys.argv).items():
        print(f"{name:12} {figure:.3f}")
    if len(files) > 3:
        answers = {r["id"]: r["response"] for r in map(json.loads, open(files[4], encoding="utf-8"))}
        for name, figure in measure_reasons(files[3], answers, "--verbose" in sys.argv).items():
            print(f"{name:12} {figure:.3f}")


if __name__ == "__main__":
    main()
