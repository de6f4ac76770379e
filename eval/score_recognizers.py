#!/usr/bin/env python3
"""Measures values on the English specifications of Microsoft's Recognizers-Text (MIT), which are not part of this repository.

    score_recognizers.py CLIENT SPECS [--half=0|1] [--errors=MODEL]

SPECS is the folder `Specs/` of a checkout. Half of the specifications, by a hash of their input, is for development (0); the other (1) is
for the figure that is reported. Through `ExtractEntities` of the client:

- found: a wanted mention has one of ours of a fitting type that overlaps it, and begins or ends where it does;
- value: of the wanted values that ours can be compared with, the share that is equal: amount and unit for money and quantities, the number,
  the day, month, year, time or period for dates (any of the readings that the specification lists).

What is the same in two forms counts as equal: T13 and T13:00, half a year and six months, an open range ("since August") and the period that
bounds it, a day that the specification counts back by months or years ("two months ago") and the month or year that holds it, a date that does not
exist and no value, "dollars" of no country and those of one. Not compared, and counted: a number that stands inside a date, a time or an address of ours; a length that the text leaves open
("few hours", which the specification takes for three); what hangs on the minute at which it is read, which the service is not told.
"""
import argparse
import collections
import datetime
import decimal
import hashlib
import json
import pathlib
import re
import subprocess

MODELS = {
    "Currency": ("NumberWithUnit", ["MONEY"]),
    "Dimension": ("NumberWithUnit", ["QUANTITY"]),
    "Temperature": ("NumberWithUnit", ["QUANTITY"]),
    "Age": ("NumberWithUnit", ["QUANTITY", "DATE_TIME"]),
    "Number": ("Number", None),  # A number inside money or a date counts as found there.
    "Ordinal": ("Number", ["NUMBER"]),
    "Percent": ("Number", ["PERCENT"]),
    "DateTime": ("DateTime", ["DATE_TIME"]),
    "PhoneNumber": ("Sequence", ["CONTACT"]),
    "Email": ("Sequence", ["CONTACT"]),
    "URL": ("Sequence", ["CONTACT"]),
    "Hashtag": ("Sequence", ["CONTACT"]),
    "Mention": ("Sequence", ["CONTACT"]),
    "IpAddress": ("Sequence", ["CONTACT"]),
}
VALUE_TYPES = {"MONEY", "QUANTITY", "NUMBER", "PERCENT", "DATE_TIME", "CONTACT"}
# What only a command to a program means: the place of something in a list on a screen.
COMMANDS = re.compile(r"^(next|last|previous|current|penultimate|.*(to last|last one|previous one|next one|one before.*|but one))$")
# Commands to a calendar or assistant, set apart in the count.
# A percentage of nothing: what to work out, or the bare sign.
SUM = re.compile(r"^(%|per ?cents?|percentage)(\s+of\b.*)?$", re.I)
OPEN_LENGTH = re.compile(r"\b(few|several|some|couple)\b", re.I)
TO_THE_MINUTE = re.compile(r"\b(in|within|from|ago|past|last|next|hence)\b.*|\bright now\b|\bat (present|this time)\b|\bto date\b", re.I)
CLOCK_UNIT = re.compile(r"\b(hours?|hrs?|minutes?|mins?|seconds?|secs?)\b", re.I)
BY_MONTHS = re.compile(r"\b(months?|quarters?|years?|decades?|centur(y|ies))\b", re.I)
ASSISTANT = re.compile(r"\b(cortana|i'll|i’ll|i will|schedule|book |remind|meeting|set up|set ooo|arrange|let's|help me|available|appointment|skype)\b", re.I)


def half_of(text):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2


def specifications(folder, model, half):
    family = MODELS[model][0]
    path = pathlib.Path(folder) / family / "English" / f"{model}Model.json"
    cases = json.loads(path.read_text(encoding="utf-8-sig"))
    return [c for c in cases if half is None or half_of(c["Input"]) == half]


