"""floods_test.py SERVER ROOT PROTOC [SCALE]: other calls beside peers that are idle, drip or do not read; scripts/soak.sh runs SCALE 20.

Prints rows for the table of docs/performance.md.
"""

import http.client
import json
import multiprocessing
import pathlib
import resource
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, load_stubs, row, run_tests  # noqa: E402

server_binary, root, protoc = sys.argv[1:4]
SCALE = int(sys.argv[4]) if len(sys.argv) > 4 else 1
grpc, pb, services = load_stubs(root, protoc)
IDLE, DRIPPING, SLOW, CALLS = 500 * SCALE, 10 * SCALE, 100 * SCALE, 300 + 100 * SCALE
DRIP_SECONDS = 0.5
BODY = json.dumps({"document": {"content": "“We won,” said Ana Diaz.", "type": "DOCUMENT_TYPE_PLAIN_TEXT"}}).encode()
HEAD = b"POST /v1/documents:analyze HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
SANITIZED = b"__asan_init" in pathlib.Path(server_binary).read_bytes()


def connect(port, receive_bytes=None):
    peer = socket.socket()
    if receive_bytes:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    peer.settimeout(10)
    peer.connect(("127.0.0.1", port))
    return peer


def idle_and_dripping(port, ready, stop):
    """Holds connections: some say nothing, some a byte of a request now and then, anew when they are hung up on."""
    held = [connect(port) for _ in range(IDLE)]
    dripping, at = [connect(port) for _ in range(DRIPPING)], [0] * DRIPPING
    ready.set()
    while not stop.wait(DRIP_SECONDS):
        for k, peer in enumerate(dripping):
            try:
                peer.send(HEAD[at[k]:at[k] + 1])
                at[k] = (at[k] + 1) % len(HEAD)
            except OSError:
                peer.close()
                dripping[k], at[k] = connect(port), 0
    for peer in held + dripping:
        peer.close()


def slow_readers(port, ready, stop):
    """Ask for the page's largest file again and again and read a byte of it now and then."""
    held = []
    for _ in range(SLOW):
        peer = connect(port, receive_bytes=2048)
        peer.sendall(b"GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
        held.append(peer)
    ready.set()
    while not stop.wait(DRIP_SECONDS):
        for peer in held:
            try:
                peer.recv(1)
            except OSError:
                pass
    for peer in held:
        peer.close()


class Beside:
    """Another process that does `work` on a port for as long as the block lasts."""

    def __init__(self, work, port):
        context = multiprocessing.get_context("fork")
        self.ready, self.stop = context.Event(), context.Event()
        self.process = context.Process(target=work, args=(port, self.ready, self.stop), daemon=True)

    def __enter__(self):
        self.process.start()
        assert self.ready.wait(240), "the peers could not connect"
        time.sleep(2 * DRIP_SECONDS)

    def __exit__(self, *_):
        assert self.process.is_alive(), "the peers gave up"
        self.stop.set()
        self.process.join(60)


def latencies(server, calls):
    """-> seconds of calls over HTTP and gRPC, on connections that stay, sorted."""
    connection, out = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=60), []
    with grpc.insecure_channel(server.address) as channel:
        stub = services.TextAnalysisServiceStub(channel)
        request = pb.AnalyzeRequest(document=pb.Document(content="“We won,” said Ana Diaz.", type=pb.DOCUMENT_TYPE_PLAIN_TEXT))
        for k in range(calls):
            begin = time.monotonic()
            if k % 2:
                stub.Analyze(request, timeout=60)
            else:
                connection.request("POST", "/v1/documents:analyze", BODY, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                assert answer.status == 200 and b"Ana Diaz" in answer.read()
            out.append(time.monotonic() - begin)
    return sorted(out)


def p99(values):
    return values[int(0.99 * (len(values) - 1))]


def serve():
    return Server(server_binary, "--access_log=false", "--workers=1", "--http_address=127.0.0.1:0")


def assert_others_go_on(work, what):
    """The best of three rounds each: other programs of the machine are not what is measured. In short the bound is loose."""
    with serve() as server:
        latencies(server, 100)
        quiet = min(p99(latencies(server, CALLS)) for _ in range(3))
        with Beside(work, server.http_port):
            beside = min(p99(latencies(server, CALLS)) for _ in range(3))
            memory = server.resident_mib()
        row(what, f"p99 of the others {beside * 1e3:.1f} ms, {quiet * 1e3:.1f} ms quiet; {memory:.0f} MiB")
        assert beside < (2 * quiet if SCALE > 1 else 4 * quiet + 0.05), (beside, quiet)
        assert SANITIZED or memory < 300 + 1024, memory
        latencies(server, 10)


def test_idle_and_dripping_connections_do_not_slow_the_others():
    assert_others_go_on(idle_and_dripping, f"{IDLE} idle and {DRIPPING} dripping HTTP connections")


def test_slow_readers_do_not_slow_the_others():
    assert_others_go_on(slow_readers, f"{SLOW} slow readers")


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
run_tests(dict(globals()))
