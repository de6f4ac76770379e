"""The HTTP/JSON port: the same answers as gRPC, and the right code for every kind of bad request."""

import gzip
import http.client
import json
import pathlib
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
    if response.getheader("Content-Encoding") == "gzip":
        data = gzip.decompress(data)
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
        (document("x" * 400000), 413, "DOCUMENT_TOO_LARGE"),
    ]
    for body, code, wanted in cases:
        got, answer, _ = post("/v1/documents:clean", body)
        assert (got, reason(answer)) == (code, wanted), (got, answer)
    assert post("/v1/documents:clean", document(""))[1]["details"][0]["field"] == "document.content"
    assert post("/v1/documents:clean", "x=1", {"Content-Type": "application/x-www-form-urlencoded"})[0] == 415
    assert post("/v1/documents:summarise", document("x"))[0] == 404
    assert "“" not in post("/v1/documents:clean", '{"document": “'.encode())[1]["message"]
    assert_serves()


def test_gzip_both_ways_and_a_bomb():
    body = gzip.compress(json.dumps(document(article.read_text(encoding="utf-8"))).encode())
    code, answer, headers = post("/v1/documents:clean", body, JSON | {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"})
    assert code == 200 and headers["Content-Encoding"] == "gzip" and answer["cleanedDocument"]["text"], headers
    bomb = gzip.compress(b" " * 50_000_000)
    assert post("/v1/documents:clean", bomb, JSON | {"Content-Encoding": "gzip"})[0] == 413
    assert_serves()


def test_bad_transfer_leaves_the_server_serving():
    head = b"POST /v1/documents:clean HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    assert b" 400 " in raw(head + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nabc\r\n")
    begin = time.monotonic()
    raw(head + b"Content-Length: 1000\r\n\r\n{")
    assert time.monotonic() - begin < 15, "a slow body is given up"
    assert_serves()
    body = json.dumps(document("One line.")).encode()
    one = head + b"Content-Length: %d\r\n" % len(body)
    both = raw(one + b"\r\n" + body + one + b"Connection: close\r\n\r\n" + body)
    assert both.startswith(b"HTTP/1.1 200"), "pipelined: the first is answered; the rest is for the client to send again"
    raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50)
    assert_serves()


def test_slow_bodies_do_not_keep_others_out():
    slow = []
    for _ in range(40):
        connection = socket.create_connection(("127.0.0.1", server.http_port))
        connection.sendall(b"POST /v1/documents:clean HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")
        slow.append(connection)
    begin = time.monotonic()
    assert_serves()
    assert time.monotonic() - begin < 2
    for connection in slow:
        connection.close()


def test_browsers_are_told_who_may_call():
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
    connection.request("OPTIONS", "/v1/documents:clean", headers={"Origin": "https://desk.example"})
    response = connection.getresponse()
    assert response.status == 204
    assert response.getheader("Access-Control-Allow-Origin") == "https://desk.example"


with server:
    run_tests(dict(globals()))
    assert not any("harbour" in str(line).lower() for line in server.lines), "no document text in the log"
