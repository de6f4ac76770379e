"""README.md does what it says, in the order in which a reader meets it: blocks of sh and Python, and the commands of its tables and indented
lines, run one after the other in one shell, in a folder with what the reader has. Blocks of console build, or need a container daemon or a cluster:
of these, what they name is held against the files that answer to it. readme_test.py SERVER CLIENT ROOT PYTHON

PYTHON is one that has the Python client, or else its block is left out. jq, likewise."""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, run_tests  # noqa: E402

server_binary, client_binary, root, python = sys.argv[1:5]
readme = pathlib.Path(root, "README.md").read_text()
folder = pathlib.Path(tempfile.mkdtemp())


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


PORTS = {"50051": free_port(), "8080": free_port()}


def with_free_ports(text):
    return re.sub("|".join(PORTS), lambda port: PORTS[port[0]], text)


def steps():
    """-> [(language, text)], in the order of the README. What stands in no fence and begins with the command is of sh."""
    out, language, block = [], None, []
    for line in readme.splitlines():
        fence = re.match(r"```(\w*)$", line)
        if fence and language is None:
            language, block = fence[1], []
        elif fence:
            out.append((language, "\n".join(block)))
            language = None
        elif language is not None:
            block.append(line)
        elif line.startswith("    textanalysis "):
            out.append(("sh", line.strip()))
        elif line.startswith("| "):
            out += [("sh", command) for command in re.findall(r"`(textanalysis [^`]+)`", line)]
    return out


def reader_has():
    """What the words of the README's commands stand for."""
    shutil.copytree(pathlib.Path(root, "examples"), folder / "examples", ignore=shutil.ignore_patterns("spark"))
    for path in ("build/client/cpp", "build/service"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / "build/client/cpp").symlink_to(pathlib.Path(client_binary).resolve().parent)
    (folder / "build/service").symlink_to(pathlib.Path(server_binary).resolve().parent)
    text, page = (folder / "examples/harbour.txt").read_text(), (folder / "examples/bakery.html").read_text()
    for name in ("pages", "articles"):
        (folder / name).mkdir()
        (folder / name / "harbour.txt").write_text(text)
        (folder / name / "bakery.html").write_text(page)
    for name, content in (("page.html", page), ("article.html", page), ("minutes.html", page), ("article.txt", text), ("interview.txt", text), ("draft.txt", text),
                          ("articles.jsonl", '{"id": "1", "text": "“Yes,” said Ana Diaz."}\n'), ("members.tsv", "Q1\tPriya Okafor\tperson\n")):
        (folder / name).write_text(content)


def script():
    """-> one shell script of all that the README runs, each step after a line that shows it."""
    lines = ["set -euo pipefail", "trap 'kill $(jobs -p) 2>/dev/null' EXIT"]
    for number, (language, text) in enumerate(steps()):
        if language == "python":
            if not os.access(python, os.X_OK):
                print("  the Python block is left out: no Python with the client at hand")
                continue
            (folder / f"step{number}.py").write_text(with_free_ports(text))
            text = f"{python} step{number}.py"
        elif language != "sh" or ("jq " in text and not shutil.which("jq")):
            continue
        lines += [f"echo '== {number}'", text]
        if "textanalysis_server" in text:  # A reader does not type faster than it starts.
            lines.append("for _ in $(seq 100); do curl -s localhost:8080 >/dev/null && break; sleep 0.1; done")
    return with_free_ports("\n".join(lines))


def test_what_the_readme_runs_answers_in_its_order():
    reader_has()
    run = subprocess.run(["bash", "-c", script()], cwd=folder, capture_output=True, text=True, timeout=100,
                         env={**os.environ, "TEXTANALYSIS_ADDRESS": f"127.0.0.1:{PORTS['50051']}", "TEXTANALYSIS_DRAIN_DELAY": "0s"})
    assert run.returncode == 0, run.stdout[-1000:] + run.stderr[-2000:]
    said = dict(re.findall(r"^== (\d+)\n(.*?)(?=^== |\Z)", run.stdout, re.M | re.S))
    print(f"  {len(said)} steps")
    assert len(said) >= 12, said.keys()
    for number, (language, text) in enumerate(steps()):
        printed = said.get(str(number))
        if printed is None or text.startswith("export ") or text.endswith("&") or "textanalysis_server" in text:
            continue
        files = re.findall(r"> (\S+)$", text, re.M)
        assert printed.strip() or files, f"nothing is printed by: {text}"
        for name in files:
            assert (folder / name).stat().st_size > 100, text


def test_the_answer_that_the_readme_shows_is_the_one_that_is_printed():
    shown = steps()
    at = next(k for k, (language, text) in enumerate(shown) if language == "sh" and "echo" in text)
    assert shown[at + 1][0] == "", shown[at + 1]
    run = subprocess.run(["bash", "-c", shown[at][1]], capture_output=True, text=True, check=True,
                         env={**os.environ, "PATH": f"{pathlib.Path(client_binary).parent}:{os.environ['PATH']}"})

    def words(text):
        return [line.rstrip() for line in text.strip().splitlines()]

    assert words(run.stdout) == words(shown[at + 1][1]), run.stdout


def consoles():
    return "\n".join(text for language, text in steps() if language == "console")


def test_what_the_console_blocks_name_is_there():
    text = consoles()
    for name in re.findall(r"(?<![\w/])((?:scripts|packaging|k8s|examples)/[\w./-]+)", text):
        made = name.startswith("packaging/compose/tls/")  # By the script of the line before.
        assert made or pathlib.Path(root, name).exists(), name
    targets = set(re.findall(r"^FROM \S+ AS (\S+)$", pathlib.Path(root, "Dockerfile").read_text(), re.M))
    named = set(re.findall(r"--target ([\w-]+)", readme))
    assert named and named <= targets, (named, targets)
    version = re.search(r"^project\(textanalysis VERSION ([\d.]+)", pathlib.Path(root, "CMakeLists.txt").read_text(), re.M)[1]
    assert set(re.findall(r"textanalysis-(?:server|client):([\d.]+)", text)) == {version}


def test_the_flags_of_docker_run_are_the_servers_and_listen_on_what_is_mapped():
    [command] = re.findall(r"^docker run (.+)$", consoles().replace("\\\n", ""), re.M)
    options, _, flags = command.partition(" textanalysis-server:")
    flags = flags.split()[1:]
    listened = {flag.rpartition(":")[2] for flag in flags if "address=0.0.0.0:" in flag}
    assert {mapped.rpartition(":")[2] for mapped in re.findall(r"-p (\S+)", options)} == listened
    free = [re.sub(r":\d+$", ":0", flag) for flag in flags if not flag.startswith("--address=")]
    with Server(server_binary, *free, address="0.0.0.0:0") as server:
        run = subprocess.run([client_binary, "quotes", f"--server=localhost:{server.port}", str(pathlib.Path(root, "examples/harbour.txt"))],
                             capture_output=True, text=True, timeout=60)
        assert run.returncode == 0 and "Hallam" in run.stdout, run.stderr


run_tests(globals())
