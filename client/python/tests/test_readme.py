"""The README's own lines, in the order in which a reader meets them, in one shell."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time

import pytest

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
# (language, code) of every block.
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.S | re.M)
# Blocks that other tests run, since they need root, an image or a cluster: what stands in them, and who does it.
ELSEWHERE = {"scripts/quickstart.sh": "scripts/fresh_machine.sh", "scripts/test.sh": "scripts/fresh_machine.sh",
             "docker run": "tests/e2e/readme_test.py", "docker compose": "tests/e2e/compose_test.py",
             "kubectl apply": "scripts/k8s-apiserver.sh", "find_package(textanalysis": "scripts/packages.sh"}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Shell:
    """A shell in a folder that holds what a checkout does; the README's ports are free ones."""

    def __init__(self, folder):
        for name in ("examples", "build"):
            (folder / name).symlink_to(ROOT / name)
        self.ports = {"50051": str(free_port()), "8080": str(free_port())}
        self.process = subprocess.Popen(["bash", "-uo", "pipefail"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder,
                                        env=os.environ | {"PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"})

    def run(self, code):
        """-> what the code prints; fails where its last command does."""
        for known, mine in self.ports.items():
            code = re.sub(rf"\b{known}\b", mine, code)
        code = code.replace("textanalysis_server --http_address", f"textanalysis_server --address=127.0.0.1:{self.ports['50051']} --http_address")
        self.process.stdin.write(code + "\nprintf '\\n-- %s\\n' $?\n")
        self.process.stdin.flush()
        out = ""
        while not (line := self.process.stdout.readline()).startswith("-- "):
            assert line, "the shell has ended"
            out += line
        assert line == "-- 0\n", (code, out)
        return out

    def wait_for_server(self):
        for _ in range(100):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", int(self.ports["8080"]))) == 0:
                    return
            time.sleep(0.2)
        raise AssertionError("the server does not serve")

    def close(self):
        self.process.stdin.write("kill %1\n")
        self.process.communicate(timeout=60)


def squeezed(text):
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("curl"), reason="jq and curl are not installed")
def test_blocks_run_in_order(tmp_path):
    shell, printed, ran = Shell(tmp_path), "", 0
    for language, code in BLOCKS:
        if language == "sh":
            printed = shell.run(code)
            ran += 1
            if "textanalysis_server" in code and code.rstrip().split("#")[0].rstrip().endswith("&"):
                shell.wait_for_server()
        elif language == "python":
            printed = shell.run(f"python - <<'END'\n{code}END")
            ran += 1
            assert re.search(r"^ +\d+ \w+", printed, re.M), printed
        elif language == "" and printed:
            assert squeezed(code) == squeezed(printed), "what the README shows is what one sees"
    shell.close()
    assert ran >= 6
    assert (tmp_path / "quotes.csv").read_text(encoding="utf-8").count("direct") > 3
    assert "Yes," in printed, "the last block is a call by HTTP"


def test_what_is_not_run_here_is_run_elsewhere():
    others = [code for language, code in BLOCKS if language in ("console", "cmake")]
    assert len(others) >= 4
    for code in others:
        by = [script for words, script in ELSEWHERE.items() if words in code]
        assert by and (ROOT / by[0]).exists(), code


def test_a_loop_survives_an_empty_file(server, tmp_path):
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/empty.txt").touch()
    (tmp_path / "examples/page.html").write_text("<p>“Yes,” said Ana Diaz.</p>", encoding="utf-8")
    code = next(code for language, code in BLOCKS if language == "python").replace("localhost:50051", server)
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0 and "1 Ana Diaz" in run.stdout and "DOCUMENT_EMPTY" in run.stdout, run.stderr
