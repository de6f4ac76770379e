// One pattern for each kind of value, tried over the whole text; where two overlap the earlier kind
// wins.

#include "analysis/values/values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/regex.h"

namespace textanalysis::values {
namespace {

using text::Match;
using text::Regex;
using text::Span;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};

#define TA_MONTH                                                                                 \
  "(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|" \
  "\\.)?|"                                                                                       \
  "Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"
#define TA_NUMBER "(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)"
#define TA_UNITS                                                                                  \
  "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"      \
  "sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)" \
  "(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
#define TA_SCALES "(?:hundred|thousand|million|billion|trillion|dozen)"
// "forty-one", "two hundred and five thousand", "a dozen", "half a million"; never a bare "one" or
// "a".
#define TA_WORDS                                                                                   \
  "(" TA_UNITS "(?: (?:and )?(?:" TA_SCALES "|" TA_UNITS "|one))*|(?:half an?|an?|one) " TA_SCALES \
  "(?: (?:and )?(?:" TA_SCALES "|" TA_UNITS "|one))*)"
#define TA_SCALE "(?:[ -]?(thousand|million|billion|trillion|[kK]|[mM]n?|[bB]n?|tn)\\b)?"

std::string_view Group(std::string_view text, const Match& match, size_t group) {
  return match[group] ? Slice(text, *match[group]) : std::string_view();
}

template <size_t N>
int IndexOf(const std::array<std::string_view, N>& names, std::string_view word) {
  const std::string head = text::ToLower(word.substr(0, 3));
  return static_cast<int>(std::find(names.begin(), names.end(), head) - names.begin());
}

int ZerosOf(std::string_view scale) {
  if (scale.empty()) return 0;
  switch (text::ToLower(scale.substr(0, 2))[0]) {
    case 'k':
      return 3;
    case 'm':
      return 6;
    case 'b':
      return 9;
    default:
      return text::ToLower(scale) == "thousand" ? 3 : 12;
  }
}

// "1.2" with nine zeros → "1200000000"; "1,000" → "1000".
std::string Decimal(std::string_view digits, std::string_view scale) {
  std::string whole;
  std::string fraction;
  bool after_point = false;
  for (const char c : digits) {
    if (c == '.') after_point = true;
    if (text::IsAsciiDigit(c)) (after_point ? fraction : whole).push_back(c);
  }
  for (int zeros = ZerosOf(scale); zeros > 0; --zeros) {
    whole.push_back(fraction.empty() ? '0' : fraction.front());
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return fraction.empty() ? whole : whole + "." + fraction;
}

// The value of a number word: "seven" → 7, "hundred" → 100; 0 for none.
double WordValue(std::string_view word) {
  static constexpr std::pair<std::string_view, double> kWords[] = {
      {"a", 1},         {"an", 1},         {"one", 1},       {"two", 2},        {"three", 3},
      {"four", 4},      {"five", 5},       {"six", 6},       {"seven", 7},      {"eight", 8},
      {"nine", 9},      {"ten", 10},       {"eleven", 11},   {"twelve", 12},    {"thirteen", 13},
      {"fourteen", 14}, {"fifteen", 15},   {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18},
      {"nineteen", 19}, {"twenty", 20},    {"thirty", 30},   {"forty", 40},     {"fifty", 50},
      {"sixty", 60},    {"seventy", 70},   {"eighty", 80},   {"ninety", 90},    {"hundred", 1e2},
      {"dozen", 12},    {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9},  {"trillion", 1e12}};
  const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                  [word](const auto& w) { return w.first == word; });
  return found == std::end(kWords) ? 0 : found->second;
}

// "two hundred and five thousand" → "205000", "half a million" → "500000".
std::string WordsToDecimal(std::string_view words) {
  const std::string lower = text::ToLower(words);
  double total = 0, current = 0;
  bool half = false;
  for (const absl::string_view part : absl::StrSplit(lower, absl::ByAnyChar(" -"))) {
    const std::string_view word(part.data(), part.size());
    const double value = WordValue(word);
    half = half || word == "half";
    if (value >= 1e3) {
      total += (current == 0 ? 1 : current) * value;
      current = 0;
    } else if (word == "hundred" || word == "dozen") {
      current = (current == 0 ? 1 : current) * value;
    } else {
      current += value;
    }
  }
  const double all = (total + current) * (half ? 0.5 : 1);
  return all == std::floor(all) ? absl::StrFormat("%.0f", all) : absl::StrFormat("%.1f", all);
}

// Digits with their scale, or words.
std::string Amount(std::string_view digits, std::string_view scale, std::string_view words) {
  return words.empty() ? Decimal(digits, scale) : WordsToDecimal(words);
}

// At most kMost, which is beyond all calendars.
int ToInt(std::string_view digits) {
  constexpr int kMost = 100000000;
  int value = 0;
  for (const char c : digits) {
    if (text::IsAsciiDigit(c)) value = std::min(kMost, value * 10 + (c - '0'));
  }
  return value;
}

// Whether ISO 8601's four digits hold the year.
bool IsYear(absl::civil_year_t year) { return year >= 1 && year <= 9999; }

Value DayValue(absl::CivilDay day) {
  if (!IsYear(day.year())) return {};
  return DateTime{absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day())};
}

