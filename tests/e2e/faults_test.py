"""faults_test.py SERVER ROOT PROTOC [SCALE]: the server under hostile bytes, stalled peers, kills, restarts, full disks and spent descriptors.

SCALE 1 is the short form that ctest runs; scripts/soak.sh runs a longer one.
"""

import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import HTTP2_PREFACE, Server, http2_call_headers, http2_frame, load_stubs, row, run_tests  # noqa: E402

server_binary, root, protoc = sys.argv[1:4]
SCALE = int(sys.argv[4]) if len(sys.argv) > 4 else 1
LOAD_SECONDS = int(os.environ.get("LOAD_SECONDS", 15 * SCALE))
grpc, pb, services = load_stubs(root, protoc)
# A sanitizer keeps freed memory for a while.
SANITIZED = b"__asan_init" in pathlib.Path(server_binary).read_bytes()
ARTICLE = pathlib.Path(root, "examples/harbour.txt").read_text(encoding="utf-8")
PAGE = pathlib.Path(root, "examples/bakery.html").read_bytes()
SERVICE_CONFIG = pathlib.Path(root, "protos/textanalysis/v1/service_config.json").read_text()


def copies(n):
    """The article n times over, no two lines alike: what a page repeats is furniture."""
    return "\n".join(re.sub(r"(?m)^(?=\S)", f"In week {k}, ", ARTICLE) for k in range(n))


LONG, LONGER = copies(50), copies(400)  # 0.1 and 0.8 MB


def request(text=ARTICLE):
    return pb.AnalyzeRequest(document=pb.Document(content=text, type=pb.DOCUMENT_TYPE_PLAIN_TEXT))


def connect(target, **options):
    return grpc.insecure_channel(target, [(f"grpc.{k}", v) for k, v in options.items()])


def assert_serves(server):
    with connect(server.address) as channel:
        assert services.TextAnalysisServiceStub(channel).Analyze(request(), timeout=30).quotes


def latencies(stub, calls):
    out = []
    for _ in range(calls):
        begin = time.monotonic()
        stub.Analyze(request(), timeout=30)
        out.append(time.monotonic() - begin)
    return sorted(out)


def p99(values):
    return values[int(0.99 * (len(values) - 1))]


def hostile_bytes(dice):
    """Noise, a preface and noise, or HTTP/2 frames of random kinds and lengths."""
    noise = dice.randbytes(dice.randrange(1, 400))
    kind = dice.randrange(3)
    if kind == 0:
        return noise
    if kind == 1:
        return HTTP2_PREFACE + noise
    frames = [http2_frame(dice.randrange(12), dice.randrange(256), dice.randrange(1 << 31), dice.randbytes(dice.randrange(60)))
              for _ in range(dice.randrange(1, 8))]
    return HTTP2_PREFACE + http2_frame(4, 0, 0, b"") + b"".join(frames)


def begin_calls(count):
    """The bytes of a connection that calls Analyze so many times."""
    message = request().SerializeToString()
    calls = [http2_call_headers("Analyze", stream) + http2_frame(0, 1, stream, b"\0" + len(message).to_bytes(4, "big") + message)
             for stream in range(1, 2 * count, 2)]
    return HTTP2_PREFACE + http2_frame(4, 0, 0, b"") + b"".join(calls)


def test_bytes_that_are_no_calls_harm_nobody():
    dice = random.Random(1)
    with Server(server_binary, "--access_log=false") as server:
        assert_serves(server)
        before = server.resident_mib()
        for _ in range(1500 * SCALE):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                try:
                    connection.sendall(hostile_bytes(dice))
                except OSError:
                    pass  # The server may hang up at once.
        assert_serves(server)
        grown = server.resident_mib() - before
        row(f"{1500 * SCALE} connections of noise and broken HTTP/2 frames", f"memory grew by {grown:.0f} MiB, the next call right")
        assert grown < (60 if not SANITIZED else 1000), grown


