#!/usr/bin/env python3
"""Measures values on the English specifications of Microsoft's Recognizers-Text (MIT), which are not part of this repository.

    score_recognizers.py CLIENT SPECS [--half=0|1] [--errors=MODEL]

SPECS is the folder `Specs/` of a checkout. Half of the specifications, by a hash of their input, is for development (0); the other (1) is
for the figure that is reported. Through `ExtractEntities` of the client:

- found: a wanted mention has one of ours of a fitting type that overlaps it, and begins or ends where it does;
- value: of the wanted values that ours can be compared with, the share that is equal: amount and unit for money and quantities, the number,
  the day, month, year, time or period for dates (any of the readings that the specification lists).
"""
import argparse
import collections
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
# A hundredth, for a currency that the specification counts in cents.
HUNDREDTHS = {"Cent", "Pence", "Penny", "Jiao", "Fen", "Sen", "Paisa", "Kopek"}
INCHES, OUNCES = {"Foot": 12, "Yard": 3}, {"Pound": 16}


def date_readings(resolution):
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
    return {reading for reading in out if reading}


def ranges(start, end):
    """A range by its first and last day, the specification's end being exclusive, and by what a text states of it."""
    import datetime

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
            out.add((start or end)[:10])
    except ValueError:
        pass
    return out


def ours_as_dates(value):
    iso = value.get("dateTime", "")
    out = {iso}
    interval = value.get("interval", {})
    if interval:
        out.add(f"{interval['firstDay']}/{interval['lastDay']}")
        out |= {interval["firstDay"], interval["lastDay"]} if len(iso) == 10 else set()
        # Of a range with a half-open end, the specification's last day is the first of our last part.
        if "/" in iso:
            head, tail = iso.split("/")
            pad = lambda part: part + "-01" * (2 - part.count("-")) if re.fullmatch(r"\d{4}(-\d\d)?", part) else part
            out.add(f"{pad(head)}/{pad(tail)}")
    return out


def equal(model, result, kind, value):
    """Whether the value is right; nothing when the specification has none to compare."""
    resolution = result.get("Resolution") or {}
    unit = resolution.get("unit")
    if model == "DateTime":
        readings = date_readings(resolution)
        if not readings:
            return None
        return bool(readings & ours_as_dates(value))
    if model in ("PhoneNumber", "Email", "URL", "Hashtag", "Mention", "IpAddress"):
        return None
    want = resolution.get("value")
    if want in (None, "null"):
        return None
    if model == "Currency":
        money = value.get("money", {})
        amount = number(want)
        scaled = amount / 100 if unit in HUNDREDTHS else amount
        code = resolution.get("isoCurrency") or CURRENCIES.get(unit)
        return close(money.get("amount"), scaled) and (code is None or money.get("currencyCode") == code)
    if model in ("Dimension", "Temperature", "Age"):
        return equal_quantity(want, unit, value)
    got = value.get("number") or value.get("quantity", {}).get("amount") or value.get("money", {}).get("amount")
    if got is None and "dateTime" in value:
        got = value["dateTime"]
    return close(got, want)


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
            part = "assistant" if model == "DateTime" and ASSISTANT.search(case["Input"]) else "news"
            count["wanted"] += 1
            count["wanted", part] += 1
            near = [m for m in found if m[0] < end and begin < m[1] and (kinds is None or m[2] in kinds)]
            hits = [m for m in near if m[0] == begin or m[1] == end or model == "Number" or model == "DateTime"]
            if hits:
                count["found"] += 1
                count["found", part] += 1
            verdicts = [equal(model, result, m[2], m[3]) for m in hits]
            comparable = equal(model, result, "", {}) is not None
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
        left = ", ".join(f"{count[name]} {name}s left out" for name in ("command", "bare unit") if count[name])
        print(f"{model:12} wanted {count['wanted']:4}  found {share(count, 'found', 'wanted')}  value {share(count, 'value', 'comparable')} of {count['comparable']}  {left}")
        if model == "DateTime":
            for part in ("news", "assistant"):
                print(f"    {part:9} wanted {count['wanted', part]:4}  found {share(count, 'found', 'wanted', part)}  value {share(count, 'value', 'comparable', part)}")


if __name__ == "__main__":
    main()
