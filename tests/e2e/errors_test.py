"""Every reason of docs/errors.md is provoked against the real binary; and spans reach a collector."""

import contextlib
import http.client
import json
import pathlib
import re
import resource
import sys
import threading
from concurrent import futures

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, error_detail, error_info, load_stubs, run_tests  # noqa: E402

server_binary, root, protoc = sys.argv[1:4]
grpc, pb, services = load_stubs(root, protoc)
TEXT = pb.DOCUMENT_TYPE_PLAIN_TEXT
LIMIT = 400000
# A defect of the server, which no request should be able to provoke.
DEFECTS = {"INTERNAL"}
# A sanitizer needs the address space for itself.
SANITIZED = b"__asan_init" in pathlib.Path(server_binary).read_bytes()


def documented():
    page = pathlib.Path(root, "docs/errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*) \|", page, re.M)
    return {reason for row in rows for reason in re.findall(r"`([A-Z0-9_]+)`", row)}


@contextlib.contextmanager
def serving(*flags):
    """-> a stub of a server with these flags."""
    with Server(server_binary, *flags) as server:
        with grpc.insecure_channel(server.address, [("grpc.enable_retries", 0)]) as channel:
            stub = services.TextAnalysisServiceStub(channel)
            stub.channel = channel
            yield stub


def failure(call, *arguments, **options):
    """-> (reason, status code) of a call that must fail."""
    try:
        call(*arguments, **options)
    except grpc.RpcError as error:
        detail = error_detail(pb, error)
        return (detail.reason if detail else None), error.code()
    raise AssertionError("the call must fail")


def text(content="“Yes,” said Ana Diaz.", **fields):
    return pb.Document(content=content, type=TEXT, **fields)


def clean(stub, document, **fields):
    return failure(stub.Clean, pb.CleanRequest(document=document, **fields))[0]


def quotes(stub, document, **fields):
    return failure(stub.ExtractQuotes, pb.ExtractQuotesRequest(document=document, **fields))[0]


def bad_requests(stub):
    yield clean(stub, pb.Document(type=TEXT))
    yield clean(stub, text("x" * (LIMIT + 1)))
    yield clean(stub, pb.Document(raw_content=b"ab\xff", type=TEXT))
    yield clean(stub, pb.Document(raw_content=b"x", type=pb.DOCUMENT_TYPE_HTML, charset="no-such-charset"))
    yield quotes(stub, text(language_code="de"))
    yield quotes(stub, text(reference_date={"year": 2024, "month": 2, "day": 31}))
    yield failure(stub.ExtractEntities, pb.ExtractEntitiesRequest(document=text(), options={"min_confidence": 2}))[0]
    yield clean(stub, text(), encoding_type=77)
    yield quotes(stub, text(), model_tier=pb.MODEL_TIER_ACCURATE)
    yield quotes(stub, text(), dictionary=[pb.DictionaryEntry(id="mp-1")])
    yield clean(stub, pb.Document(raw_content=b"x" * (20 << 20), type=TEXT))
    yield malformed(stub)


def bad_sources(stub):
    def verify(*sources):
        named = [pb.SourceDocument(source_id=name, document=text(content)) for name, content in sources]
        return failure(stub.VerifyQuotes, pb.VerifyQuotesRequest(document=text(), sources=named))[0]

    yield verify()
    yield verify(*[("", "x")] * 101)
    yield verify(("a", "x"), ("a", "x"))
    yield verify(("a" * 129, "x"))
    yield verify(*[("", "x" * (LIMIT - 100))] * 9)


def malformed(stub):
    """Bytes that are no message: a string that is not UTF-8."""
    send = stub.channel.unary_unary("/textanalysis.v1.TextAnalysisService/Clean")
    return failure(send, b"\x0a\x04\x0a\x02\xff\xfe")[0]


def bad_items(stub):
    """A bad item is answered with its error, and the stream goes on."""
    items = [pb.StreamingAnalyzeRequest(item_id=name, request=pb.AnalyzeRequest(document=text("“Yes,” said Ana Diaz. " * 2000)))
             for name in ("", "a", "a", "b")]
    answers = list(stub.StreamingAnalyze(iter(items)))
    assert len(answers) == 4 and sum(a.HasField("response") for a in answers) == 2
    for answer in answers:
        if answer.HasField("error"):
            yield error_info(pb, answer.error).reason


def limits():
    """One worker that is kept busy: deadlines, cancellation, a full queue."""
    large = pb.AnalyzeRequest(document=text("“The port is shut,” said Fiona Reid in Edinburgh. " * 2000))
    with serving("--workers=1", "--queue_limit=1", f"--max_document_bytes={LIMIT}", "--access_log=false") as stub:
        yield failure(stub.Analyze, large, timeout=0.02)[1].name
        cancelled = stub.Analyze.future(large)
        cancelled.cancel()
        yield cancelled.code().name
        with futures.ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(lambda: stub.Analyze(large)) for _ in range(8)]
            errors = [call.exception() for call in calls]
        yield from {error_detail(pb, error).reason for error in errors if error}
        assert all(dict(e.trailing_metadata())["grpc-retry-pushback-ms"].isdigit() for e in errors if e)
    with serving("--workers=1", "--queue_limit=8", "--memory_mib=64") as stub:
        with futures.ThreadPoolExecutor(3) as pool:
            megabyte = pb.CleanRequest(document=text("“The port is shut,” said Fiona Reid in Edinburgh. " * 20000))
            calls = [pool.submit(lambda: stub.Clean(megabyte)) for _ in range(6)]
            errors = [call.exception() for call in calls]
        yield from {error_detail(pb, error).reason for error in errors if error}
        yield failure(stub.Analyze, pb.AnalyzeRequest(document=text("1\n" * 300000)))[0]
    with serving("--workers=1", "--queue_limit=8", "--max_queue_wait=1ms", f"--max_document_bytes={LIMIT}") as stub:
        with futures.ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(lambda: stub.Analyze(large)) for _ in range(8)]
            errors = [call.exception() for call in calls]
        yield from {error_detail(pb, error).reason for error in errors if error}