bool IsDay(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  return civil.month() == month && civil.day() == day;
}

Value Date(std::string_view year, std::string_view month, std::string_view day,
           std::optional<absl::CivilDay> reference) {
  const int m = IndexOf(kMonths, month) + 1;
  const int d = ToInt(day);
  if (year.empty() && !reference) return {};
  const int y = year.empty() ? static_cast<int>(reference->year()) : ToInt(year);
  if (d == 0) return DateTime{absl::StrFormat("%04d-%02d", y, m)};
  if (!IsDay(y, m, d)) return {};
  return DayValue(absl::CivilDay(y, m, d));
}

Value RelativeDay(std::string_view word, std::optional<absl::CivilDay> reference) {
  if (!reference) return {};
  const std::string lower = text::ToLower(word);
  return DayValue(*reference + (lower == "yesterday" ? -1 : lower == "tomorrow" ? 1 : 0));
}

// "last Monday" is before the reference day, "next Friday" after it, "Monday" the last one not
// after it.
Value Weekday(std::string_view which, std::string_view word,
              std::optional<absl::CivilDay> reference) {
  if (!reference) return {};
  const int wanted = IndexOf(kWeekdays, word);
  const int today = static_cast<int>(absl::GetWeekday(*reference));
  const int back = (today - wanted + 7) % 7;
  const std::string lower = text::ToLower(which);
  if (lower == "last" && back == 0) return DayValue(*reference - 7);
  if (lower == "next") return DayValue(*reference + (7 - back));
  return DayValue(*reference - back);
}

// The period of `unit` that lies `count` of them from the reference day, as precise as the unit.
Value Period(int count, std::string_view unit, std::optional<absl::CivilDay> reference) {
  if (!reference) return {};
  const absl::CivilDay day = *reference;
  switch (text::ToLower(unit)[0]) {
    case 'y':
      if (!IsYear(day.year() + count)) return {};
      return DateTime{absl::StrFormat("%04d", day.year() + count)};
    case 'm': {
      const absl::CivilMonth month = absl::CivilMonth(day) + count;
      if (!IsYear(month.year())) return {};
      return DateTime{absl::StrFormat("%04d-%02d", month.year(), month.month())};
    }
    case 'w':
      return DayValue(day + 7 * count);
    default:
      return DayValue(day + count);
  }
}

// "third" or "3" → "2024-Q3"; of the reference year where none is stated.
Value Quarter(std::string_view which, std::string_view year,
              std::optional<absl::CivilDay> reference) {
  if (year.empty() && !reference) return {};
  const std::string lower = text::ToLower(which);
  const int number = lower.starts_with("f") && lower[1] == 'i' ? 1
                     : lower.starts_with("s")                  ? 2
                     : lower.starts_with("t")                  ? 3
                     : lower.starts_with("f")                  ? 4
                                                               : ToInt(lower);
  const int y = year.empty() ? static_cast<int>(reference->year()) : ToInt(year);
  return DateTime{absl::StrFormat("%04d-Q%d", y, number)};
}

// "3", "30", "pm" → "T15:30"; nothing for what no clock shows.
Value Clock(std::string_view hour, std::string_view minute, std::string_view half) {
  int h = ToInt(hour);
  const int m = ToInt(minute);
  const std::string lower = text::ToLower(half);
  if (!lower.empty() && (h == 0 || h > 12)) return {};
  if (lower.starts_with("p") && h < 12) h += 12;
  if (lower.starts_with("a") && h == 12) h = 0;
  if (h > 23 || m > 59) return {};
  return DateTime{absl::StrFormat("T%02d:%02d", h, m)};
}

// "3–5 June 2024" → "2024-06-03/2024-06-05".
Value DayRange(const Value& first, const Value& last) {
  const auto* a = std::get_if<DateTime>(&first);
  const auto* b = std::get_if<DateTime>(&last);
  if (a == nullptr || b == nullptr) return {};
  return DateTime{a->iso8601 + "/" + b->iso8601};
}