def test_mutated_messages_harm_nobody():
    dice = random.Random(2)
    good = request().SerializeToString()
    with Server(server_binary, "--access_log=false") as server, connect(server.address) as channel:
        send = channel.unary_unary("/textanalysis.v1.TextAnalysisService/Analyze")
        for _ in range(1000 * SCALE):
            bad = bytearray(good)
            for _ in range(dice.randrange(1, 10)):
                bad[dice.randrange(len(bad))] = dice.randrange(256)
            try:
                send(bytes(bad[:dice.randrange(1, len(bad))]), timeout=10)
            except grpc.RpcError as error:
                assert error.code() != grpc.StatusCode.DEADLINE_EXCEEDED
        assert_serves(server)


def test_stalled_peers_do_not_slow_the_others():
    # Some say nothing, some stop in the middle of a call, some never read their answers, which then fill what HTTP/2 lets a server send.
    heads = [HTTP2_PREFACE, begin_calls(1)[:-1000], begin_calls(4)]
    flags = ["--access_log=false", "--workers=1", "--queue_limit=100000", "--max_queue_wait=10m"]
    with Server(server_binary, *flags) as server, connect(server.address) as channel:
        stub = services.TextAnalysisServiceStub(channel)
        latencies(stub, 30)
        quiet = p99(latencies(stub, 200))
        stalled = []
        for k in range(100 * SCALE):
            connection = socket.create_connection(("127.0.0.1", server.port))
            connection.sendall(heads[k % 3])
            stalled.append(connection)
        stub.Analyze(request(), timeout=500)  # Comes after all that they called for.
        loaded = p99(latencies(stub, 200))
        memory = server.resident_mib()
        row(f"{len(stalled)} gRPC connections that say nothing, stop in a call, or never read their answers",
            f"p99 of the others {loaded * 1e3:.1f} ms, {quiet * 1e3:.1f} ms quiet; {memory:.0f} MiB")
        assert loaded < 4 * quiet + 0.05, "a loose bound: the machine is shared"
        assert SANITIZED or memory < 200 + 0.2 * len(stalled), memory
        for connection in stalled:
            connection.close()


def all_of(servers):
    return "ipv4:" + ",".join(s.address for s in servers)


class Load:
    """Calls over several servers by round robin, with the shipped service config, until stopped. `failed` keeps what went wrong."""

    def __init__(self, target, **options):
        self.channel = connect(target, service_config=SERVICE_CONFIG, use_local_subchannel_pool=1, max_reconnect_backoff_ms=500,
                               initial_reconnect_backoff_ms=100, **options)
        self.stub, self.stop_event = services.TextAnalysisServiceStub(self.channel), threading.Event()
        self.answered, self.failed = 0, []
        self.threads = [threading.Thread(target=self._run) for _ in range(3)]
        for thread in self.threads:
            thread.start()

    def _run(self):
        while not self.stop_event.is_set():
            try:
                self.stub.Analyze(request(), timeout=30)
                self.answered += 1
            except grpc.RpcError as error:
                self.failed.append(f"{error.code().name}: {error.details()}")

    def wait_for(self, calls):
        """Returns when so many more calls are answered, however slow the machine."""
        wanted, end = self.answered + calls, time.monotonic() + 200
        while self.answered < wanted and time.monotonic() < end:
            time.sleep(0.02)

    def stop(self):
        self.stop_event.set()
        for thread in self.threads:
            thread.join()
        self.channel.close()


def three_servers():
    return [Server(server_binary, "--access_log=false", "--workers=1", "--drain_delay=500ms", "--queue_limit=16") for _ in range(3)]


def answered_by(server):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.metrics_port}/metrics") as page:
        counts = re.findall(r'^textanalysis_requests_total\{code="OK",method="Analyze".*\} (\d+)', page.read().decode(), re.M)
    return sum(map(int, counts))


