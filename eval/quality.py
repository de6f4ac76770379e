#!/usr/bin/env python3
"""quality.py CLIENT [--shared DIR] [--model BUNDLE] [--write docs/quality.md] [--set-floors]: measures the product against eval/floors.json.

Measures what the repository holds (eval/articles, eval/cases) and, with --shared, the development corpora of DIR/data. Prints a line a
measure and exits with 1 when one lies below its floor or is missing. --write puts the tables between the marks of docs/quality.md;
--set-floors sets each floor half a point below what was measured.

floors.json: {measure: {"floor": number, "set": "trained on" | "chosen on" | "looked at"}}; a measure's name begins with its group.
"""
import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "cases")]

import check_cases
import clean_measures
import own_pages
import quote_measures
import score_articles
import score_clean
import score_conll
import score_drafts
import score_entities
import score_flat
import score_gap
import score_names
import score_pages
import score_quotes
import score_sourcing
import score_verify
import verify_set

MARGIN = 0.005
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def read_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


class Product:
    """The client with a bundle; each answer is what `batch` prints."""

    # PolNeAR marks beliefs, plans and what was not said, too.
    everything_reported = ("--attribution_types=all", "--include_unsettled")

    def __init__(self, client, model):
        self.client, self.bundle, self.model = client, model, [f"--model={model}"] if model else []

    def batch(self, rpc, documents, *flags):
        """-> [{"id", "response" or "error"}] in the order of `documents`, objects of the batch form."""
        lines = "".join(json.dumps(d) + "\n" for d in documents)
        command = [self.client, "batch", "--embedded", *self.model, f"--rpc={rpc}", "--encoding=utf32", *flags]
        run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8")
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        if len(answers) != len(documents):
            raise SystemExit(f"{len(answers)} answers for {len(documents)} documents: {run.stderr.strip()[:300]}")
        return answers

    def by_id(self, rpc, gold, *flags):
        texts = [{"id": d["id"], "text": d["text"]} for d in gold]
        return {a["id"]: a.get("response") or {} for a in self.batch(rpc, texts, *flags)}

    def verify(self, draft, source):
        """-> the answer about a draft's quotations, offsets in code points."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder, name) for name in ("draft.txt", "source.txt")]
            for path, text in zip(paths, (draft, source)):
                path.write_text(text, encoding="utf-8")
            command = [self.client, "verify", paths[0], "--source", paths[1], "--embedded", *self.model, "--encoding=utf32", "--format=json"]
            return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


# What the repository can measure by itself.

def cases(product):
    files = {path.stem: check_cases.read_cases(path) for path in sorted((HERE / "cases").glob("*.jsonl"))}
    results = check_cases.run(product.client, product.bundle, sum(files.values(), []))
    return {f"cases: {name}, passed": sum(not results[c["id"]] for c in group) / len(group) for name, group in files.items()}


def articles(product):
    t = score_articles.measure(HERE / "articles", product.batch)
    precision, recall = t["right mentions"] / max(1, t["found mentions"]), t["right mentions"] / t["mentions"]
    return {
        "articles: names, span F1": 2 * precision * recall / max(1e-9, precision + recall),
        "articles: clusters, exact": t["exact clusters"] / t["clusters"],
        "articles: quotations, found": t["found quotations"] / t["quotations"],
        "articles: speaker's name, right": t["right speaker"] / t["named"],
        "articles: speaker's name, not wrong": 1 - t["wrong speaker"] / t["named"],
    }


def own(product):
    return own_pages.measure(product.batch)


def drafts(product):
    figures = score_drafts.measure(product.verify)
    return {"drafts: verdicts, macro F1": figures["verdict_macro_f1"], "drafts: speakers, right": figures["speakers_right"]}


# What the development corpora measure.

def f1(hits, found, wanted):
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def names(product, data):
    out = {}
    for corpus in ("conll2003-valid", "cleanconll-dev", "uner-ewt-dev", "gum-dev", "wnut17-dev"):
        gold = read_lines(data / f"ner/{corpus}.jsonl")
        answers = product.by_id("entities", gold)
        hits = found = wanted = 0
        for document in gold:
            spans = lambda entities: {(e["start"], e["end"], e["type"]) for e in entities if e["type"] in document["types"]}
            want, have = spans(document["entities"]), spans(score_entities.named_mentions(answers[document["id"]]))
            hits, found, wanted = hits + len(want & have), found + len(have), wanted + len(want)
        out[f"names: {corpus}, F1"] = f1(hits, found, wanted)
    return out


def quotations(product, data):
    gold = read_lines(data / "quotes/polnear_dev.jsonl")
    answers = product.by_id("quotes", gold, *product.everything_reported)
    counts = sum(quote_measures.score(gold, {i: score_quotes.quotes(r) for i, r in answers.items()}).values(), collections.Counter())
    measure = lambda hits, found, wanted: f1(counts[hits], counts[found], counts[wanted])
    return {
        "quotations: PolNeAR dev, stretches, exact F1": measure("a_tp_exact", "a_pred", "a_gold"),
        "quotations: PolNeAR dev, speaker right": counts["c_ok"] / counts["c_n"],
        "quotations: PolNeAR dev, end to end F1": measure("e2e_tp", "a_pred", "a_gold"),
        "quotations: PolNeAR dev, content F1": measure("b_tp_over", "b_pred", "b_gold"),
        "quotations: PolNeAR dev, indirect F1": measure("i_tp_over", "i_pred", "i_gold"),
        "quotations: PolNeAR dev, cue right": counts["d_ok"] / counts["d_n"],
    }


def pronouns(product, data):
    gold = read_lines(data / "coref/gap-development.jsonl")
    figures = score_gap.measure(gold, product.by_id("entities", gold, "--coreference"))
    return {
        "pronouns: GAP development, F1": figures["all"],
        "pronouns: GAP development, the worse gender ÷ the better": min(figures["masculine"], figures["feminine"]) / max(figures["masculine"], figures["feminine"], 1e-9),
    }


def everybody(product, data):
    """Coreference of people and organisations, whether they have names or not."""
    out = {}
    for corpus, name in (("gum-dev", "GUM dev"), ("litbank-dev", "LitBank dev")):
        gold = read_lines(data / f"coref/{corpus}.jsonl")
        whole, _ = score_conll.measure(gold, product.by_id("entities", gold, "--coreference"))
        out[f"coreference: {name}, CoNLL F1"] = whole["CoNLL"]
    return out


def modern(product, data):
    gold, entities = score_names.read_jsonl(data / "modern/modern.jsonl"), score_names.read_jsonl(data / "modern/entities.jsonl")
    answers = product.by_id("analyze", list(gold.values()))
    score = score_names.Score()
    for i, document in gold.items():
        mentions = [((e["start"], e["end"]), e.get("cluster")) for e in entities[i]["entities"]]
        score.quotes(document, score_names.predicted_quotes(answers[i], document["text"]), mentions)
        score.entities(entities[i], score_names.predicted_mentions(answers[i]))
    out = {}
    for group, states in score.names.items():
        out[f"real news: speaker's name, {group}, right"] = states["right"] / sum(states.values())
        out[f"real news: speaker's name, {group}, not wrong"] = 1 - states["wrong"] / sum(states.values())
    c, m, k = score.indirect, score.mentions, score.clusters
    out["real news: indirect quotations, precision"] = c["tp"] / max(1, c["predicted"])
    out["real news: indirect quotations, F1"] = f1(c["tp"], c["predicted"], c["gold"])
    plo = {key: sum(m[t, key] for t in ("PER", "ORG", "LOC")) for key in ("tp", "predicted", "gold")}
    out["real news: names, PER ORG LOC, F1"] = f1(plo["tp"], plo["predicted"], plo["gold"])
    fine = {gold_type for gold_type, _ in score.fine}
    kept = [score.fine[t, t] / sum(n for (g, _), n in score.fine.items() if g == t) for t in fine]
    out["real news: types in full, kept of found, macro"] = sum(kept) / len(kept)
    out["real news: clusters, exact"] = k["exact"] / k["clusters"]
    out["real news: persons, exact"] = k["persons exact"] / k["persons"]
    return out


def sources(product, data):
    """What an audit asks of sources: a half of the marked articles, and why sources are not named in articles of PolNeAR."""
    gold = {d["id"]: d for d in read_lines(data / "modern/modern.jsonl")}
    answers = product.by_id("quotes", list(gold.values()))
    figures = score_sourcing.measure(score_sourcing.read_marks(HERE / "sourcing/modern.tsv"), gold, answers)
    out = {f"sources: {name}": figures[name] for name in ("named", "kind", "role")}
    reasons = HERE / "sourcing/reasons.tsv"
    asked = {line.split("\t")[0] for line in reasons.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    answers = product.by_id("quotes", [d for d in read_lines(data / "quotes/polnear_train.jsonl") if d["id"] in asked])
    out["sources: reasons for anonymity, F1"] = score_sourcing.measure_reasons(reasons, answers)["reasons F1"]
    return out


def verification(product, data):
    """A hundred drafts of each kind of fault; docs/quality.md has two thousand of each."""
    records = verify_set.make([data / "quotes/polnear_dev.jsonl", data / "modern/modern.jsonl"], 100)
    figures = score_verify.measure(records, product.verify)
    return {
        "verification: verdicts, macro F1": figures["verdict_macro_f1"],
        "verification: another speaker, F1": figures["another_speaker_f1"],
        "verification: spans exact": figures["spans_exact"],
        "verification: changed, and not called verbatim": 1 - figures["changed_but_verbatim"] / 200,
    }


def pages(product, data):
    out = {}
    for folder in ("wcxb", "fundus", "htmldate"):
        index = read_lines(data / folder / "index.jsonl")
        answers = {a["id"]: a for a in score_pages.run(product.client, data / folder, index, product.bundle)}
        sums = collections.defaultdict(list)
        for page in index:
            for measure, value in score_pages.score(page, answers[page["id"]]).items():
                if measure == "date_wrong":
                    measure, value = "date, not wrong", 1 - value
                groups = (folder, f"{folder} articles") if page.get("kind") == "article" else (folder,)
                for group in groups:
                    sums[f"pages: {group}, {measure.replace('_', ' ')}"].append(value)
        out |= {name: sum(values) / len(values) for name, values in sums.items() if "without" not in name and "with" not in name.split()}
    return out


def flattened(product, data):
    out = {}
    for path in sorted((data / "flat").glob("*.jsonl")):
        gold = read_lines(path)
        texts = [{"id": p["id"], "text": p["text"], "type": "text"} for p in gold]
        answers = {a["id"]: a["text"] for a in map(score_pages.answer, product.batch("clean", texts))}
        figures = [score_flat.figures(answers[p["id"]], p) for p in gold]
        out[f"flattened: {path.stem}, word F1"] = sum(word for word, _ in figures) / len(figures)
    return out


def benchmark_pages(product, data):
    out = {}
    for kind in ("html", "text", "textcore", "traf"):
        folder = data / "clean" / kind
        gold = read_lines(folder / "index.jsonl")
        lines = [{k: d[k] for k in ("id", "file", "type", "charset", "url") if k in d} for d in gold]
        answers = {a["id"]: a.get("response") for a in product.batch("clean", lines, f"--folder={folder}")}
        texts = [score_clean.body(answers[d["id"]]) for d in gold]
        if kind == "traf":
            out["pages: trafilatura's segments, F1"] = clean_measures.seg_eval(list(zip(gold, texts)), 0)["f1"]
        else:
            pairs = [(d["articleBody"], t) for d, t in zip(gold, texts)]
            out[f"pages: article benchmark, {kind}, shingle F1"] = clean_measures.shingle_eval(pairs, 0)["f1"]
    return out


OWN = {cases: "cases", articles: "articles", own: "pages of our own", drafts: "drafts"}  # And the group that each measures.
SHARED = (names, quotations, pronouns, everybody, modern, sources, verification, flattened, pages, benchmark_pages)


# What the figures are held against.

def check(figures, floors, wanted):
    """Prints the table; -> the measures that lie below their floors or are missing."""
    failed = []
    for measure in sorted(figures.keys() | wanted):
        floor, value = floors.get(measure, {}).get("floor"), figures.get(measure)
        below = value is None or floor is not None and value < floor
        shown = "missing" if value is None else f"{value:.4f}"
        print(f"{'BELOW' if below else 'ok   '} {shown:>8}  floor {'-' if floor is None else floor:<7} {measure}")
        if below:
            failed.append(measure)
    return failed


def table(figures, floors):
    commit = subprocess.run(["git", "-C", HERE, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    rows = [f"Measured on {datetime.date.today()} at commit {commit} by `scripts/quality.sh`.", "",
            "| measure | figure | floor | set |", "| --- | --- | --- | --- |"]
    for measure, value in sorted(figures.items()):
        known = floors.get(measure, {})
        rows.append(f"| {measure} | {value:.3f} | {known.get('floor', '')} | {known.get('set', '')} |")
    return "\n".join(rows)


def write_table(path, text):
    document = path.read_text(encoding="utf-8")
    head, rest = document.split(BEGIN)
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client")
    parser.add_argument("--shared", type=pathlib.Path, help="the folder that holds data/")
    parser.add_argument("--model", help="model bundle; without it, the client looks for its own")
    parser.add_argument("--floors", type=pathlib.Path, default=HERE / "floors.json")
    parser.add_argument("--skip", type=lambda names: names.split(","), default=[], help="groups of the repository's own sets to leave out")
    parser.add_argument("--set-floors", action="store_true")
    parser.add_argument("--write", type=pathlib.Path)
    args = parser.parse_args()
    product = Product(args.client, args.model)
    figures = {}
    of_own = [measure for measure, group in OWN.items() if group not in args.skip]
    for measure in of_own:
        figures |= measure(product)
    for measure in SHARED if args.shared else ():
        figures |= measure(product, args.shared / "data")
    floors = json.loads(args.floors.read_text(encoding="utf-8"))
    if args.set_floors:
        for measure, value in figures.items():
            floors.setdefault(measure, {"set": "looked at"})["floor"] = round(value - MARGIN, 4)
        args.floors.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    wanted = floors.keys() if args.shared else {name for name in floors if name.startswith(tuple(f"{OWN[measure]}: " for measure in of_own))}
    failed = check(figures, floors, wanted)
    if args.write:
        write_table(args.write, table(figures, floors))
    print(f"{len(figures) - len(failed)} passed, {len(failed)} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
