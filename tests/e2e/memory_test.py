"""Whatever comes, the server's memory stays below --memory_mib and what the program itself takes: the most it ever held is read from the kernel."""

import concurrent.futures
import gzip
import http.client
import json
import pathlib
import socket
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import HTTP2_PREFACE, Server, http2_call_headers, http2_frame, load_stubs, row, run_tests  # noqa: E402

server_binary, root, protoc = sys.argv[1:4]
grpc, pb, services = load_stubs(root, protoc)
MEMORY_MIB = 64
# What the program takes beside its documents: models, threads, buffers of the transport.
OWN_MIB = 300
FLAGS = ("--access_log=false", "--workers=2", f"--memory_mib={MEMORY_MIB}", "--max_document_bytes=1000000", "--metrics_address=127.0.0.1:0")
SANITIZED = b"__asan_init" in pathlib.Path(server_binary).read_bytes()
# Short lines, references, labels, tags, values, quotations: what takes most memory a byte.
DENSE = ["a\n", "&\n", "1\n", "A: b\n", "<p>&&&", "a&lt ", "$1 $2 ", "12\" ", "<li>a", "She said so. ", "“A,” he said.\n", "Ana Diaz, "]
REFUSALS = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED)


def most_mib(server):
    """-> the most memory that the process ever held."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def assert_bounded(server, what, memory_mib=MEMORY_MIB):
    most = most_mib(server)
    row(f"{what}, --memory_mib={memory_mib}", f"{most:.0f} MiB at most")
    assert SANITIZED or most < memory_mib + OWN_MIB, (what, most)


def assert_serves(server):
    """Within 30 s, for the queue may still be full of what came before."""
    with grpc.insecure_channel(server.address) as channel:
        request = pb.AnalyzeRequest(document=pb.Document(content="“We won,” said Ana Diaz.", type=pb.DOCUMENT_TYPE_PLAIN_TEXT))
        call, end = services.TextAnalysisServiceStub(channel).Analyze, time.monotonic() + 30
        while True:
            try:
                assert len(call(request, timeout=30).quotes) == 1
                return
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED and time.monotonic() < end, error
            time.sleep(0.2)


def document(unit, size=500_000):
    kind = pb.DOCUMENT_TYPE_HTML if "<" in unit else pb.DOCUMENT_TYPE_PLAIN_TEXT
    return pb.Document(content=unit * (size // len(unit.encode())), type=kind, language_code="en")


def test_dense_documents():
    with Server(server_binary, *FLAGS) as server, grpc.insecure_channel(server.address, [("grpc.enable_retries", 0), ("grpc.max_receive_message_length", -1)]) as channel:
        stub = services.TextAnalysisServiceStub(channel)

        def send(unit):
            try:
                stub.Analyze(pb.AnalyzeRequest(document=document(unit)), timeout=60)
                return "answered"
            except grpc.RpcError as error:
                assert error.code() in REFUSALS, error
                return error.code().name

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            ends = dict(zip(DENSE, pool.map(send, DENSE)))
        print(f"  {ends}")
        assert not [line for line in server.lines if "dropped" in line["message"]], "callers that send whole messages stay connected"
        assert_bounded(server, "dense documents")
        assert_serves(server)


def test_dense_documents_as_json():
    with Server(server_binary, *FLAGS, "--http_address=127.0.0.1:0") as server:
        def send(unit):
            connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=60)
            body = {"document": {"content": unit * (200_000 // len(unit.encode())), "type": "DOCUMENT_TYPE_HTML" if "<" in unit else "DOCUMENT_TYPE_PLAIN_TEXT"}}
            connection.request("POST", "/v1/documents:clean", json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            return answer.status

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            codes = set(pool.map(send, DENSE))
        assert codes <= {200, 400, 429}, codes
        assert_bounded(server, "dense documents as JSON")
        assert_serves(server)


def test_answers_that_nobody_reads():
    with Server(server_binary, *FLAGS, "--http_address=127.0.0.1:0") as server:
        body = json.dumps({"document": {"content": "<p>A line of text.\n" * 10_000, "type": "DOCUMENT_TYPE_HTML"}}).encode()
        head = f"POST /v1/documents:clean HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        idle = []
        for _ in range(60):
            peer = socket.create_connection(("127.0.0.1", server.http_port))
            peer.settimeout(5)
            try:
                peer.sendall(head + body)
            except OSError:
                pass  # Refused before it was read.
            idle.append(peer)
        time.sleep(3)
        assert_bounded(server, "answers that nobody reads")
        for peer in idle:
            peer.close()
        assert_serves(server)


def test_bodies_that_inflate_or_never_end():
    with Server(server_binary, *FLAGS, "--http_address=127.0.0.1:0") as server:
        inflating = gzip.compress(bytes(100_000_000))
        for headers, body in (({"Content-Type": "application/json", "Content-Encoding": "gzip"}, inflating),
                              ({"Content-Type": "application/json"}, b"[" * 2_000_000),
                              ({"Content-Type": "application/json"}, b'{"document":' * 150_000)):
            for port in (server.http_port, server.metrics_port):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                try:
                    connection.request("POST", "/v1/documents:clean", body, headers)
                    assert connection.getresponse().status >= 400
                except OSError:
                    pass  # Hung up on.
        assert_bounded(server, "bodies that inflate or never end")
        assert_serves(server)


def test_streams_whose_answers_nobody_reads():
    items = [pb.StreamingAnalyzeRequest(item_id=str(k), request=pb.AnalyzeRequest(document=document("<p>A line of text.\n", 400_000))) for k in range(4)]
    with Server(server_binary, *FLAGS, "--max_concurrent_streams=1000") as server:
        channels = [grpc.insecure_channel(server.address, [("grpc.use_local_subchannel_pool", 1)]) for _ in range(4)]
        calls = [services.TextAnalysisServiceStub(channel).StreamingAnalyze(iter(items)) for channel in channels for _ in range(50)]
        time.sleep(8)
        assert_bounded(server, f"{len(calls)} streams whose answers nobody reads")
        for call in calls:
            call.cancel()
        assert_serves(server)


def test_compressed_calls_are_refused():
    with Server(server_binary, *FLAGS) as server, grpc.insecure_channel(server.address, [("grpc.max_send_message_length", -1)]) as channel:
        inflating = pb.AnalyzeRequest(document=pb.Document(content="a" * 500_000_000))
        try:
            services.TextAnalysisServiceStub(channel).Analyze(inflating, timeout=60, compression=grpc.Compression.Gzip)
            raise AssertionError("was answered")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error
        assert_bounded(server, "a compressed call that inflates to 500 MB")
        assert_serves(server)


class Upload:
    """A connection that begins `calls` of Analyze with messages of `size` bytes, and sends all of each that the server's windows let it, but the last byte."""

    def __init__(self, port, calls, size):
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.setblocking(False)
        self.outgoing = HTTP2_PREFACE + http2_frame(4, 0, 0, b"")
        self.incoming, self.window, self.first_window = b"", 65_535, 65_535
        self.left = {stream: size - 1 for stream in range(1, 2 * calls, 2)}
        self.windows = dict.fromkeys(self.left, 0)
        self.sent = 0
        for stream in self.left:
            self.outgoing += http2_call_headers("Analyze", stream)
            self.outgoing += http2_frame(0, 0, stream, b"\0" + size.to_bytes(4, "big"))

    def read(self):
        try:
            self.incoming += self.connection.recv(1 << 20)
        except BlockingIOError:
            pass
        while len(self.incoming) >= 9 and len(self.incoming) >= 9 + int.from_bytes(self.incoming[:3], "big"):
            length, kind, flags = int.from_bytes(self.incoming[:3], "big"), self.incoming[3], self.incoming[4]
            stream, payload = int.from_bytes(self.incoming[5:9], "big"), self.incoming[9:9 + length]
            self.incoming = self.incoming[9 + length:]
            if kind == 8:
                grown = int.from_bytes(payload, "big")
                if stream:
                    self.windows[stream] = self.windows.get(stream, 0) + grown
                else:
                    self.window += grown
            elif kind == 4 and not flags & 1:
                for at in range(0, length, 6):
                    if payload[at:at + 2] == b"\0\4":
                        self.first_window = int.from_bytes(payload[at + 2:at + 6], "big")
                self.outgoing += http2_frame(4, 1, 0, b"")
            elif kind == 6 and not flags & 1:
                self.outgoing += http2_frame(6, 1, 0, payload)
            elif kind == 3 or (kind == 1 and flags & 1):
                self.left.pop(stream, None)  # Refused.

    def write(self):
        for stream, left in self.left.items():
            room = min(left, self.window, self.first_window + self.windows[stream], 16_384, (1 << 20) - len(self.outgoing))
            if room > 0:
                self.outgoing += http2_frame(0, 0, stream, bytes(room))
                self.left[stream] -= room
                self.windows[stream] -= room
                self.window -= room
                self.sent += room
        try:
            self.outgoing = self.outgoing[self.connection.send(self.outgoing):]
        except BlockingIOError:
            pass