def answers(client, cases):
    lines = []
    for number, case in enumerate(cases):
        line = {"id": str(number), "text": case["Input"]}
        reference = (case.get("Context") or {}).get("ReferenceDateTime")
        if reference:
            line["reference_date"] = reference[:10]
        line["language_code"] = "en"
        lines.append(json.dumps(line))
    run = subprocess.run(
        [client, "batch", "--rpc=entities", "--embedded", "--encoding=utf32"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=False
    )
    out = {}
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        out[int(answer["id"])] = answer.get("response") or {}
    return [out.get(number, {}) for number in range(len(cases))]


def mentions(response):
    found = []
    for entity in response.get("entities", []):
        kind = entity["type"].removeprefix("ENTITY_TYPE_")
        if kind in VALUE_TYPES:
            for mention in entity["mentions"]:
                span = mention["span"]
                found.append((span.get("beginOffset", 0), span["endOffset"], kind, entity.get("normalizedValue", {}), mention["content"]))
    return found


def wanted(case):
    """The wanted mentions: begin, end, resolution."""
    out, at = [], 0
    for result in case["Results"]:
        text = result["Text"]
        begin = result.get("Start")
        if begin is None:
            begin = case["Input"].lower().find(text.lower(), at)
            if begin < 0:
                begin = case["Input"].lower().find(text.lower())
        if begin < 0:
            continue
        at = begin + len(text)
        out.append((begin, begin + len(text), result))
    return out


def number(text):
    try:
        return decimal.Decimal(str(text).rstrip("%"))
    except decimal.InvalidOperation:
        return None


def close(one, other):
    one, other = number(one), number(other)
    if one is None or other is None:
        return False
    return one == other or (other != 0 and abs(one - other) <= abs(other) * decimal.Decimal("1e-10"))


UNITS = {
    "Year": "a P Y", "Month": "mo P M", "Week": "wk P W", "Day": "d P D", "C": "Cel", "F": "[degF]", "Degree": "deg", "Meter": "m", "Kilometer": "km",
    "Centimeter": "cm", "Millimeter": "mm", "Mile": "[mi_i]", "Foot": "[ft_i]", "Inch": "[in_i]", "Yard": "[yd_i]", "Pound": "[lb_av]",
    "Kilogram": "kg", "Gram": "g", "Ton": "t", "Metric ton": "t", "Ounce": "[oz_av]", "Gallon": "[gal_us]", "Liter": "L", "Milliliter": "mL",
    "Square kilometer": "km2", "Square meter": "m2", "Square mile": "[smi_us]", "Square foot": "[sft_i]", "Acre": "[acr_us]", "Hectare": "har",
    "Mile per hour": "[mi_i]/h", "Kilometer per hour": "km/h", "Megabyte": "MBy", "Gigabyte": "GBy", "Kilobyte": "kBy", "Byte": "By", "Bit": "bit",
    "Barrel": "[bbl_us]", "Pint": "[pt_us]", "Teaspoon": "[tsp_us]", "Decimeter": "dm", "Picometer": "pm", "Cubic meter": "m3",
}
CURRENCIES = {"Dollar": "USD", "Pound": "GBP", "Euro": "EUR", "Pence": "GBP", "Cent": None, "Franc": None, "Peso": None, "Rupee": None, "Yen": "JPY"}
# A noun that several currencies have, which a specification without a code leaves open: ours may be any of them.
NOUNS = {"Dollar": re.compile(r"..D$"), "Pound": re.compile(r"(GBP|EGP|LBP|SYP|SDG|SSP|GIP|FKP|SHP|IEP|CYP|JEP|IMP|GGP)$")}
# A hundredth, for a currency that the specification counts in cents.
HUNDREDTHS = {"Cent", "Pence", "Penny", "Jiao", "Fen", "Sen", "Paisa", "Kopek"}
INCHES, OUNCES = {"Foot": 12, "Yard": 3}, {"Pound": 16}


def months_of(duration):
    """A length in years as one in months: P0.5Y is P6M."""
    years = re.fullmatch(r"(R/)?P([\d.]+)Y", duration)
    return f"{years[1] or ''}P{(decimal.Decimal(years[2]) * 12).normalize():f}M" if years else duration


def to_the_minute(reading):
    """A time with its minutes: T13 is T13:00."""
    return re.sub(r"T(\d\d)(?=$|/)", r"T\1:00", reading)


def date_readings(resolution, text=""):
    """The readings of a date that ours may equal, in our form."""
    out = set()
    for value in resolution.get("values", []):
        timex, kind = value.get("timex", ""), value.get("type", "")
        if timex and "(" not in timex and kind in ("date", "daterange", "duration", "datetimerange", "datetime", "timerange"):
            out.add(timex)
        if kind in ("date",) and value.get("value", "not resolved") != "not resolved":
            out.add(value["value"])
        if kind == "datetime" and " " in value.get("value", ""):
            day, time = value["value"].split(" ")
            out |= {f"{day}T{time}", f"{day}T{time[:5]}"}
        if kind == "time":
            out |= {timex, f"T{value.get('value', '')}", f"T{value.get('value', '')[:5]}"}
        if kind == "set":
            out |= {timex, "R/" + timex}
        if value.get("start") or value.get("end"):
            out |= ranges(value.get("start"), value.get("end"))
        # A part of a day: ours names it.
        part = re.search(r"T(MO|MI|AF|EV|NI|DT)$", timex)
        if part and value.get("start", "")[4:5] == "-":
            out.add(f"{value['start'][:10]}T{part[1]}")
        # "within 9 months": (2018-03-23,2018-12-23,P9M).
        length = re.fullmatch(r"\([^,]*,[^,]*,(P[^)]*)\)", timex)
        if length and re.match(r"(with)?in |for ", text, re.I):
            out.add(length[1])
    return {months_of(to_the_minute(reading)) for reading in out if reading and "not resolved" not in reading}


def bounds(resolution):
    """The days that bound the open ranges of a specification."""
    out = set()
    for value in resolution.get("values", []):
        if value.get("type") == "daterange" and bool(value.get("start")) != bool(value.get("end")):
            out.add((value.get("start") or value["end"])[:10])
    return out


def no_such_day(resolution):
    values = resolution.get("values", [])
    return bool(values) and all(v.get("value") == "not resolved" and v.get("type") in ("date", "datetime") for v in values)


def ranges(start, end):
    """A range by its first and last day, the specification's end being exclusive, and by what a text states of it."""
    out = set()
    try:
        if start and end and " " not in start and ":" not in start and ":" not in end:
            first = datetime.date.fromisoformat(start)
            last = datetime.date.fromisoformat(end)
            out |= {f"{first}/{last - datetime.timedelta(1)}", f"{first}/{last}"}
        elif start and end and " " in start:
            out.add(f"{start.replace(' ', 'T')[:16]}/{end.replace(' ', 'T')[:16]}")
        elif start and end:
            out.add(f"T{start[:5]}/T{end[:5]}")
        elif start or end:
            out.add(f"T{(start or end)[:5]}" if ":" in (start or end)[:5] else (start or end)[:10])
    except ValueError:
        pass
    return out


def first_day_of(part):
    """The first day of a month, quarter, half, season or year."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(-\d\d)?", part)
    if not found:
        return part
    year, month, quarter, half, season, day = found.groups()
    month = month or (quarter and f"{int(quarter) * 3 - 2:02}") or (half and f"{int(half) * 6 - 5:02}") or {"SP": "03", "SU": "06", "FA": "09", "WI": "12"}.get(season, "01")
    return f"{year}-{month}{day or '-01'}"


def ours_as_dates(value):
    iso = value.get("dateTime", "")
    out = {months_of(to_the_minute(iso))}
    interval = value.get("interval", {})
    if interval:
        out.add(f"{interval['firstDay']}/{interval['lastDay']}")
        out |= {interval["firstDay"], interval["lastDay"]} if len(iso) == 10 else set()
        # Of a range with a half-open end, the specification's last day is the first of our last part.
        if "/" in iso:
            head, tail = iso.split("/")
            out.add(f"{first_day_of(head)}/{first_day_of(tail)}")
    return out


def equal(model, result, kind, value):
    """Whether the value is right; nothing when the specification has none to compare."""
    resolution = result.get("Resolution") or {}
    unit = resolution.get("unit")
    if model == "DateTime":
        return equal_date(result["Text"], resolution, kind, value)
    if model in ("PhoneNumber", "Email", "URL", "Hashtag", "Mention", "IpAddress"):
        return None
    want = resolution.get("value")
    if want in (None, "null"):
        return None
    if model == "Number" and kind in ("DATE_TIME", "CONTACT"):
        return None
    if model == "Currency":
        money = value.get("money", {})
        amount = number(want)
        scaled = amount / 100 if unit in HUNDREDTHS else amount
        code, got = resolution.get("isoCurrency") or CURRENCIES.get(unit), money.get("currencyCode", "")
        noun = NOUNS.get(unit) if not resolution.get("isoCurrency") else None
        return close(money.get("amount"), scaled) and (code is None or got == code or bool(noun and noun.match(got)))
    if model in ("Dimension", "Temperature", "Age"):
        return equal_quantity(want, unit, value)
    got = value.get("number") or value.get("quantity", {}).get("amount") or value.get("money", {}).get("amount")
    if got is None and "dateTime" in value:
        got = value["dateTime"]
    return close(got, want)


def equal_date(text, resolution, kind, value):
    if OPEN_LENGTH.search(text) or (CLOCK_UNIT.search(text) and TO_THE_MINUTE.search(text) and any(v.get("type", "").startswith("datetime") for v in resolution.get("values", []))):
        return None
    if no_such_day(resolution):
        return kind == "DATE_TIME" and "dateTime" not in value
    readings = date_readings(resolution, text)
    if not readings:
        return None
    if readings & ours_as_dates(value):
        return True
    interval = value.get("interval", {})
    if not interval:
        return False
    first, last = interval["firstDay"], interval["lastDay"]
    if bounds(resolution) & {first, last, next_day(last)}:
        return True
    if not BY_MONTHS.search(text):
        return False
    parts = value["dateTime"].split("/")
    for reading in readings:
        ends = reading.split("/")
        if len(ends) == len(parts) and all(re.fullmatch(r"\d{4}-\d\d-\d\d", end) and end.startswith(part) for end, part in zip(ends, parts)):
            return True
    return False


def next_day(day):
    try:
        return str(datetime.date.fromisoformat(day) + datetime.timedelta(1))
    except (ValueError, OverflowError):
        return day


def equal_quantity(want, unit, value):
    quantity, period = value.get("quantity", {}), re.fullmatch(r"P([\d.]+)([YMWD])", value.get("dateTime", ""))
    code = UNITS.get(unit, "").split()
    if quantity:
        amount, got = quantity.get("amount"), quantity.get("unit")
        if unit in INCHES and got != code[0]:
            return close(number(amount) / INCHES[unit], want)
        if unit in OUNCES and got == "[oz_av]":
            return close(number(amount) / OUNCES[unit], want)
        return close(amount, want) and (not code or got == code[0])
    return bool(period) and close(period[1], want) and (not code or period[2] == code[-1])


def measure(client, folder, model, half, show):
    kinds = MODELS[model][1]
    cases = specifications(folder, model, half)
    count = collections.Counter()
    for case, response in zip(cases, answers(client, cases)):
        found = mentions(response)
        for begin, end, result in wanted(case):
            resolution = result.get("Resolution") or {}
            if model == "Ordinal" and COMMANDS.match(result["Text"].lower()):
                count["command"] += 1
                continue
            if model in ("Currency", "Dimension", "Temperature") and resolution.get("value") in (None, "null"):
                count["bare unit"] += 1
                continue
            if model == "Percent" and SUM.match(result["Text"]):
                count["sum"] += 1
                continue
            part = "assistant" if model == "DateTime" and ASSISTANT.search(case["Input"]) else "news"
            count["wanted"] += 1
            count["wanted", part] += 1
            near = [m for m in found if m[0] < end and begin < m[1] and (kinds is None or m[2] in kinds)]
            hits = [m for m in near if m[0] == begin or m[1] == end or model == "Number" or model == "DateTime"]
            if hits:
                count["found"] += 1
                count["found", part] += 1
            verdicts = [equal(model, result, m[2], m[3]) for m in hits]
            comparable = equal(model, result, "", {}) is not None and (not hits or any(verdict is not None for verdict in verdicts))
            if comparable:
                count["comparable"] += 1
                count["comparable", part] += 1
                if any(verdicts):
                    count["value"] += 1
                    count["value", part] += 1
            if show and (not hits or (comparable and not any(verdicts))):
                got = "; ".join(f"{m[4]!r} {m[2]} {json.dumps(m[3], ensure_ascii=False)}" for m in near) or "nothing"
                print(f"  {case['Input'][:150]!r}\n      want {result['Text']!r} {resolution.get('value') or date_readings(resolution)} {resolution.get('unit', '')}; got {got}")
    return count


def share(count, part, whole, key=None):
    total = count[whole, key] if key else count[whole]
    return f"{(count[part, key] if key else count[part]) / total:.3f}" if total else "  -  "


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("client")
    parser.add_argument("specs")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--errors")
    options = parser.parse_args()
    models = [options.errors] if options.errors else list(MODELS)
    for model in models:
        count = measure(options.client, options.specs, model, options.half, bool(options.errors))
        left = ", ".join(f"{count[name]} {name}s left out" for name in ("command", "bare unit", "sum") if count[name])
        print(f"{model:12} wanted {count['wanted']:4}  found {share(count, 'found', 'wanted')}  value {share(count, 'value', 'comparable')} of {count['comparable']}  {left}")
        if model == "DateTime":
            for part in ("news", "assistant"):
                print(f"    {part:9} wanted {count['wanted', part]:4}  found {share(count, 'found', 'wanted', part)}  value {share(count, 'value', 'comparable', part)}")


if __name__ == "__main__":
    main()
