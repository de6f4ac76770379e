#!/usr/bin/env python3
"""calibrate_verify.py SET.jsonl HOST:PORT: fits the score of a verification, the probability that its verdict is right, to a server's answers.

SET is of verify_set.py with --hard. A logistic regression for each kind of verdict (GROUPS) on the share of the words that the source has, the
logarithm of their number and the product of both, fitted to a half of the articles by a hash of their names. Prints the rows of models/en/calibration.tsv; then, on the
other half, the expected calibration error over ten equal bins, the reliability table, and how well scores tell right verdicts from wrong ones.
With --held-out it fits nothing, and prints the second part of what the server's own scores are worth.
"""

import hashlib
import http.client
import json
import math
import re
import sys

import numpy as np

import score_verify

GROUPS = ["same", "cut", "altered", "spliced", "lost", "near", "far"]
RIDGE = 1e-5
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def group_of(verdict, form):
    is_report = form == "QUOTE_FORM_INDIRECT"
    return {"VERBATIM": "same", "VERBATIM_BUT_FOR_FORM": "same", "CUT": "cut", "ALTERED": "altered", "SPLICED": "spliced", "PARAPHRASED": "near",
            "NOT_FOUND": "far" if is_report else "lost"}[verdict]


def is_held_out(source_id):
    return hashlib.sha256(source_id.encode()).digest()[0] % 2 == 1


def read(path, address):
    """-> a row for each verification: (group, share, words, score, whether the verdict is right, whether it is held out)."""
    records = [json.loads(line) for line in open(path, encoding="utf-8")]
    connection = http.client.HTTPConnection(address)
    rows = []
    for record, found in score_verify.answered(records, lambda drafts, source: score_verify.ask(connection, drafts, source)):
        if found is None:
            continue
        verdict = found["verdict"].removeprefix("QUOTE_VERDICT_")
        rows.append((group_of(verdict, found.get("form", "")), found.get("wordShare", 0.0), len(WORD.findall(found["content"])), found.get("score", 0.0),
                     verdict in record["verdicts"], is_held_out(record["source_id"])))
    return rows


def inputs(share, words):
    length = math.log(max(1, words))
    return [1.0, share, length, share * length]


def fit(x, y):
    """Newton's method; a little ridge, so that a kind that is never wrong has finite weights."""
    w = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) / len(y) - RIDGE * w
        hessian = (x.T * (p * (1 - p))) @ x / len(y) + RIDGE * np.eye(len(w))
        w += np.linalg.solve(hessian, gradient)
    return w


def area(scores, right):
    """How often a right verdict has a higher score than a wrong one."""
    order = np.argsort(np.argsort(scores, kind="stable"), kind="stable") + 1.0
    for value in np.unique(scores):  # Equal ones share their ranks.
        order[scores == value] = order[scores == value].mean()
    n = right.sum()
    return (order[right].sum() - n * (n + 1) / 2) / max(1, n * (~right).sum())


def report(scores, right):
    bins = np.minimum((scores * 10).astype(int), 9)
    error = 0.0
    print("scores    how many  mean score  right")
    for k in range(10):
        of = bins == k
        if of.any():
            error += abs(scores[of].mean() - right[of].mean()) * of.mean()
            print(f".{k}-{(k + 1) / 10:.1f}  {of.sum():8d}  {scores[of].mean():10.3f}  {right[of].mean():.3f}")
    print(f"{len(scores)} verdicts, right {right.mean():.4f}; expected calibration error {error:.4f}; area under the curve {area(scores, right):.4f}")


def main(path, address, mode=""):
    rows = read(path, address)
    scores = np.array([row[3] for row in rows])
    right, held_out = (np.array([row[k] for row in rows]) for k in (4, 5))
    if mode != "--held-out":
        for group in GROUPS:
            of = np.array([row[0] == group for row in rows])
            x = np.array([inputs(row[1], row[2]) for row in rows])
            w = fit(x[of & ~held_out], right[of & ~held_out])
            scores[of] = 1 / (1 + np.exp(-x[of] @ w))
            for name, value in zip(("bias", "share", "words", "both"), w):
                print(f"verify.{group}.{name}\t{value:.3g}\thard drafts of eval/verify_set.py, a half of the articles")
    report(scores[held_out], right[held_out])


if __name__ == "__main__":
    main(*sys.argv[1:])