def memory_that_ends():
    """An analysis that needs more than the process may have fails alone; the next call is answered."""
    if SANITIZED:
        yield "OUT_OF_MEMORY"
        return
    with Server(server_binary, "--workers=1", f"--max_document_bytes={9 << 20}") as server, grpc.insecure_channel(server.address) as channel:
        stub = services.TextAnalysisServiceStub(channel)
        small, long = (pb.AnalyzeRequest(document=text("“Yes,” said Ana Diaz. " * times)) for times in (1, 350000))
        stub.Analyze(small)
        used = int(re.search(r"VmSize:\s+(\d+)", pathlib.Path(f"/proc/{server.process.pid}/status").read_text())[1]) << 10
        resource.prlimit(server.process.pid, resource.RLIMIT_AS, (used + (100 << 20),) * 2)
        yield failure(stub.Analyze, long, timeout=60)[0]
        assert stub.Analyze(small, timeout=20).quotes


def refused_callers():
    with open("/tmp/textanalysis-errors-tokens", "w") as out:
        out.write("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad desk\n")
    with serving("--token_file=/tmp/textanalysis-errors-tokens") as stub:
        request = pb.CleanRequest(document=text())
        yield failure(stub.Clean, request)[0]
        yield failure(stub.Clean, request, metadata=[("authorization", "Bearer wrong")])[0]
        stub.Clean(request, metadata=[("authorization", "Bearer abc")])
        assert failure(lambda: list(stub.StreamingAnalyze(iter([]))))[0] == "TOKEN_MISSING"


def http_errors():
    with Server(server_binary, "--http_address=127.0.0.1:0") as server:
        for path, body, kind in (("documents:clean", "{", "application/json"), ("documents:clean", '{"x": 1}', "application/json"),
                                 ("documents:clean", '{"document": 1}', "application/json"),
                                 ("documents:clean", '{"document": {}, "document": {}}', "application/json"),
                                 ("documents:clean", "{}", "text/plain"), ("no-such-path", "{}", "application/json")):
            connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
            connection.request("POST", "/v1/" + path, body, {"Content-Type": kind})
            yield json.loads(connection.getresponse().read())["details"][0]["reason"]
            connection.close()
        connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
        connection.request("GET", "/v1/documents:clean")
        yield json.loads(connection.getresponse().read())["details"][0]["reason"]
        connection.close()
        connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
        connection.putrequest("POST", "/v1/documents:clean")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        connection.send(b"zz\r\nabc\r\n")
        yield json.loads(connection.getresponse().read())["details"][0]["reason"]
        connection.close()


def test_every_documented_reason_is_provoked():
    seen = set()
    with serving(f"--max_document_bytes={LIMIT}", "--workers=2") as stub:
        seen.update(bad_requests(stub))
        seen.update(bad_sources(stub))
        seen.update(bad_items(stub))
    for provoke in (limits, memory_that_ends, refused_callers, http_errors):
        seen.update(provoke())
    # Mutual TLS is provoked by security_test.py.
    missing = documented() - seen - DEFECTS - {"CLIENT_NOT_ALLOWED"}
    assert not missing, f"documented and not provoked: {missing}"
    assert seen <= documented(), f"provoked and not documented: {seen - documented()}"


class Collector(grpc.GenericRpcHandler):
    """An OTLP collector that keeps what it is sent, undecoded."""

    def __init__(self):
        self.got, self.arrived = [], threading.Event()

    def service(self, details):
        assert details.method == "/opentelemetry.proto.collector.trace.v1.TraceService/Export", details.method
        return grpc.unary_unary_rpc_method_handler(self.export)

    def export(self, request, _):
        self.got.append(request)
        self.arrived.set()
        return b""


def test_spans_of_sampled_calls_reach_the_collector():
    collector, pool = Collector(), futures.ThreadPoolExecutor(2)
    otlp = grpc.server(pool)
    otlp.add_generic_rpc_handlers([collector])
    port = otlp.add_insecure_port("127.0.0.1:0")
    otlp.start()
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    with serving(f"--otlp_endpoint=127.0.0.1:{port}") as stub:
        request = pb.CleanRequest(document=text())
        stub.Clean(request)
        _, call = stub.Clean.with_call(request, metadata=[("traceparent", f"00-{trace}-{parent}-01"), ("x-request-id", "desk-7")])
        assert dict(call.initial_metadata())["x-request-id"] == "desk-7"
        assert collector.arrived.wait(10)
    sent = b"".join(collector.got)
    assert bytes.fromhex(trace) in sent and bytes.fromhex(parent) in sent and b"desk-7" in sent
    assert sent.count(b"textanalysis.request_id") == 1, "only the sampled call"
    assert b"Ana Diaz" not in sent, "no document text in a span"
    otlp.stop(0)


run_tests(dict(globals()))
