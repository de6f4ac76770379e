"""The README's own lines, run against a server."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language, server):
    code = re.search(rf"```{language}\n(.*?)```", README, re.S).group(1)
    assert "localhost:50051" in code
    return code.replace("localhost:50051", server)


def test_python(server):
    run = subprocess.run([sys.executable, "-c", block("python", server)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0 and re.search(r"^ +\d+ \w+", run.stdout), run.stderr


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_shell(server):
    path = f"{ROOT / 'build/client/cpp'}:{os.environ['PATH']}"
    run = subprocess.run(["bash", "-euo", "pipefail", "-c", block("sh", server)], cwd=ROOT, capture_output=True, text=True,
                         env=os.environ | {"PATH": path})
    assert run.returncode == 0 and re.search(r"^ +\d+ \w+", run.stdout), run.stderr
