"""grpcurl, by reflection alone. scripts/setup.sh installs it."""

import json
import os
import shutil
import subprocess
import sys

grpcurl = shutil.which("grpcurl", path=os.environ["PATH"] + ":" + os.path.expanduser("~/.cache/textanalysis/bin"))
assert grpcurl, "grpcurl is missing: run scripts/setup.sh"
process = subprocess.Popen([sys.argv[1], "--address=127.0.0.1:0", "--drain_delay=0s"], stderr=subprocess.PIPE, text=True)
try:
    address = "127.0.0.1:" + str(json.loads(process.stderr.readline())["port"])
    services = subprocess.run([grpcurl, "-plaintext", address, "list"], capture_output=True, text=True, check=True).stdout
    assert "textanalysis.v1.TextAnalysisService" in services, services
    request = {"document": {"content": "“We won,” said Ana Diaz.", "type": "DOCUMENT_TYPE_PLAIN_TEXT"}}
    answer = subprocess.run([grpcurl, "-plaintext", "-d", json.dumps(request), address,
                             "textanalysis.v1.TextAnalysisService/ExtractQuotes"], capture_output=True, text=True, check=True).stdout
    assert json.loads(answer)["quotes"][0]["speaker"]["name"] == "Ana Diaz", answer
finally:
    process.terminate()
    process.wait(timeout=30)
print("passed")
