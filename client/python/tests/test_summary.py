import subprocess
import sys

from textanalysis_client.summary import Summary, page


def answer(speaker, name):
    return {"response": {"quotes": [{"speaker": {"name": speaker}}], "cleanedDocument": {"publishDate": {"year": 2024, "month": 6, "day": 3}},
                         "entities": [{"type": "ENTITY_TYPE_PERSON", "name": name, "mentions": [{}, {}]}]}}


def test_counts_and_page():
    summary = Summary()
    for speaker in ("Ana Diaz", "Ana Diaz", "<b>Tom"):
        summary.add({"url": "https://news.example/a"}, answer(speaker, "Ana Diaz"))
    summary.add({}, {"error": {"code": "INVALID_ARGUMENT"}})
    assert summary.speakers.most_common(1) == [("Ana Diaz", 2)]
    assert summary.names["Ana Diaz"] == 6 and summary.days == {"2024-06-03": 3} and summary.sources == {"news.example": 3}
    report = page(summary)
    assert "4 documents" in report and "1 documents failed" in report and report.count("<svg") == 4
    assert "<b>Tom" not in report and "&lt;b&gt;Tom" in report


def test_the_command_explains_itself():
    run = subprocess.run([sys.executable, "-m", "textanalysis_client.summary", "--help"], capture_output=True, text=True)
    assert run.returncode == 0 and "REPORT.html" in run.stdout