def test_round_robin_spreads_calls_evenly():
    servers = [Server(server_binary, "--access_log=false", "--workers=1", "--metrics_address=127.0.0.1:0") for _ in range(3)]
    load = Load(all_of(servers))
    load.wait_for(600)
    load.stop()
    shares = [answered_by(s) / load.answered for s in servers]
    for server in servers:
        server.stop()
    row("round robin over three servers", f"shares {[round(s, 3) for s in shares]} of {load.answered} calls")
    assert load.answered > 100 and all(abs(3 * s - 1) < 0.1 for s in shares), shares


class Names:
    """A DNS server of one name on loopback; `addresses` is what it answers."""

    def __init__(self, *addresses):
        self.addresses = list(addresses)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            query, caller = self.socket.recvfrom(512)
            end = query.index(b"\0", 12) + 5  # Of the question: a name, its type and class.
            is_for_ipv4 = query[end - 4:end - 2] == b"\0\1"
            records = [b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4" + socket.inet_aton(a) for a in self.addresses if is_for_ipv4]
            head = query[:2] + b"\x84\0\0\1" + len(records).to_bytes(2, "big") + b"\0\0\0\0"
            self.socket.sendto(head + query[12:end] + b"".join(records), caller)


def test_a_server_joins_and_leaves_within_the_connection_age():
    age, flags = 2, ["--access_log=false", "--workers=1", "--metrics_address=127.0.0.1:0", "--max_connection_age=2s"]
    servers = [Server(server_binary, *flags)]
    port = servers[0].port
    servers += [Server(server_binary, *flags, address=f"127.0.0.{k}:{port}") for k in (2, 3)]
    names = Names("127.0.0.1", "127.0.0.2")
    load = Load(f"dns://127.0.0.1:{names.port}/servers.test:{port}", dns_min_time_between_resolutions_ms=200)

    def shares():
        before, all_before = [answered_by(s) for s in servers], load.answered
        load.wait_for(300)
        return [round((answered_by(s) - b) / (load.answered - all_before), 2) for s, b in zip(servers, before)]

    load.wait_for(50)
    seen = [shares()]
    for addresses in (["127.0.0.1", "127.0.0.2", "127.0.0.3"], ["127.0.0.2", "127.0.0.3"]):
        names.addresses = addresses
        time.sleep(1.5 * age)  # gRPC spreads the age by a tenth, and lets calls end.
        seen.append(shares())
    load.stop()
    for server in servers:
        server.stop()
    row(f"a server joins and leaves the DNS name, connection age {age} s", f"shares {seen}; {len(load.failed)} of {load.answered} calls failed")
    two, three, left = seen
    assert two[2] == 0 and min(two[:2]) > 0.4, seen
    assert min(three) > 0.25, "the third joined"
    assert left[0] == 0 and min(left[1:]) > 0.4, "the first left"
    assert not load.failed, load.failed[:3]


def test_rolling_restart_fails_no_call():
    servers = three_servers()
    load = Load(all_of(servers))
    for k in range(3 * SCALE):
        load.wait_for(50)
        old = servers[k % 3]
        assert old.stop() == 0
        servers[k % 3] = Server(server_binary, "--access_log=false", "--workers=1", "--drain_delay=500ms", "--queue_limit=16",
                                address=old.address)
        load.wait_for(50)
    load.stop()
    for server in servers:
        server.stop()
    row(f"{3 * SCALE} rolling restarts under load", f"{len(load.failed)} of {load.answered} calls failed")
    assert load.answered > 50 and not load.failed, load.failed[:3]


def test_a_killed_server_costs_its_calls_a_retry():
    servers = three_servers()
    load = Load(all_of(servers))
    load.wait_for(100)
    servers[0].stop(signal.SIGKILL)
    load.wait_for(200)
    load.stop()
    for server in servers[1:]:
        server.stop()
    row("a server killed under load", f"{len(load.failed)} of {load.answered} calls failed")
    assert load.answered > 50
    # What the dead server had begun may be lost: three calls were under way at most.
    assert len(load.failed) <= 3, load.failed


def test_the_end_does_not_wait_for_long_documents():
    # The largest that are served, more than the workers can take on, and a stream of them.
    text = "\n".join(f"“It is all right in week {k},” said Ana Diaz of Port {k}, who paid $4m." for k in range(100_000))
    assert 7_500_000 < len(text.encode()) <= 8 << 20, len(text.encode())
    flags = ["--access_log=false", "--workers=2", "--drain_timeout=2s"]
    with Server(server_binary, *flags) as server, connect(server.address, max_receive_message_length=-1) as channel:
        stub = services.TextAnalysisServiceStub(channel)
        calls = [stub.Analyze.future(request(text), timeout=100) for _ in range(4)]
        items = [pb.StreamingAnalyzeRequest(item_id=str(k), request=request(text)) for k in range(3)]
        stream = stub.StreamingAnalyze(iter(items), timeout=100)
        time.sleep(1)
        begin = time.monotonic()
        code = server.stop()
        seconds = time.monotonic() - begin
        # The exit code says whether calls were cut.
        assert code == any(line["message"] == "calls outlasted the drain" for line in server.lines), code
        row("SIGTERM under documents of 8 MB, --drain_timeout=2s", f"ended after {seconds:.1f} s")
        assert seconds < 0.1 + 2 + (1.5 if SCALE > 1 else 6), "a loose bound in short: the machine is shared"
        ends = {call.code().name for call in calls}
        assert ends <= {"OK", "UNAVAILABLE", "CANCELLED", "RESOURCE_EXHAUSTED"}, ends
        stream.cancel()


def test_spent_descriptors_are_survived():
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (80, 80))

    with Server(server_binary, "--access_log=false", preexec=few) as server:
        assert_serves(server)
        held = []
        for _ in range(150):
            try:
                held.append(socket.create_connection(("127.0.0.1", server.port), timeout=1))
            except OSError:
                break
        time.sleep(0.5)
        for connection in held:
            connection.close()
        time.sleep(1)
        assert_serves(server)