std::string Currency(std::string_view sign) {
  const std::string lower = text::ToLower(sign);
  static constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"a$", "AUD"},    {"australian", "AUD"}, {"c$", "CAD"},  {"canadian", "CAD"},
      {"nz$", "NZD"},   {"hk$", "HKD"},        {"s$", "SGD"},  {"yuan", "CNY"},
      {"swiss", "CHF"}, {"kron", "SEK"},       {"won", "KRW"}, {"rand", "ZAR"},
      {"peso", "MXN"},  {"zloty", "PLN"},      {"p", "GBP"},   {"pence", "GBP"}};
  for (const auto& [prefix, code] : kCodes) {
    if (lower == prefix || (prefix.size() > 3 && lower.starts_with(prefix)))
      return std::string(code);
  }
  if (lower == "£" || lower.starts_with("pound")) return "GBP";
  if (lower == "€" || lower.starts_with("euro")) return "EUR";
  if (lower == "¥" || lower == "yen") return "JPY";
  if (lower == "us$" || lower == "$" || lower.find("dollar") != std::string::npos) return "USD";
  if (lower == "₹" || lower.starts_with("rupee")) return "INR";
  if (lower.starts_with("rouble") || lower.starts_with("ruble")) return "RUB";
  return "";
}

std::string_view DurationLetter(std::string_view unit) {
  switch (text::ToLower(unit)[0]) {
    case 'y':
      return "Y";
    case 'w':
      return "W";
    case 'd':
      return "D";
    case 'h':
      return "H";
    case 's':
      return "S";
    default:
      return "M";
  }
}

Value Duration(std::string_view amount, std::string_view unit) {
  const std::string lower = text::ToLower(unit);
  const bool time = lower[0] == 'h' || lower[0] == 's' || lower.starts_with("mi");
  return DateTime{
      absl::StrCat(time ? "PT" : "P", Decimal(amount, ""), text::ToAbsl(DurationLetter(unit)))};
}

std::string Ucum(std::string_view unit) {
  static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"kilomet", "km"},      {"km", "km"},         {"mile", "[mi_i]"},
      {"met", "m"},           {"feet", "[ft_i]"},   {"foot", "[ft_i]"},
      {"inch", "[in_i]"},     {"kilo", "kg"},       {"kg", "kg"},
      {"tonne", "t"},         {"ton", "t"},         {"pound", "[lb_av]"},
      {"acre", "[acr_us]"},   {"hectare", "har"},   {"lit", "L"},
      {"degree", "deg"},      {"mph", "[mi_i]/h"},  {"square mi", "[smi_us]"},
      {"square kilo", "km2"}, {"square met", "m2"}, {"square f", "[sft_i]"}};
  const std::string lower = text::ToLower(unit);
  for (const auto& [prefix, code] : kUnits) {
    if (lower.starts_with(prefix)) return std::string(code);
  }
  return "";
}

// "50" → "0.50".
std::string Hundredth(const std::string& amount) {
  const int pence = ToInt(amount);
  return absl::StrFormat("%d.%02d", pence / 100, pence % 100);
}

struct Context {
  std::string_view text;
  std::optional<absl::CivilDay> reference;
};

// The type of what looks like a value and is none.
constexpr Kind kNoValue = Kind::kNone;

using Normalizer = Value (*)(const Context&, const Match&);

struct Pattern {
  Regex regex;
  Kind type;
  Normalizer normalize;
};

