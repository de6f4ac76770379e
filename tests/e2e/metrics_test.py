"""The metrics of the real binary: documented, there from the start, and what alerts and dashboard ask for."""

import json
import pathlib
import re
import shutil
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import CertificateAuthority, Server, run_tests, wait_for  # noqa: E402

server_binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
monitoring = root / "k8s/components/monitoring"
rules = (monitoring / "prometheusrule.yaml").read_text()
operations = (root / "docs/operations.md").read_text(encoding="utf-8")
OWN = r"\b(?:textanalysis|process)_[a-z_]+\b"


def metrics(server):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.metrics_port}/metrics", timeout=10) as page:
        return page.read().decode()


def families(text):
    return set(re.findall(r"^# TYPE (\S+)", text, re.M))


def value(text, name):
    [line] = [line for line in text.splitlines() if line.startswith(name + " ")]
    return float(line.rpartition(" ")[2])


def test_counters_are_there_before_the_first_call():
    with Server(server_binary, "--metrics_address=127.0.0.1:0", "--http_address=127.0.0.1:0") as server:
        text = metrics(server)
        begun = [line for line in text.splitlines() if line.startswith("textanalysis_requests_total{")]
        for method in ("Clean", "ExtractQuotes", "ExtractEntities", "Analyze", "VerifyQuotes"):
            for transport in ("grpc", "http"):
                for code in ("OK", "INTERNAL", "RESOURCE_EXHAUSTED"):
                    assert any(f'code="{code}"' in line and f'method="{method}"' in line and f'transport="{transport}"' in line for line in begun), (
                        method, transport, code)
        assert all(line.endswith(" 0") for line in begun)
        request = urllib.request.Request(f"http://127.0.0.1:{server.http_port}/v1/documents:clean", b'{"document": {"content": "x"}}',
                                         {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=20).read()
        after = [line for line in metrics(server).splitlines() if line.startswith("textanalysis_requests_total{")]
        assert len(after) == len(begun), "a call that begins at 0 needs no line of its own"
        assert sum(line.endswith(" 1") for line in after) == 1


def test_the_port_takes_no_body():
    with Server(server_binary, "--metrics_address=127.0.0.1:0") as server:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{server.metrics_port}/metrics", b"x" * 100_000, timeout=10)
            raise AssertionError("it took the body")
        except urllib.error.HTTPError as error:
            answer = json.load(error)
            assert error.code == 413 and answer["message"] == "this port takes no body", answer


def test_documentation_names_every_metric_and_every_alert():
    with Server(server_binary, "--metrics_address=127.0.0.1:0", "--http_address=127.0.0.1:0") as server:
        shown = families(metrics(server))
    # The end of a certificate is told where there is one.
    assert len(shown) > 20 and shown <= set(re.findall(OWN, operations)), shown - set(re.findall(OWN, operations))
    alerts = re.findall(r"alert: (\w+)", rules)
    runbook = operations.partition("## Alerts")[2]
    assert len(alerts) > 8 and all(f"| `{alert}` |" in runbook for alert in alerts), [a for a in alerts if f"`{a}`" not in runbook]
    assert set(re.findall(r"`(Textanalysis\w+)`", runbook)) == set(alerts), "the runbooks are of alerts that there are"


def test_alerts_and_dashboard_ask_for_metrics_that_there_are():
    folder = pathlib.Path(tempfile.mkdtemp())
    CertificateAuthority(folder).issue("one", "server.test")
    with Server(server_binary, "--metrics_address=127.0.0.1:0", f"--tls_certificate={folder}/one.crt", f"--tls_key={folder}/one.key") as server:
        shown = families(metrics(server))
    panels = json.loads((monitoring / "dashboard.json").read_text())["panels"]
    asked = " ".join([*re.findall(r"expr: (?:>-\s+)?((?:.|\n {12,})+)", rules), *(target["expr"] for panel in panels for target in panel.get("targets", []))])
    names = {re.sub(r"_(bucket|sum|count)$", "", name) for name in re.findall(OWN, asked) if not name.startswith("textanalysis_server")}
    assert len(names) > 10 and names <= shown, names - shown


def test_the_end_of_what_is_served_is_told_and_follows_the_file():
    folder = pathlib.Path(tempfile.mkdtemp())
    authority = CertificateAuthority(folder)
    authority.issue("short", "server.test")
    authority.issue("long", "server.test", days=40)
    for kind in ("crt", "key"):
        shutil.copy(folder / f"short.{kind}", folder / f"tls.{kind}")
    flags = [f"--tls_certificate={folder}/tls.crt", f"--tls_key={folder}/tls.key", f"--tls_client_ca={folder}/ca.crt", "--reload_interval=200ms"]
    with Server(server_binary, "--metrics_address=127.0.0.1:0", *flags) as server:
        def days_left(kind):
            return (value(metrics(server), f'textanalysis_certificate_expiry_timestamp_seconds{{kind="{kind}"}}') - time.time()) / 86400

        assert 1.9 < days_left("server") < 2.1 and 1.9 < days_left("client_ca") < 2.1
        for kind in ("key", "crt"):
            shutil.copy(folder / f"long.{kind}", folder / "new")
            (folder / "new").rename(folder / f"tls.{kind}")
        wait_for(lambda: 39.9 < days_left("server") < 40.1)


def test_connections_that_make_way_are_counted():
    with Server(server_binary, "--metrics_address=127.0.0.1:0", "--http_address=127.0.0.1:0", "--max_connections=16") as server:
        idle = [socket.create_connection(("127.0.0.1", server.http_port)) for _ in range(20)]
        wait_for(lambda: value(metrics(server), "textanalysis_dropped_connections_total") >= 4)
        for connection in idle:
            connection.close()
        assert value(metrics(server), "textanalysis_connection_limit") == 16


def test_the_process_is_told_of():
    with Server(server_binary, "--metrics_address=127.0.0.1:0") as server:
        text = metrics(server)
        assert abs(value(text, "process_resident_memory_bytes") / 2**20 - server.resident_mib()) < 20
        assert abs(value(text, "process_start_time_seconds") - time.time()) < 60
        assert 0 < value(text, "process_open_fds") < value(text, "process_max_fds")


run_tests(dict(globals()))
