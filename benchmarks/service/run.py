"""run.py BUILD ARTICLE [SECONDS]: the service benchmarks, all in one run on one machine; prints a table.

Library alone; server with one worker and with two; three times its capacity; a sweep from a quarter of the capacity to three times it,
plotted in docs/plots/load.svg; and the same call to the Python service. benchmarks/service/run.sh installs what it needs.
"""

import json
import pathlib
import subprocess
import sys

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

build, article = pathlib.Path(sys.argv[1]), sys.argv[2]
SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 20
rows = []


def load(*flags, seconds=SECONDS):
    run = subprocess.run([build / "benchmarks/benchmark_load", f"--seconds={seconds}", *flags, article], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


class Server:
    def __init__(self, *flags):
        self.process = subprocess.Popen([build / "service/textanalysis_server", "--address=127.0.0.1:0", "--drain_delay=0s", *flags],
                                        stderr=subprocess.PIPE, text=True)
        self.flags = [f"--server=127.0.0.1:{json.loads(self.process.stderr.readline())['port']}", f"--pid={self.process.pid}"]

    def __enter__(self):
        return self.flags

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def row(name, figure):
    rows.append((name, figure))
    print(f"{name:58} {figure}", flush=True)


def ours():
    library = load(f"--library={build}/textanalysis.bundle")
    row("library alone, CPU a call", f"{library['cpu_ms_per_call']:.2f} ms")
    with Server("--workers=1", "--access_log=false") as server:
        one = load(*server, "--in_flight=4")
    row("server, one worker: CPU a call", f"{one['server_cpu_ms_per_call']:.2f} ms")
    row("  against the library (bar 1.25)", f"{one['server_cpu_ms_per_call'] / library['cpu_ms_per_call']:.2f}")
    row("  answered a second; p50, p99", f"{one['answered_per_second']:.0f}; {one['p50_ms']:.1f}, {one['p99_ms']:.1f} ms")
    with Server("--workers=2", "--access_log=false") as server:
        two = load(*server, "--in_flight=8")
    ratio = two["answered_per_second"] / one["answered_per_second"]
    row("server, two workers, against one, as measured", f"{ratio:.2f}")
    # The generator runs on the same two cores: its share is given back.
    row("  with the generator's CPU given back (bar 1.8)", f"{ratio * 2 / (2 - two['generator_cpu_share']):.2f}")
    return one


def overload(one):
    capacity = one["answered_per_second"]
    with Server("--workers=1", "--access_log=false") as server:
        load(*server, "--in_flight=4", seconds=3)
        hot = load(*server, f"--rate={3 * capacity}", seconds=max(SECONDS, 20))
    codes = hot["codes"]
    row("three times the capacity: goodput (bar 0.90 of capacity)", f"{hot['answered_per_second'] / capacity:.2f}")
    row("  p99 of the calls accepted", f"{hot['p99_ms']:.0f} ms")
    row("  calls by code (8: RESOURCE_EXHAUSTED)", json.dumps(codes))
    assert sum(codes.values()) == hot["calls"], "calls were lost"


def sweep(one):
    """Goodput and latency at rates around the capacity, as a plot."""
    capacity = one["answered_per_second"]
    factors = [0.25, 0.5, 0.75, 0.9, 1, 1.25, 1.5, 2, 3]
    with Server("--workers=1", "--access_log=false") as server:
        load(*server, "--in_flight=4", seconds=3)
        points = [load(*server, f"--rate={f * capacity}", seconds=max(5, SECONDS // 4)) for f in factors]
    figure, (goodput, latency) = pyplot.subplots(1, 2, figsize=(9, 3.2))
    goodput.plot(factors, [p["answered_per_second"] for p in points], "o-", label="answered")
    goodput.plot(factors, [min(f, 1) * capacity for f in factors], ":", color="grey", label="offered, at most the capacity")
    goodput.set(xlabel="offered load, times the capacity", ylabel="calls a second", ylim=(0, None))
    for name in ("p50", "p95", "p99"):
        latency.plot(factors, [p[f"{name}_ms"] for p in points], "o-", label=name)
    latency.set(xlabel="offered load, times the capacity", ylabel="latency of answered calls, ms", ylim=(0, None))
    for axes in (goodput, latency):
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    pathlib.Path("docs/plots").mkdir(exist_ok=True)
    figure.savefig("docs/plots/load.svg", metadata={"Date": None})
    row("sweep: goodput at 0.5, 0.9, 1.5 times the capacity",
        ", ".join(f"{points[factors.index(f)]['answered_per_second'] / capacity:.2f}" for f in (0.5, 0.9, 1.5)))


def peer(one):
    python = build / "peers-venv/bin/python"
    process = subprocess.Popen([python, "benchmarks/peers/python_service/server.py", "0"], stdout=subprocess.PIPE, text=True,
                               env={"OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin"})
    try:
        port = int(process.stdout.readline())
        them = load(f"--server=127.0.0.1:{port}", f"--pid={process.pid}", "--in_flight=4")
    finally:
        process.kill()
    row("Python service: CPU a call", f"{them['server_cpu_ms_per_call']:.1f} ms")
    row("requests a second and core, against it (bar 20)", f"{them['server_cpu_ms_per_call'] / one['server_cpu_ms_per_call']:.1f}")


first = ours()
overload(first)
sweep(first)
peer(first)