def test_uploads_that_stall():
    with Server(server_binary, *FLAGS) as server:
        uploads = [Upload(server.port, calls=4, size=60_000_000) for _ in range(30)]
        end = time.monotonic() + 8
        while time.monotonic() < end:
            for upload in uploads:
                try:
                    upload.read()
                    upload.write()
                except OSError:
                    pass  # Hung up on.
            time.sleep(0.005)
        sent = sum(upload.sent for upload in uploads)
        assert sent > 1_000_000, sent
        assert_bounded(server, f"120 uploads that stall, {sent / 1e6:.0f} MB in all")
        for upload in uploads:
            upload.connection.close()
        assert_serves(server)


class Flood(threading.Thread):
    """Connects anew until `end`, and sends what `wire` yields for as long as it is let."""

    def __init__(self, server, end, wire):
        super().__init__(daemon=True)
        self.server, self.end, self.wire, self.sent = server, end, wire, 0
        self.start()

    def run(self):
        while time.monotonic() < self.end:
            try:
                with socket.create_connection(("127.0.0.1", self.server.port), timeout=5) as connection:
                    connection.sendall(HTTP2_PREFACE + http2_frame(4, 0, 0, b""))
                    for piece in self.wire(connection):
                        if time.monotonic() >= self.end:
                            break
                        connection.sendall(piece)
                        self.sent += len(piece)
            except OSError:
                pass  # Hung up on.