def test_a_full_log_disk_stops_no_call():
    with open("/dev/full", "w") as full, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen([server_binary, f"--address=127.0.0.1:{port}", "--drain_delay=0s"], stderr=full)
        try:
            with connect(f"127.0.0.1:{port}") as channel:
                stub = services.TextAnalysisServiceStub(channel)
                assert stub.Analyze(request(), timeout=20, wait_for_ready=True).quotes
        finally:
            process.terminate()
            assert process.wait(30) == 0


def test_a_full_log_pipe_stops_no_call():
    """Nobody reads the log after its first line; the pipe holds 64 KiB, and some 40 lines more than it wait in the process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen([server_binary, "--address=127.0.0.1:0", f"--metrics_address=127.0.0.1:{port}", "--drain_delay=0s"],
                               stderr=subprocess.PIPE)
    first = json.loads(process.stderr.readline())
    with connect(f"127.0.0.1:{first['port']}") as channel:
        stub = services.TextAnalysisServiceStub(channel)
        for _ in range(600):
            stub.Clean(pb.CleanRequest(document=request("x").document), timeout=20)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
        assert b"textanalysis_lost_log_lines_total" in page.read()
    process.terminate()
    assert process.wait(30) == 0, "nor the end"
    process.stderr.close()


def test_hang_up_reads_files_anew_and_a_directory_in_their_place_harms_nobody():
    hashed = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with tempfile.TemporaryDirectory() as folder:
        tokens = pathlib.Path(folder, "tokens")
        tokens.write_text(f"{hashed} desk\n")
        with Server(server_binary, f"--token_file={tokens}", "--reload_interval=1h") as server:
            def results(count):
                end = time.monotonic() + 20
                while time.monotonic() < end:
                    got = [line["result"] for line in server.lines if line["message"] == "reload"]
                    if len(got) >= count:
                        return got
                    time.sleep(0.05)
                raise AssertionError("no reload")

            tokens.write_text(f"{hashed} archive\n")
            server.process.send_signal(signal.SIGHUP)
            assert results(1) == ["a new one is served"]
            tokens.unlink()
            tokens.mkdir()
            server.process.send_signal(signal.SIGHUP)
            assert "is a directory" in results(2)[1]
            with connect(server.address) as channel:
                clean = services.TextAnalysisServiceStub(channel).Clean
                assert clean(pb.CleanRequest(document=request("x").document), metadata=[("authorization", "Bearer abc")], timeout=20)


def test_a_stuck_worker_ends_liveness_until_it_goes_on():
    flags = ["--access_log=false", "--workers=1", "--stuck_after=100ms", "--max_document_bytes=50000000", "--memory_mib=2048", "--metrics_address=127.0.0.1:0"]

    def is_live():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{server.metrics_port}/livez").status == 200
        except urllib.error.HTTPError:
            return False

    def becomes(live):
        end = time.monotonic() + 60
        while is_live() != live and time.monotonic() < end:
            time.sleep(0.05)
        return is_live() == live

    with Server(server_binary, *flags) as server, connect(server.address) as channel:
        assert is_live()
        call = services.TextAnalysisServiceStub(channel).Analyze.future(request("“It rained,” said Ana Diaz. " * 1000000), timeout=60)
        assert becomes(False), "one document for seconds"
        call.cancel()
        assert becomes(True), "the cancelled call frees its worker"
        assert_serves(server)


def test_a_clock_that_is_set_back_stops_nothing():
    library = next(iter(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
    assert library, "Debian's package faketime is missing"
    if SANITIZED:
        return  # The sanitizer wants to be the first library.
    with tempfile.NamedTemporaryFile("w") as clock:
        clock.write("+0")
        clock.flush()
        environment = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": clock.name, "FAKETIME_CACHE_DURATION": "1",
                       "DONT_FAKE_MONOTONIC": "1"}
        with Server(server_binary, "--reload_interval=1s", environment=environment) as server:
            assert_serves(server)
            for shift in ("-3600", "+86400", "-30d"):
                clock.seek(0)
                clock.write(shift)
                clock.truncate()
                clock.flush()
                time.sleep(2.5)
                for _ in range(20):
                    assert_serves(server)
            written = [line["time"] for line in server.lines]
        assert min(written) < written[0], "the server did see the clock go back"


def mixed_calls(stub, end, dice):
    """Short, long, HTML, streams, cancelled and bad ones, in random order."""
    while time.monotonic() < end:
        kind = dice.randrange(6)
        try:
            if kind == 0:
                stub.Analyze(request(LONGER), timeout=30)
            elif kind == 1:
                page = pb.Document(raw_content=PAGE, type=pb.DOCUMENT_TYPE_HTML)
                stub.Analyze(pb.AnalyzeRequest(document=page), timeout=30)
            elif kind == 2:
                items = (pb.StreamingAnalyzeRequest(item_id=str(k), request=request()) for k in range(10))
                assert len(list(stub.StreamingAnalyze(items, timeout=30))) == 10
            elif kind == 3:
                stub.Analyze.future(request(LONG), timeout=30).cancel()
            elif kind == 4:
                stub.Analyze(request(""), timeout=30)
            else:
                stub.Analyze(request(), timeout=30)
        except grpc.RpcError as error:
            assert error.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED), error


def test_memory_stays_flat_under_mixed_load():
    with Server(server_binary, "--access_log=false", "--workers=2") as server, connect(server.address) as channel:
        stub = services.TextAnalysisServiceStub(channel)
        readings = []
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            end = time.monotonic() + LOAD_SECONDS
            workers = [pool.submit(mixed_calls, stub, end, random.Random(k)) for k in range(4)]
            while time.monotonic() < end:
                time.sleep(1)
                readings.append(server.resident_mib())
            for worker in workers:
                worker.result()
        half = readings[len(readings) // 2:]
        row(f"{LOAD_SECONDS} s of mixed load (short, {len(LONGER) // 1000} KB, HTML, streams, cancelled, bad)",
            f"{min(half):.0f} to {max(half):.0f} MiB after warm-up")
        assert max(half) < 1.25 * max(readings[:len(readings) // 2]), readings
        assert_serves(server)


run_tests(dict(globals()))
