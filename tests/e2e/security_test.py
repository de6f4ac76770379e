"""TLS, mutual TLS, rotation of certificates and tokens, against the real binary."""

import hashlib
import http.client
import json
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import CertificateAuthority, Server, run_tests, wait_for  # noqa: E402

server_binary, client_binary, root = sys.argv[1:4]
article = str(pathlib.Path(root, "examples/harbour.txt"))
folder = pathlib.Path(tempfile.mkdtemp())
authority = CertificateAuthority(folder)
for stem, name in (("one", "server.test"), ("two", "server.test"), ("desk", "desk.test"), ("guest", "guest.test")):
    authority.issue(stem, name)


def install(certificate, key):
    """Puts a pair where the server reads it, each file at once."""
    for source, place in ((f"{certificate}.crt", "tls.crt"), (f"{key}.key", "tls.key")):
        shutil.copy(folder / source, folder / "new")
        (folder / "new").rename(folder / place)


def tls_flags():
    return [f"--tls_certificate={folder}/tls.crt", f"--tls_key={folder}/tls.key", "--reload_interval=200ms"]


def call(server, *flags, scheme="127.0.0.1"):
    return subprocess.run([client_binary, "clean", f"--server={scheme}:{server.port}", "--deadline=5s", *flags, article],
                          capture_output=True, text=True, timeout=60)


def served_certificate(port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
        with context.wrap_socket(plain) as secure:
            return ssl.DER_cert_to_PEM_cert(secure.getpeercert(binary_form=True))


def pem(stem):
    text = (folder / f"{stem}.crt").read_text()
    return ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(text))


def test_plain_text_beyond_loopback_must_be_asked_for():
    run = subprocess.run([server_binary, "--address=0.0.0.0:0"], capture_output=True, text=True, timeout=30)
    assert run.returncode == 1 and "--allow_plaintext" in run.stderr, run.stderr
    with Server(server_binary, "--allow_plaintext", address="0.0.0.0:0") as server:
        assert call(server).returncode == 0


def test_a_damaged_pair_ends_the_start():
    install("one", "two")
    run = subprocess.run([server_binary, "--address=127.0.0.1:0", *tls_flags()], capture_output=True, text=True, timeout=30)
    assert run.returncode == 1 and "the key is not the certificate's" in run.stderr, run.stderr


def test_tls_serves_both_ports_and_refuses_plain_text():
    install("one", "one")
    with Server(server_binary, "--http_address=127.0.0.1:0", *tls_flags()) as server:
        assert call(server, f"--tls_ca={folder}/ca.crt").returncode == 0
        assert call(server).returncode == 1
        context = ssl.create_default_context(cafile=folder / "ca.crt")
        connection = http.client.HTTPSConnection("127.0.0.1", server.http_port, context=context, timeout=10)
        connection.request("POST", "/v1/documents:clean", '{"document": {"content": "x", "type": 1}}',
                           {"Content-Type": "application/json"})
        assert connection.getresponse().status == 200


def test_mutual_tls_lets_in_who_is_on_the_list():
    install("one", "one")
    flags = [f"--tls_client_ca={folder}/ca.crt", "--tls_allowed_names=desk.test"]
    with Server(server_binary, *tls_flags(), *flags) as server:
        ca = f"--tls_ca={folder}/ca.crt"
        for stem, code, text in (("desk", 0, ""), ("guest", 1, "CLIENT_NOT_ALLOWED")):
            run = call(server, ca, f"--tls_certificate={folder}/{stem}.crt", f"--tls_key={folder}/{stem}.key")
            assert run.returncode == code and text in run.stderr, run.stderr
        assert call(server, ca).returncode == 1


def test_a_bad_pair_is_never_served_and_a_good_one_soon():
    install("one", "one")
    with Server(server_binary, "--metrics_address=127.0.0.1:0", *tls_flags()) as server:
        ca = f"--tls_ca={folder}/ca.crt"
        assert served_certificate(server.port) == pem("one")
        install("two", "guest")
        wait_for(lambda: any("the old one is kept" in line.get("result", "") for line in server.lines))
        for _ in range(5):
            assert served_certificate(server.port) == pem("one")
            assert call(server, ca).returncode == 0
            time.sleep(0.3)
        install("two", "two")
        wait_for(lambda: served_certificate(server.port) == pem("two"))
        assert call(server, ca).returncode == 0
        connection = http.client.HTTPConnection("127.0.0.1", server.metrics_port)
        connection.request("GET", "/metrics")
        metrics = connection.getresponse().read().decode()
        assert 'textanalysis_reloads_total{kind="certificate",result="ok"} 1' in metrics, metrics
        assert 'result="failed"' in metrics
        assert not any("BEGIN" in str(line) for line in server.lines), "no key in the log"


