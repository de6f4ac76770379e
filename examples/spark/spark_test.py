"""spark_test.py SERVER_BINARY [ARTICLES]: the job over synthetic articles on a local Spark of two cores; the server is killed and started
again in the middle. Every row must be answered once, and the job run again must do nothing."""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

import pandas as pd
from pyspark.sql import SparkSession
from textanalysis_client import Client

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from analyze_corpus import run  # noqa: E402

binary = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
folder = pathlib.Path(tempfile.mkdtemp())
dice = random.Random(1)
NAMES = ["Ana Diaz", "Tom Reid", "Priya Okafor", "Martin Hallam", "Fiona Reid"]
PLACES = ["Leith", "Edinburgh", "Rotterdam", "Oslo"]


def paragraph():
    name, place = dice.choice(NAMES), dice.choice(PLACES)
    return dice.choice([
        f"“The talks in {place} go on,” said {name} on Monday, {dice.randrange(100)} days after they began.",
        f"The port of {place} handled {dice.randrange(2, 90)} million tonnes last year, {dice.randrange(1, 20)} per cent more than in the year "
        "before, and most of what passed through it went on by rail.",
        f"{name} told reporters that the company would look at every offer, and that no decision had been taken in {place} yet. "
        "The unions, which have asked for a seat at the table since the spring, did not answer.",
        f"It was not the first time. In {dice.randrange(1950, 2020)} a strike shut the docks for {dice.randrange(2, 30)} days, and the "
        f"government sent a mediator from {place}; “nobody won,” {name.split()[1]} recalled."])


def article():
    """2 to 4 KB, as news articles are."""
    return "\n\n".join([f"“The talks in {dice.choice(PLACES)} go on,” said {dice.choice(NAMES)}.", *(paragraph() for _ in range(dice.randrange(12, 24)))])


# The server has half of the cores to itself and Spark the other half, as if each had a machine of its own.
cores = sorted(os.sched_getaffinity(0))
server_cores, spark_cores = cores[:max(1, len(cores) // 2)], cores[len(cores) // 2:]
os.sched_setaffinity(0, spark_cores)


def start(port="0"):
    process = subprocess.Popen(
        [binary, f"--address=127.0.0.1:{port}", "--access_log=false", "--drain_delay=0s", f"--workers={len(server_cores)}"],
        stderr=subprocess.PIPE, text=True, preexec_fn=lambda: os.sched_setaffinity(0, server_cores))
    return process, str(json.loads(process.stderr.readline())["port"])


texts = ["" if k % 1000 == 7 else article() for k in range(count)]
pd.DataFrame({"id": [f"a{k}" for k in range(count)], "text": texts}).to_parquet(folder / "articles.parquet")
server, port = start()
target = f"127.0.0.1:{port}"

# What two streams get from the server without Spark.
with Client(target) as client:
    sample = [(str(k), text) for k, text in enumerate(texts[:2000])]
    begin = time.monotonic()
    threads = [threading.Thread(target=lambda half: list(client.analyze_many(half)), args=(sample[k::2],)) for k in (0, 1)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    alone = len(sample) / (time.monotonic() - begin)

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config(
    "spark.sql.execution.arrow.maxRecordsPerBatch", 500).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
spark.sparkContext.addPyFile(str(pathlib.Path(__file__).with_name("analyze_corpus.py")))
spark.read.parquet(str(folder / "articles.parquet")).repartition(8).write.parquet(str(folder / "parts.parquet"))


def kill_and_restart():
    global server
    time.sleep(2 if count < 5000 else 6)
    server.kill()
    server.wait()
    time.sleep(1)
    server, _ = start(port)


killer = threading.Thread(target=kill_and_restart)
killer.start()
begin = time.monotonic()
run(spark, target, str(folder / "parts.parquet"), str(folder / "answers.parquet"))
seconds = time.monotonic() - begin
killer.join()
answers = pd.read_parquet(folder / "answers.parquet")
assert sorted(answers["id"]) == sorted(f"a{k}" for k in range(count)), "every row once"
empty = sum(not t for t in texts)
assert (answers["error"] == "DOCUMENT_EMPTY").sum() == empty and answers["error"].notna().sum() == empty, answers["error"].value_counts()
assert answers["quotes"].str.contains("The talks in").sum() == count - empty
run(spark, target, str(folder / "parts.parquet"), str(folder / "answers.parquet"))
assert len(pd.read_parquet(folder / "answers.parquet")) == count, "a second run adds nothing"
print(f"{count} articles of {sum(map(len, texts)) / count / 1000:.1f} KB in {seconds:.1f} s, the server killed and restarted: {count / seconds:.0f} a "
      f"second; two streams alone: {alone:.0f}; ratio {count / seconds / alone:.2f}")
spark.stop()
server.kill()
