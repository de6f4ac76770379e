"""analyze_corpus.py --server HOST:PORT --input ARTICLES.parquet --output ANSWERS.parquet: a corpus through the service, on Spark.

Input columns: id, text. Output, one row an article: id, text (cleaned), quotes and entities (as JSON), error (reason, or null). Each
Spark task has one stream; the server takes no more than it can work on, so nothing piles up. What the server refuses for want of
room, or loses when it goes away, is sent again; a bad article keeps its row, with the reason. Run again, the job does what is missing.
"""

import argparse
import json
import time

import grpc
import pandas as pd
from pyspark.sql import SparkSession
from textanalysis_client import Client, TextAnalysisError
from textanalysis_client.pandas import answer_row

SCHEMA = "id string, text string, quotes string, entities string, error string"
ATTEMPTS = 30
LONGEST_WAIT = 5.0
RETRYABLE = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN}


def is_retryable(answer):
    return isinstance(answer, TextAnalysisError) and answer.code in RETRYABLE


def send(client, pending):
    """Sends the texts once -> answers by position; what is to be sent again is left out."""
    answers = {}
    try:
        for item_id, answer in client.analyze_many((str(k), text) for k, text in list(pending.items())):
            if not is_retryable(answer):
                answers[int(item_id)] = answer
    except TextAnalysisError as error:
        if error.code not in RETRYABLE:
            raise
    return answers


def analyze(client, texts):
    """-> one answer for each text, an error where there is none."""
    pending, answers = dict(enumerate(texts)), {}
    for attempt in range(ATTEMPTS):
        new = send(client, pending)
        answers |= new
        pending = {k: text for k, text in pending.items() if k not in new}
        if not pending:
            break
        time.sleep(min(LONGEST_WAIT, 0.1 * 2**attempt) if not new else 0.05)
    lost = TextAnalysisError(grpc.StatusCode.UNAVAILABLE, "not answered in time", "NOT_ANSWERED")
    return [answers.get(k, lost) for k in range(len(texts))]


def analyze_partition(server):
    def work(frames):
        with Client(server) as client:
            for frame in frames:
                rows = [answer_row(a) for a in analyze(client, [text or "" for text in frame["text"]])]
                yield pd.DataFrame({
                    "id": frame["id"], "text": [r.get("text") for r in rows], "error": [r["error"] for r in rows],
                    "quotes": [json.dumps(r.get("quotes"), ensure_ascii=False) for r in rows],
                    "entities": [json.dumps(r.get("entities"), ensure_ascii=False) for r in rows],
                })[["id", "text", "quotes", "entities", "error"]]
    return work


def run(spark, server, source, target):
    articles = spark.read.parquet(source).select("id", "text")
    try:
        done = spark.read.parquet(target).where("error is null or error != 'NOT_ANSWERED'").select("id")
        articles = articles.join(done, "id", "left_anti")
    except Exception as error:  # Spark's own class moves between versions.
        if "PATH_NOT_FOUND" not in str(error):
            raise
    articles.mapInPandas(analyze_partition(server), SCHEMA).write.mode("append").parquet(target)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("server", "input", "output"):
        parser.add_argument("--" + name, required=True)
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("textanalysis").config("spark.sql.execution.arrow.maxRecordsPerBatch", 500).getOrCreate()
    run(spark, arguments.server, arguments.input, arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
