"""packaging/compose: its file is one that compose takes, and its command serves TLS with what certificates.sh makes. No daemon is needed."""

import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.request

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, run_tests  # noqa: E402

server_binary, client_binary, root = sys.argv[1:4]
article = str(pathlib.Path(root, "examples/harbour.txt"))
folder = pathlib.Path(tempfile.mkdtemp(), "compose")
shutil.copytree(pathlib.Path(root, "packaging/compose"), folder, ignore=shutil.ignore_patterns("tls", ".env"))
compose = yaml.safe_load((folder / "compose.yaml").read_text())
service = compose["services"]["server"]


def make_certificates(*hosts):
    subprocess.run([folder / "certificates.sh", *hosts], check=True, capture_output=True)


def command():
    """-> the container's flags, with its volume where it is here and ports that are free."""
    [volume] = service["volumes"]
    here, there = volume.split(":")[:2]
    flags = [flag.replace(f"={there}/", f"={folder / here}/") for flag in service["command"]]
    return [re.sub(r":\d+$", ":0", flag) if "address=" in flag else flag for flag in flags]


def serve():
    flags = command()
    address = next(flag.partition("=")[2] for flag in flags if flag.startswith("--address="))
    return Server(server_binary, *(flag for flag in flags if not flag.startswith("--address=")), address=address, environment=service["environment"])


def test_compose_takes_the_file():
    make_certificates()
    asked = [["docker", "compose"], ["docker-compose"]]
    tool = next((words for words in asked if shutil.which(words[0]) and subprocess.run([*words, "version"], capture_output=True).returncode == 0), None)
    if tool is None:
        return print("  not asked: no compose on this machine")
    run = subprocess.run([*tool, "-f", folder / "compose.yaml", "config"], capture_output=True, text=True, cwd=folder)
    assert run.returncode == 0, run.stderr
    assert yaml.safe_load(run.stdout)["services"]["server"]["user"] == (folder / ".env").read_text().split("TEXTANALYSIS_USER=")[1].strip()


def test_what_it_serves_is_encrypted_on_both_ports():
    make_certificates()
    with serve() as server:
        run = subprocess.run([client_binary, "quotes", f"--server=localhost:{server.port}", f"--tls_ca={folder}/tls/ca.crt", article],
                             capture_output=True, text=True, timeout=60)
        assert run.returncode == 0 and "Hallam" in run.stdout, run.stderr
        plain = subprocess.run([client_binary, "quotes", f"--server=localhost:{server.port}", "--deadline=3s", article], capture_output=True, timeout=60)
        assert plain.returncode == 1
        context = ssl.create_default_context(cafile=folder / "tls/ca.crt")
        with urllib.request.urlopen(f"https://localhost:{server.http_port}/", context=context, timeout=20) as page:
            assert b"<title>" in page.read()


def test_ports_that_are_mapped_are_listened_on():
    listened = {flag.rpartition(":")[2] for flag in service["command"] if "address=0.0.0.0:" in flag}
    mapped = {port.rpartition(":")[2] for port in service["ports"]}
    assert mapped == listened and len(mapped) == 2
    assert all(port.startswith("127.0.0.1:") for port in service["ports"]), "beyond this machine only where that is said"


def test_certificates_name_the_hosts_that_were_asked_for_and_the_ca_stays():
    make_certificates()
    before = (folder / "tls/ca.crt").read_bytes()
    make_certificates("news.example", "192.0.2.7")
    assert (folder / "tls/ca.crt").read_bytes() == before
    shown = subprocess.run(["openssl", "x509", "-in", folder / "tls/server.crt", "-noout", "-ext", "subjectAltName"], capture_output=True, text=True, check=True)
    for name in ("DNS:localhost", "IP Address:127.0.0.1", "DNS:news.example", "IP Address:192.0.2.7"):
        assert name in shown.stdout, shown.stdout
    for key in (folder / "tls").glob("*.key"):
        assert key.stat().st_mode & 0o077 == 0, key


def test_clients_can_be_asked_for_their_certificate():
    make_certificates()
    with_clients = f"--tls_client_ca={folder}/tls/ca.crt"
    assert "# - --tls_client_ca=/tls/ca.crt" in (folder / "compose.yaml").read_text()
    with Server(server_binary, *(flag for flag in command() if "address=" not in flag), with_clients) as server:
        call = [client_binary, "clean", f"--server=localhost:{server.port}", "--deadline=5s", f"--tls_ca={folder}/tls/ca.crt", article]
        assert subprocess.run(call, capture_output=True, timeout=60).returncode == 1
        shown = [f"--tls_certificate={folder}/tls/client.crt", f"--tls_key={folder}/tls/client.key"]
        assert subprocess.run([*call, *shown], capture_output=True, timeout=60).returncode == 0


os.environ.pop("TEXTANALYSIS_USER", None)
run_tests(dict(globals()))
