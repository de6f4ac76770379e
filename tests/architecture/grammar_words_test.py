"""grammar_words_test.py ROOT: the grammar of values names no word of a language; words have classes in data/CODE/value_words.tsv."""

import pathlib
import re
import sys

# These read tables, whose kinds and columns have names.
TABLE_READERS = {"vocabulary.cc", "contacts.cc"}
# Codes of UCUM, which no language changes.
CODES = {"min", "wk", "mo", "km"}

root = pathlib.Path(sys.argv[1])
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
read, words = 0, []
for path in sorted((root / "analysis" / "values").glob("*.cc")):
    if path.name in TABLE_READERS:
        continue
    read += 1
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        code = re.split(r"//|#include", line)[0]
        words += [f"{path.relative_to(root)}:{number}: {word}" for word in STRING.findall(code) if re.fullmatch(r"[A-Za-z]*[a-z]{2}[a-z' ]*", word) and word not in CODES]
assert read > 15, f"only {read} sources of the grammar below {root}"
assert not words, "\n" + "\n".join(words)
print(read, "sources without a word of a language")
