"""The HTTP/JSON port: the same answers as gRPC, and the right code for every kind of bad request."""

import gzip
import http.client
import json
import pathlib
import re
import resource
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, run_tests  # noqa: E402

server_binary, client_binary, root = sys.argv[1:4]
article = pathlib.Path(root, "examples/harbour.txt")
server = Server(server_binary, "--http_address=127.0.0.1:0", "--max_document_bytes=100000",
                "--http_cors_origin=https://desk.example")
JSON = {"Content-Type": "application/json"}


def post(path, body, headers=JSON):
    """-> (HTTP code, decoded JSON, response headers)."""
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=20)
    connection.request("POST", path, body if isinstance(body, (bytes, str)) else json.dumps(body), headers)
    response = connection.getresponse()
    data = response.read()
    return response.status, json.loads(data), dict(response.getheaders())


def document(text):
    return {"document": {"content": text, "type": "DOCUMENT_TYPE_PLAIN_TEXT"}}


def reason(answer):
    return answer["details"][0]["reason"]


def raw(data, seconds=20):
    """Sends bytes as they are; -> everything that comes back."""
    with socket.create_connection(("127.0.0.1", server.http_port), timeout=seconds) as connection:
        connection.sendall(data)
        out = b""
        while chunk := connection.recv(65536):
            out += chunk
        return out


def assert_serves():
    assert post("/v1/documents:clean", document("x"))[0] == 200


def test_answers_are_those_of_grpc():
    text = article.read_text(encoding="utf-8")
    for method, command in (("clean", "clean"), ("extractQuotes", "quotes"), ("extractEntities", "entities"), ("analyze", "analyze")):
        run = subprocess.run([client_binary, command, f"--server={server.address}", "--format=json", "--encoding=utf16", article],
                             capture_output=True, text=True, check=True)
        code, answer, headers = post(f"/v1/documents:{method}", document(text) | {"encodingType": "ENCODING_TYPE_UTF16"})
        assert code == 200, answer
        assert answer == json.loads(run.stdout)
        assert headers["X-Request-Id"] and headers["traceparent"]


def test_errors_have_code_reason_and_field():
    cases = [
        (document(""), 400, "DOCUMENT_EMPTY"),
        (document("x" * 100001), 400, "DOCUMENT_TOO_LARGE"),
        ('{"document": {"content": "x"', 400, "MALFORMED_JSON"),
        ({"document": {"content": "x"}, "documents": 1}, 400, "UNKNOWN_FIELD"),
        (document("x" * 700000), 413, "DOCUMENT_TOO_LARGE"),
    ]
    for body, code, wanted in cases:
        got, answer, _ = post("/v1/documents:clean", body)
        assert (got, reason(answer)) == (code, wanted), (got, answer)
    assert post("/v1/documents:clean", document(""))[1]["details"][1]["fieldViolations"][0]["field"] == "document.content"
    assert post("/v1/documents:clean", "x=1", {"Content-Type": "application/x-www-form-urlencoded"})[0] == 415
    for media_type in ("application/jsonx", "application/json; charset=utf-16"):
        assert post("/v1/documents:clean", document("x"), {"Content-Type": media_type})[0] == 415, media_type
    assert post("/v1/documents:clean", document("x"), {"Content-Type": "Application/JSON ; charset=UTF-8"})[0] == 200
    assert post("/v1/documents:clean", ('{"document": {"content": "' + "\\u00e9" * 49000 + '"}}').encode())[0] == 200, "escapes are no part of the document"
    assert post("/v1/documents:summarise", document("x"))[0] == 404
    assert "“" not in post("/v1/documents:clean", '{"document": “'.encode())[1]["message"]
    assert_serves()


