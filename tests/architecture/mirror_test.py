"""mirror_test.py ROOT: the tests mirror the tree: each source of analysis/ and service/ with a header of its own has a test file.

Headers without a source hold types, or one line a function; those that promise behaviour are tested like the others.
"""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
# Wiring that only a running server shows: tests/integration and tests/e2e.
TESTED_RUNNING = {
    "service/flags.h", "service/server/server.h", "service/rpc/analyze_stream.h", "service/rpc/text_analysis_service.h",
    "service/rpc/verify_quotes.h", "service/rpc/verify_stream.h",
}
headers = {str(path.relative_to(root)) for folder in ("analysis", "service") for path in (root / folder).rglob("*.h")}
with_source = {h for h in headers if (root / h).with_suffix(".cc").exists()}
assert len(with_source) > 100, f"only {len(with_source)} sources found below {root}"
assert TESTED_RUNNING <= with_source, TESTED_RUNNING - with_source
listed = (root / "tests/CMakeLists.txt").read_text()
failures = []
for header in sorted(with_source - TESTED_RUNNING):
    test = re.sub(r"\.h$", "_test.cc", header)
    if not (root / "tests" / test).exists():
        failures.append(f"{header} has no test: tests/{test}")
    elif test not in listed:
        failures.append(f"tests/{test} is not in tests/CMakeLists.txt")
    elif "TEST" not in (root / "tests" / test).read_text():
        failures.append(f"tests/{test} tests nothing")
assert not failures, "\n" + "\n".join(failures)
print(len(with_source) - len(TESTED_RUNNING), "sources have their tests,", len(TESTED_RUNNING), "are tested in a running server")