const std::vector<const Pattern*>& Patterns() {
  static const Pattern kAll[] = {
      {Regex(R"((?i)\b(?:https?://|www\.)[^\s<>"“”]+[\w/])"), Kind::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"(\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b)"), Kind::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"([@#][A-Za-z_]\w{1,49}\b)"), Kind::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"(\+\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?)?\d{1,4}(?:[ -]\d{2,8}){1,4}\b)"), Kind::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"(\(\d{3}\) \d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b|\b0\d{2,4} \d{3,4} \d{3,4}\b)"),
       Kind::kContact, [](const Context&, const Match&) -> Value { return {}; }},
      {Regex("(US\\$|A\\$|C\\$|NZ\\$|HK\\$|S\\$|[$£€¥₹])\\s?" TA_NUMBER TA_SCALE), Kind::kMoney,
       [](const Context& c, const Match& m) -> Value {
         return Money{Currency(Group(c.text, m, 1)),
                      Decimal(Group(c.text, m, 2), Group(c.text, m, 3))};
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER TA_SCALE "|" TA_WORDS
             ")[ -]((?:US |Australian |Canadian )?dollars?|euros?|pounds(?: "
             "sterling)?|yen|yuan|rupees?|r(?:o?)ubles?|"
             "Swiss francs?|kronor|krona|rand|pesos?|zloty|pence)\\b"),
       Kind::kMoney,
       [](const Context& c, const Match& m) -> Value {
         const std::string amount =
             Amount(Group(c.text, m, 1), Group(c.text, m, 2), Group(c.text, m, 3));
         const std::string_view unit = Group(c.text, m, 4);
         if (text::ToLower(unit) == "pence") return Money{"GBP", Hundredth(amount)};
         return Money{Currency(unit), amount};
       }},
      {Regex("\\b(\\d{1,2})p\\b"), Kind::kMoney,
       [](const Context& c, const Match& m) -> Value {
         return Money{"GBP", Hundredth(std::string(Group(c.text, m, 1)))};
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER "|" TA_WORDS ")\\s?(?:%|per ?cent\\b|percentage points?\\b)"),
       Kind::kPercent,
       [](const Context& c, const Match& m) -> Value {
         return Number{Amount(Group(c.text, m, 1), "", Group(c.text, m, 2))};
       }},
      {Regex("\\b(\\d{1,2})(?:st|nd|rd|th)?(?:-|–| to )(\\d{1,2})(?:st|nd|rd|th)? " TA_MONTH
             "(?:,? (\\d{4})\\b|\\b)"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const std::string_view month = Group(c.text, m, 3), year = Group(c.text, m, 4);
         return DayRange(Date(year, month, Group(c.text, m, 1), c.reference),
                         Date(year, month, Group(c.text, m, 2), c.reference));
       }},
      {Regex("\\b" TA_MONTH " (\\d{1,2})(?:-|–| to )(\\d{1,2})(?:,? (\\d{4})\\b|\\b)"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const std::string_view month = Group(c.text, m, 1), year = Group(c.text, m, 4);
         return DayRange(Date(year, month, Group(c.text, m, 2), c.reference),
                         Date(year, month, Group(c.text, m, 3), c.reference));
       }},
      {Regex("(?i)\\b(?:the )?(first|second|third|fourth) quarter(?: of (\\d{4}))?\\b"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Quarter(Group(c.text, m, 1), Group(c.text, m, 2), c.reference);
       }},
      {Regex("\\bQ([1-4])(?: (?:of )?(\\d{4}))?\\b"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Quarter(Group(c.text, m, 1), Group(c.text, m, 2), c.reference);
       }},
      {Regex("\\b(?:the )?(?:early |mid-|late )?(1[5-9]\\d|20\\d)0s\\b"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return DateTime{std::string(Group(c.text, m, 1)) + "X"};
       }},
      {Regex("(?i)\\b(\\d{1,2})(?:[:.](\\d{2}))? ?([ap])\\.?m\\b\\.?"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Clock(Group(c.text, m, 1), Group(c.text, m, 2), Group(c.text, m, 3));
       }},
      {Regex("\\b([01]?\\d|2[0-3]):([0-5]\\d) ?(?:GMT|BST|UTC|CET|EST|EDT|ET|PT|local time)\\b"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Clock(Group(c.text, m, 1), Group(c.text, m, 2), "");
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER "|" TA_WORDS "|an?) (years?|months?|weeks?|days?) ago\\b"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const std::string_view digits = Group(c.text, m, 1), words = Group(c.text, m, 2);
         const int count = digits.empty() && words.empty() ? 1 : ToInt(Amount(digits, "", words));
         return Period(-count, Group(c.text, m, 3), c.reference);
       }},
      {Regex("(?i)\\b(last|this|next) (year|month|week)\\b"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const std::string which = text::ToLower(Group(c.text, m, 1));
         return Period(which == "last"   ? -1
                       : which == "next" ? 1
                                         : 0,
                       Group(c.text, m, 2), c.reference);
       }},
      {Regex(R"(\b(\d{4})-(\d{2})-(\d{2})\b)"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const int y = ToInt(Group(c.text, m, 1)), mo = ToInt(Group(c.text, m, 2)),
                   d = ToInt(Group(c.text, m, 3));
         if (y == 0 || !IsDay(y, mo, d)) return {};
         return DayValue(absl::CivilDay(y, mo, d));
       }},
      {Regex("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " TA_MONTH "(?:,? (\\d{4})\\b|\\b)"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 3), Group(c.text, m, 2), Group(c.text, m, 1), c.reference);
       }},
      {Regex("\\b" TA_MONTH " (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 3), Group(c.text, m, 1), Group(c.text, m, 2), c.reference);
       }},
      {Regex("\\b" TA_MONTH " (\\d{4})\\b"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 2), Group(c.text, m, 1), "", c.reference);
       }},
      {Regex(
           R"(\b(January|February|April|June|July|August|September|October|November|December)\b)"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date("", Group(c.text, m, 1), "", c.reference);
       }},
      {Regex(
           R"(\b(?:([Ll]ast|[Nn]ext) )?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Weekday(Group(c.text, m, 1), Group(c.text, m, 2), c.reference);
       }},
      {Regex(R"((?i)\b(yesterday|today|tomorrow)\b)"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return RelativeDay(Group(c.text, m, 1), c.reference);
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER "|" TA_WORDS
             ")[ -](years?|months?|weeks?|days?|hours?|minutes?|seconds?)\\b"),
       Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Duration(Amount(Group(c.text, m, 1), "", Group(c.text, m, 2)), Group(c.text, m, 3));
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER TA_SCALE "|" TA_WORDS ")[ "
             "-]?(square "
             "(?:miles?|kilomet(?:er|re)s?|met(?:er|re)s?|feet)|kilomet(?:er|re)s?|km|miles?|met(?:"
             "er|re)s?|feet|"
             "foot|inch(?:es)?|kilos?|kilograms?|kg|tonnes?|"
             "tons?|pounds?|acres?|hectares?|lit(?:er|re)s?|degrees?|mph)\\b"),
       Kind::kQuantity,
       [](const Context& c, const Match& m) -> Value {
         return Quantity{Amount(Group(c.text, m, 1), Group(c.text, m, 2), Group(c.text, m, 3)),
                         Ucum(Group(c.text, m, 4))};
       }},
      {Regex(R"(\b(1[5-9]\d\d|20\d\d)[-–](\d\d(?:\d\d)?)\b)"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const std::string first(Group(c.text, m, 1)), last(Group(c.text, m, 2));
         return DateTime{first + "/" + first.substr(0, 4 - last.size()) + last};
       }},
      // Scores, ratios, "9/11", "COVID-19".
      {Regex(R"(\b[A-Za-z]+-\d+\b|\b\d+(?:[-–:/]\d+)+\b)"), kNoValue,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"(\b(1[5-9]\d\d|20\d\d)\b)"), Kind::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return DateTime{std::string(Group(c.text, m, 1))};
       }},
      {Regex("(?i)\\b(?:" TA_NUMBER TA_SCALE "|" TA_WORDS ")\\b"), Kind::kNumber,
       [](const Context& c, const Match& m) -> Value {
         return Number{Amount(Group(c.text, m, 1), Group(c.text, m, 2), Group(c.text, m, 3))};
       }},
  };
  static const std::vector<const Pattern*> kPointers = [] {
    std::vector<const Pattern*> out;
    for (const Pattern& p : kAll) out.push_back(&p);
    return out;
  }();
  return kPointers;
}

