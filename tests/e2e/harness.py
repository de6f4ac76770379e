"""What the end-to-end tests share: the real server as a process, stubs generated from the schema, certificates."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time


class Server:
    """A server on free ports. `lines` grows with what it logs, as dictionaries."""

    def __init__(self, binary, *flags, environment=None, address="127.0.0.1:0", preexec=None):
        self.process = subprocess.Popen(
            [binary, "--address=" + address, "--drain_delay=100ms", *flags],
            stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}, preexec_fn=preexec)
        first = self.process.stderr.readline()
        assert '"serving"' in first, first + self.process.stderr.read()
        self.lines = [json.loads(first)]
        self.port, self.http_port, self.metrics_port = (int(self.lines[0][n]) for n in ("port", "http_port", "metrics_port"))
        self.address = f"127.0.0.1:{self.port}"
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            if line.startswith("{"):
                self.lines.append(json.loads(line))

    def resident_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self, sig=signal.SIGTERM):
        self.process.send_signal(sig)
        code = self.process.wait(timeout=60)
        self.reader.join(timeout=10)
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


def load_stubs(root, protoc):
    """-> (grpc, messages, services), for the distribution's Python."""
    out = tempfile.mkdtemp()
    subprocess.run([protoc, f"-I{root}/protos", f"--python_out={out}", f"--grpc_out={out}",
                    "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin",
                    "textanalysis/v1/text_analysis_service.proto"], check=True)
    sys.path.insert(0, out)
    import grpc
    from textanalysis.v1 import text_analysis_service_pb2 as pb
    from textanalysis.v1 import text_analysis_service_pb2_grpc as services
    return grpc, pb, services


def error_detail(pb, error):
    """-> the ErrorInfo of a failed call, or None."""
    metadata = dict(error.trailing_metadata() or ())
    if "grpc-status-details-bin" not in metadata:
        return None
    status = pb.ErrorStatus.FromString(metadata["grpc-status-details-bin"])
    return error_info(pb, status)


def error_info(pb, status):
    """-> the ErrorInfo of an ErrorStatus."""
    assert status.details[0].type_url == "type.googleapis.com/google.rpc.ErrorInfo", status
    return pb.ErrorInfo.FromString(status.details[0].value)


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.05)


def row(what, figure):
    """Prints a row of the table of docs/performance.md, which scripts/soak.sh puts together."""
    print(f"| {what} | {figure} |", flush=True)


HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def http2_frame(kind, flags, stream, payload):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def http2_call_headers(method, stream):
    """A HEADERS frame that calls a method of the service, without indexed headers (RFC 7541, 6.2.2)."""
    def text(value):
        return bytes([len(value)]) + value.encode()

    headers = b"\x83\x86\x04" + text("/textanalysis.v1.TextAnalysisService/" + method) + b"\x01" + text("localhost")
    headers += b"\x0f\x10" + text("application/grpc") + b"\x00" + text("te") + text("trailers")
    return http2_frame(1, 4, stream, headers)


class CertificateAuthority:
    """Makes certificates in `folder` with the openssl command."""

    def __init__(self, folder, name="ca"):
        self.folder, self.name = pathlib.Path(folder), name
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                      "-subj", "/CN=test CA", "-keyout", f"{name}.key", "-out", f"{name}.crt")

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def issue(self, stem, name, days=2):
        """Writes STEM.crt and STEM.key for the DNS name `name`, for so many days."""
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={name}",
                      "-keyout", f"{stem}.key", "-out", f"{stem}.csr")
        (self.folder / f"{stem}.ext").write_text(f"subjectAltName=DNS:{name},IP:127.0.0.1\n")
        self._openssl("x509", "-req", "-in", f"{stem}.csr", "-CA", f"{self.name}.crt", "-CAkey", f"{self.name}.key",
                      "-CAcreateserial", "-days", str(days), "-extfile", f"{stem}.ext", "-out", f"{stem}.crt")


def run_tests(module):
    """Runs every test_* function of `module` with TEST_FILTER (default: nothing) in its name, in order, and prints one line each."""
    tests = [(n, f) for n, f in module.items() if n.startswith("test_") and os.environ.get("TEST_FILTER", "") in n]
    assert tests, "no test found"
    for name, test in tests:
        test()
        print(name, "passed", flush=True)
