"""digests_test.py ROOT: the model card lists the digests of the weights that are shipped, and of what train.sh downloads."""
import pathlib
import re
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root / "training"))
import digests  # noqa: E402

assert list(digests.faults()) == [], list(digests.faults())

with tempfile.TemporaryDirectory() as folder:
    data = pathlib.Path(folder)
    corpora = [path for path in digests.listed() if not path.startswith("models/")]
    assert len(corpora) > 10, corpora
    (data / "ner").mkdir()
    (data / corpora[0]).write_text("another corpus", encoding="utf8")
    told = list(digests.faults(data))
    assert len(told) == len(corpora), told
    assert any(line.startswith(corpora[0]) and digests.digest(data / corpora[0]) in line for line in told), told

    (data / "folder/deep").mkdir(parents=True)
    (data / "folder/b").write_text("b", encoding="utf8")
    before = digests.digest(data / "folder")
    (data / "folder/deep/a").write_text("a", encoding="utf8")
    assert digests.digest(data / "folder") != before

downloads = re.findall(r"^ *verify .*\b([0-9a-f]{64})\b", (root / "training/train.sh").read_text(encoding="utf8"), re.MULTILINE)
assert len(downloads) == 2, downloads
assert all(digest in digests.CARD.read_text(encoding="utf8") for digest in downloads), downloads
