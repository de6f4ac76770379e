"""digests.py [DATA]: checks the SHA-256 that models/MODEL_CARD.md lists against the shipped weights, and with DATA against the corpora.

A folder's digest is that of the lines which `sha256sum` prints for its files, in the order of their paths.
"""
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CARD = ROOT / "models/MODEL_CARD.md"


def digest(path):
    if not path.is_dir():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(p for p in path.rglob("*") if p.is_file())
    return hashlib.sha256("".join(f"{digest(p)}  {p.relative_to(path).as_posix()}\n" for p in files).encode()).hexdigest()


def listed():
    """-> {path: digest} as the card has them."""
    return {path: listed for listed, path in re.findall(r"^([0-9a-f]{64})  (\S+)$", CARD.read_text(encoding="utf8"), re.MULTILINE)}


def faults(data=None):
    """-> lines on what is not as the card says; weights that it does not list are among them."""
    found = {p.relative_to(ROOT).as_posix(): p for p in (ROOT / "models").rglob("*") if p.suffix in (".weights", ".txt")}
    if data:
        found |= {path: data / path for path in listed() if not path.startswith("models/")}
    for path, file in sorted(found.items()):
        actual = digest(file) if file.exists() else "missing"
        if actual != listed().get(path, "nothing"):
            yield f"{path}: {CARD.name} lists {listed().get(path, 'nothing')}, it is {actual}"


if __name__ == "__main__":
    told = list(faults(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    print("\n".join(told) or f"{len(listed())} digests, all as listed")
    sys.exit(bool(told))
