"""A server of its own for the tests: the binary that TA_TEST_SERVER names, or the build's."""

import contextlib
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]


@contextlib.contextmanager
def serving(*flags):
    """-> what a server with these flags says when it serves: "port", "http_port"."""
    binary = os.environ.get("TA_TEST_SERVER", ROOT / "build/service/textanalysis_server")
    process = subprocess.Popen([binary, "--address=127.0.0.1:0", "--drain_delay=0s", *flags], stderr=subprocess.PIPE, text=True)
    yield json.loads(process.stderr.readline())
    process.terminate()
    process.communicate()


@pytest.fixture(scope="session")
def ports():
    """-> what the shared server says when it serves."""
    with serving("--http_address=127.0.0.1:0", "--max_document_bytes=20000") as says:
        yield says


@pytest.fixture(scope="session")
def server(ports):
    """-> "host:port" of the gRPC port."""
    return f"127.0.0.1:{ports['port']}"