def test_errors_name_the_field_and_what_it_takes():
    _, answer, _ = post("/v1/documents:clean", {"document": {"content": "x", "type": "PLAIN"}})
    info, bad = answer["details"]
    assert (info["reason"], bad["fieldViolations"][0]["field"]) == ("UNKNOWN_ENUM_VALUE", "document.type"), answer
    assert "DOCUMENT_TYPE_HTML" in info["metadata"]["allowedValues"]
    by_number = post("/v1/documents:clean", {"document": {"content": "x", "type": 77}})[1]
    assert by_number == answer, "a value by its number fails as one by its name does"
    _, answer, _ = post("/v1/documents:clean", {"document": {"content": "x", "typ": "PLAIN"}})
    info, bad = answer["details"]
    assert (info["reason"], bad["fieldViolations"][0]["field"]) == ("UNKNOWN_FIELD", "document.typ"), answer
    assert "type" in info["metadata"]["allowedNames"].split(", ")
    for body, wanted in (('{"document": {}, "document": {}}', "DUPLICATE_FIELD"), ('{"document": {"type": 1e99999}}', "OUT_OF_RANGE"),
                         ("[" * 200_000, "WRONG_JSON_TYPE"), ('{"document":' * 20_000, "UNKNOWN_FIELD")):
        code, answer, _ = post("/v1/documents:clean", body)
        assert (code, reason(answer)) == (400, wanted), (code, answer)
    assert_serves()