def test_calls_under_way_outlive_a_rotation():
    install("one", "one")
    text = pathlib.Path(article).read_text(encoding="utf-8")
    (folder / "in.jsonl").write_text("".join(json.dumps({"id": str(k), "text": text}) + "\n" for k in range(1500)))
    with Server(server_binary, "--access_log=false", *tls_flags()) as server:
        with open(folder / "in.jsonl") as lines:
            batch = subprocess.Popen([client_binary, "batch", "--rpc=analyze", f"--server=127.0.0.1:{server.port}", f"--tls_ca={folder}/ca.crt"],
                                     stdin=lines, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        answers = [batch.stdout.readline()]
        install("two", "guest")
        wait_for(lambda: any("the old one is kept" in line.get("result", "") for line in server.lines))
        install("two", "two")
        wait_for(lambda: served_certificate(server.port) == pem("two"))
        assert batch.poll() is None, "the batch goes on during the rotation"
        answers += batch.stdout.readlines()
        assert batch.wait(60) == 0
        assert len(answers) == 1500 and not any('"error"' in line for line in answers)


def test_tokens_are_asked_for_and_read_anew():
    tokens, secret = folder / "tokens", folder / "secret"

    def allow(token):
        tokens.write_text(f"# newsroom\n{hashlib.sha256(token.encode()).hexdigest()} desk\n")

    allow("first-token")
    with Server(server_binary, f"--token_file={tokens}", "--reload_interval=200ms") as server:
        run = call(server)
        assert run.returncode == 1 and "TOKEN_MISSING" in run.stderr, run.stderr
        secret.write_text("second-token\n")
        run = call(server, f"--token_file={secret}")
        assert run.returncode == 1 and "TOKEN_UNKNOWN" in run.stderr, run.stderr
        allow("second-token")
        wait_for(lambda: call(server, f"--token_file={secret}").returncode == 0)
        tokens.write_text("damaged\n")
        wait_for(lambda: any("the old one is kept" in line.get("result", "") for line in server.lines))
        assert call(server, f"--token_file={secret}").returncode == 0
        assert any(line.get("client") == "desk" for line in server.lines)
        assert not any("second-token" in str(line) for line in server.lines), "no token in the log"


def test_refused_http_calls_are_logged_and_counted():
    (folder / "any_tokens").write_text(f"{hashlib.sha256(b'a token').hexdigest()} desk\n")
    with Server(server_binary, f"--token_file={folder}/any_tokens", "--http_address=127.0.0.1:0", "--metrics_address=127.0.0.1:0") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=10)
        connection.request("POST", "/v1/documents:analyze", "{}", {"Content-Type": "application/json", "X-Request-Id": "guess-1"})
        answer = connection.getresponse()
        assert answer.status == 401 and answer.headers["X-Request-Id"] == "guess-1" and answer.read()
        wait_for(lambda: any(line.get("reason") == "TOKEN_MISSING" and line.get("transport") == "http" for line in server.lines))
        metrics = http.client.HTTPConnection("127.0.0.1", server.metrics_port, timeout=10)
        metrics.request("GET", "/metrics")
        page = metrics.getresponse().read().decode()
        counts = [line for line in page.splitlines() if line.startswith("textanalysis_requests_total") and 'transport="http"' in line]
        assert any("UNAUTHENTICATED" in line and line.endswith(" 1") for line in counts), counts


def answered_without_a_token(server):
    """-> which of health checks, reflection and the page answer."""
    def call(method, message=b""):
        with grpc.insecure_channel(server.address) as channel:
            stub = channel.stream_stream(method) if "Reflection" in method else channel.unary_unary(method)
            try:
                return list(stub(iter([message]), timeout=10)) if "Reflection" in method else [stub(message, timeout=10)]
            except grpc.RpcError as error:
                assert error.code() in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.UNAUTHENTICATED), error
                return []

    connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=10)
    connection.request("GET", "/")
    list_services = b"\x3a\x00"  # ServerReflectionRequest.list_services
    return {
        "health": call("/grpc.health.v1.Health/Check") != [],
        "reflection": any(b"textanalysis.v1" in answer for answer in call("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", list_services)),
        "page": connection.getresponse().status == 200,
        "channelz": call("/grpc.channelz.v1.Channelz/GetServers") != [],
    }


def test_what_answers_without_a_token_can_be_switched_off():
    flags = [f"--token_file={folder}/any_tokens", "--http_address=127.0.0.1:0"]
    (folder / "any_tokens").write_text(f"{hashlib.sha256(b'a token').hexdigest()} desk\n")
    with Server(server_binary, *flags) as server:
        assert answered_without_a_token(server) == {"health": True, "reflection": True, "page": True, "channelz": False}
    with Server(server_binary, *flags, "--health=false", "--reflection=false", "--page=false") as server:
        assert not any(answered_without_a_token(server).values())
        run = call(server)
        assert run.returncode == 1 and "TOKEN_MISSING" in run.stderr, run.stderr


run_tests(dict(globals()))