std::vector<ValueMention> MatchesOf(const Pattern& pattern, const Context& context) {
  std::vector<ValueMention> found;
  for (size_t at = 0; at < context.text.size();) {
    const std::optional<Match> match = pattern.regex.Find(context.text, at);
    if (!match) break;
    const Span span = *(*match)[0];
    found.push_back({span, pattern.type, pattern.normalize(context, *match)});
    at = std::max(span.end, at + 1);
  }
  return found;
}

// Merges two sorted, disjoint lists; what overlaps a mention of `kept` is dropped.
std::vector<ValueMention> MergeDisjoint(std::vector<ValueMention> kept,
                                        std::vector<ValueMention> more) {
  std::vector<ValueMention> out;
  auto k = kept.begin();
  for (ValueMention& m : more) {
    while (k != kept.end() && k->span.end <= m.span.begin) out.push_back(std::move(*k++));
    if (k != kept.end() && k->span.Overlaps(m.span)) continue;
    out.push_back(std::move(m));
  }
  std::move(k, kept.end(), std::back_inserter(out));
  return out;
}

}  // namespace

std::vector<ValueMention> FindValues(std::string_view text,
                                     std::optional<absl::CivilDay> reference) {
  std::vector<ValueMention> all;
  for (const Pattern* pattern : Patterns()) {
    all = MergeDisjoint(std::move(all), MatchesOf(*pattern, {text, reference}));
  }
  std::erase_if(all, [](const ValueMention& m) { return m.type == kNoValue; });
  return all;
}

#undef TA_MONTH
#undef TA_NUMBER
#undef TA_SCALE
#undef TA_SCALES
#undef TA_UNITS
#undef TA_WORDS

}  // namespace textanalysis::values