def test_compressed_bodies_are_refused():
    bomb = gzip.compress(b" " * 50_000_000)
    code, answer, _ = post("/v1/documents:clean", bomb, JSON | {"Content-Encoding": "gzip"})
    assert (code, reason(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert_serves()


HEAD = b"POST /v1/documents:clean HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def test_what_is_not_well_formed_is_answered_and_hung_up_on():
    for request, code in (
            (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400),
            (HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
            (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
            (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345", 400),
            (HEAD + b"Content-Length: 999999999\r\n\r\n", 413),
            (b"GET / HTTP/1.1\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 20000, 431),
            (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a:\r\n" * 200 + b"\r\n", 431),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50, 400)):
        got = raw(request)
        assert got.startswith(b"HTTP/1.1 %d " % code), (request[:200], got)
        assert b"Connection: close" in got
    assert_serves()


def test_pipelined_requests_are_all_answered_in_order():
    body = json.dumps(document("One line.")).encode()
    one = HEAD + b"Content-Length: %d\r\n" % len(body)
    several = raw((one + b"\r\n" + body) * 3 + b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" + one + b"Connection: close\r\n\r\n" + body)
    assert re.findall(rb"HTTP/1.1 (\d+) ", several) == [b"200", b"200", b"200", b"404", b"200"], several


def test_methods_ranges_and_heads():
    def ask(method, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=20)
        connection.request(method, path, headers=fields)
        response = connection.getresponse()
        return response, response.read()

    response, _ = ask("GET", "/v1/documents:clean")
    assert (response.status, response.getheader("Allow")) == (405, "POST")
    assert ask("DELETE", "/")[0].status == 405
    whole = ask("GET", "/")[1]
    response, ranged = ask("GET", "/", Range="bytes=" + ",".join(f"{k}-{k}" for k in range(500)))
    assert (response.status, ranged) == (200, whole), "no ranges"
    response, nothing = ask("HEAD", "/")
    assert (response.status, int(response.getheader("Content-Length")), nothing) == (200, len(whole), b"")


def test_a_body_goes_on_after_100_continue():
    body = json.dumps(document("One line.")).encode()
    with socket.create_connection(("127.0.0.1", server.http_port), timeout=20) as connection:
        connection.sendall(HEAD + b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body))
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")


def test_idle_and_dripping_connections_keep_nobody_out():
    """Many more idle connections than the port keeps, and ones that drip a byte now and then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(10_000, hard - 500)

    def p99(calls=100):
        times = []
        for _ in range(calls):
            begin = time.monotonic()
            assert_serves()
            times.append(time.monotonic() - begin)
        return sorted(times)[calls * 99 // 100 - 1]

    quiet = p99()
    idle = [socket.create_connection(("127.0.0.1", server.http_port)) for _ in range(count)]
    dripping = [socket.create_connection(("127.0.0.1", server.http_port)) for _ in range(200)]
    for k, connection in enumerate(dripping):
        connection.sendall((HEAD + b"Content-Length: 99\r\n\r\n{")[:k + 1])
    loaded = p99()
    print(f"  p99 {quiet * 1e3:.1f} ms quiet, {loaded * 1e3:.1f} ms beside {count} idle and 200 dripping connections")
    assert loaded < 2 * quiet + 0.05, "a loose bound: the machine is shared"
    begin = time.monotonic()
    while any(recv_ends(connection) is False for connection in dripping):
        assert time.monotonic() - begin < 20, "drips are given up"
        time.sleep(0.2)
    for connection in idle + dripping:
        connection.close()
    assert_serves()


def recv_ends(connection):
    """-> whether the peer has closed."""
    connection.setblocking(False)
    try:
        return connection.recv(4096) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_the_end_does_not_wait_for_a_dripping_connection():
    with Server(server_binary, "--http_address=127.0.0.1:0", "--drain_timeout=2s") as dripped_on:
        with socket.create_connection(("127.0.0.1", dripped_on.http_port)) as connection:
            connection.sendall(HEAD + b"Content-Length: 99\r\n\r\n{")
            begin = time.monotonic()
            assert dripped_on.stop() == 0
            assert time.monotonic() - begin < 4


def test_ipv6_and_taken_ports():
    with Server(server_binary, "--http_address=[::1]:0", address="[::1]:0") as six:
        with socket.create_connection(("::1", six.http_port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
    taken = subprocess.run([server_binary, "--address=127.0.0.1:0", f"--http_address=127.0.0.1:{server.http_port}"],
                           capture_output=True, text=True, timeout=30)
    assert taken.returncode == 1 and "cannot listen" in taken.stderr, taken.stderr


def get(path):
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode(), dict(response.getheaders())


def test_the_page_and_all_that_it_names_are_served_under_the_strict_policy():
    code, page, headers = get("/")
    assert code == 200 and headers["Content-Type"].startswith("text/html")
    named = re.findall(r'(?:src|href)="([^"#]+)"', page)
    fetched = re.findall(r"'([a-z_]+\.(?:js|css|html|tsv))'", get("/page.js")[1])
    assert len(named) > 8 and len(fetched) > 8, (named, fetched)
    for name in sorted({*named, *fetched}):
        code, body, headers = get("/" + name)
        assert code == 200 and body, name
        assert "default-src 'none'; script-src 'self'" in headers["Content-Security-Policy"], name


def test_a_report_runs_the_scripts_of_the_page_but_those_that_call_the_server():
    page = [name for name in re.findall(r'src="([^"]+)"', get("/")[1]) if name not in ("page.js", "compare.js", "calls.js", "verify.js", "checker.js", "check.js")]
    saved = re.search(r"const SCRIPTS = \[([^\]]+)\]", get("/page.js")[1]).group(1)
    assert re.findall(r"'([^']+)'", saved) == page
    report = subprocess.run([client_binary, "analyze", f"--server={server.address}", "--format=html", article], capture_output=True, text=True, check=True).stdout
    places = [report.index(get("/" + name)[1].strip()[:200]) for name in page]
    assert places == sorted(places)


def test_the_page_can_be_switched_off():
    with Server(server_binary, "--http_address=127.0.0.1:0", "--page=false") as closed:
        connection = http.client.HTTPConnection("127.0.0.1", closed.http_port)
        connection.request("GET", "/")
        assert connection.getresponse().status == 404


def test_browsers_are_told_who_may_call():
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
    connection.request("OPTIONS", "/v1/documents:clean", headers={"Origin": "https://desk.example"})
    response = connection.getresponse()
    assert response.status == 204
    assert response.getheader("Access-Control-Allow-Origin") == "https://desk.example"


with server:
    run_tests(dict(globals()))
    assert not any("harbour" in str(line).lower() for line in server.lines), "no document text in the log"