def endless_headers(_connection):
    """A header block that goes on and on: a header of 254 bytes, over and over, in frames of CONTINUATION."""
    yield http2_frame(1, 0, 1, b"\x82\x86\x84")
    continued = http2_frame(9, 0, 1, (b"\0\1a\x7f\x81\x7e" + b"v" * 254) * 62) * 16
    while True:
        yield continued


def one_byte_frames(_connection):
    """Two hundred messages that begin, and of each what a window holds in frames of a byte."""
    streams = range(1, 401, 2)
    for stream in streams:
        yield http2_call_headers("Analyze", stream) + http2_frame(0, 0, stream, b"\0" + (900_000).to_bytes(4, "big"))
    for _ in range(60):
        for stream in streams:
            yield http2_frame(0, 0, stream, b"x") * 1000
    time.sleep(60)


def open_calls(_connection):
    """Calls without a message, any number of them, since the settings are never acknowledged."""
    stream = 1
    while True:
        yield b"".join(http2_call_headers("Analyze", k) for k in range(stream, stream + 400, 2))
        stream += 400


def calls_that_are_reset(_connection):
    """Calls that are cancelled as soon as they are made (CVE-2023-44487)."""
    stream = 1
    while True:
        yield b"".join(http2_call_headers("Analyze", k) + http2_frame(3, 0, k, b"\0\0\0\x08") for k in range(stream, stream + 400, 2))
        stream += 400


def calls_of_one_byte(_connection):
    """Calls with a message each that is none of the schema."""
    stream = 1
    while True:
        yield b"".join(http2_call_headers("Analyze", k) + http2_frame(0, 1, k, b"\0\0\0\0\1\n") for k in range(stream, stream + 400, 2))
        stream += 400


def calls_that_one_pays_for(_connection):
    """A call of a byte, and many without a message that the credit for it covers."""
    stream = 1
    while True:
        yield b"".join(http2_call_headers("Clean", k) for k in range(stream, stream + 60, 2)) + http2_call_headers("Clean", stream + 60) + http2_frame(0, 1, stream + 60, b"\0\0\0\0\1\n")
        stream += 62


def assert_flood_is_bounded(wire, connections, what, memory_mib=MEMORY_MIB):
    with Server(server_binary, *FLAGS, f"--memory_mib={memory_mib}") as server:
        end = time.monotonic() + 10
        floods = [Flood(server, end, wire) for _ in range(connections)]
        answered = []
        with grpc.insecure_channel(server.address) as channel:
            stub = services.TextAnalysisServiceStub(channel)
            while time.monotonic() < end:
                begin = time.monotonic()
                try:
                    stub.Analyze(pb.AnalyzeRequest(document=document("“We won,” said Ana Diaz.\n", 500)), timeout=30, wait_for_ready=True)
                    answered.append(time.monotonic() - begin)
                except grpc.RpcError as error:  # The flood takes the processors, too, and a new connection may be taken for one of it.
                    assert error.code() in (*REFUSALS, grpc.StatusCode.UNAVAILABLE), error
                time.sleep(0.1)
        assert answered, "nobody else was served"
        row(f"{connections} connections of {what}", f"{sum(flood.sent for flood in floods) / 1e6:.0f} MB sent, {len(answered)} calls beside them, the slowest {max(answered):.1f} s")
        assert_bounded(server, what, memory_mib)
        assert_serves(server)


def test_header_blocks_without_an_end():
    assert_flood_is_bounded(endless_headers, 4, "header blocks without an end")


def test_messages_in_frames_of_one_byte():
    assert_flood_is_bounded(one_byte_frames, 6, "messages in frames of one byte")


def test_calls_without_a_message():
    assert_flood_is_bounded(open_calls, 4, "calls without a message")


def test_calls_without_a_message_where_much_memory_may_be_used():
    assert_flood_is_bounded(open_calls, 1, "calls without a message", 1024)


def test_calls_that_are_reset():
    assert_flood_is_bounded(calls_that_are_reset, 4, "calls that are reset")


def test_calls_that_one_pays_for():
    assert_flood_is_bounded(calls_that_one_pays_for, 2, "calls without a message beside calls of a byte")


def test_calls_of_one_byte():
    assert_flood_is_bounded(calls_of_one_byte, 4, "calls of one byte")


run_tests(dict(globals()))
