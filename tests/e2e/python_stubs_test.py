"""A Python client of generated stubs: Analyze, Clean of raw bytes, the stream, health and error details."""

import json
import pathlib
import subprocess
import sys
import tempfile

server_binary, root, protoc = sys.argv[1:4]
out = tempfile.mkdtemp()
subprocess.run([protoc, f"-I{root}/protos", f"--python_out={out}", f"--grpc_out={out}",
                "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin",
                "textanalysis/v1/text_analysis_service.proto"], check=True)
sys.path.insert(0, out)

import grpc  # noqa: E402
from textanalysis.v1 import text_analysis_service_pb2 as pb  # noqa: E402
from textanalysis.v1 import text_analysis_service_pb2_grpc as rpc  # noqa: E402

process = subprocess.Popen([server_binary, "--address=127.0.0.1:0", "--drain_delay=0s"], stderr=subprocess.PIPE, text=True)
try:
    port = str(json.loads(process.stderr.readline())["port"])
    stub = rpc.TextAnalysisServiceStub(grpc.insecure_channel("127.0.0.1:" + port))
    text = pathlib.Path(root, "examples/harbour.txt").read_text(encoding="utf-8")
    document = pb.Document(content=text, type=pb.DOCUMENT_TYPE_PLAIN_TEXT)
    response = stub.Analyze(pb.AnalyzeRequest(document=document, encoding_type=pb.ENCODING_TYPE_UTF32))
    cleaned = response.cleaned_document.text
    assert response.quotes and response.entities
    for entity in response.entities:
        for mention in entity.mentions:
            assert cleaned[mention.span.begin_offset:mention.span.end_offset] == mention.content
    for segment in response.cleaned_document.segments:
        if segment.transformation == pb.SEGMENT_TRANSFORMATION_VERBATIM:
            a, b = segment.text_span, segment.source_span
            assert cleaned[a.begin_offset:a.end_offset] == text[b.begin_offset:b.end_offset]
    page = pb.Document(raw_content="<p>Caf\xe9 life.</p>".encode("latin-1"), type=pb.DOCUMENT_TYPE_HTML, charset="latin1")
    assert stub.Clean(pb.CleanRequest(document=page)).cleaned_document.text == "Café life."
    items = (pb.StreamingAnalyzeRequest(item_id=str(k), request=pb.AnalyzeRequest(document=document)) for k in range(20))
    assert sorted(int(r.item_id) for r in stub.StreamingAnalyze(items) if r.HasField("response")) == list(range(20))
    try:
        stub.Clean(pb.CleanRequest())
        raise AssertionError("an empty request must fail")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
        status = pb.ErrorStatus.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
        assert pb.ErrorInfo.FromString(status.details[0].value).reason == "DOCUMENT_EMPTY", status
        assert pb.BadRequest.FromString(status.details[1].value).field_violations[0].field == "document.content", status
finally:
    process.terminate()
    process.wait(timeout=30)
print("passed")
