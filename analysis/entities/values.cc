// One pattern for each kind of value, tried over the whole text; where two overlap the earlier kind
// wins.

#include "analysis/entities/values.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/regex.h"

namespace textanalysis::entities {
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
#define TA_SCALE "(?:[ -]?(thousand|million|billion|trillion|[kK]|[mM]n?|[bB]n|tn)\\b)?"

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

int ToInt(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (text::IsAsciiDigit(c)) value = value * 10 + (c - '0');
  }
  return value;
}

Value DayValue(absl::CivilDay day) {
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

Value Weekday(std::string_view word, std::optional<absl::CivilDay> reference) {
  if (!reference) return {};
  const int wanted = IndexOf(kWeekdays, word);
  const int today = static_cast<int>(absl::GetWeekday(*reference));
  return DayValue(*reference - (today - wanted + 7) % 7);
}

std::string Currency(std::string_view sign) {
  const std::string lower = text::ToLower(sign);
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
      {"kilomet", "km"},    {"km", "km"},       {"mile", "[mi_i]"}, {"met", "m"},
      {"feet", "[ft_i]"},   {"foot", "[ft_i]"}, {"inch", "[in_i]"}, {"kilo", "kg"},
      {"kg", "kg"},         {"tonne", "t"},     {"ton", "t"},       {"pound", "[lb_av]"},
      {"acre", "[acr_us]"}, {"hectare", "har"}, {"lit", "L"},       {"degree", "deg"},
      {"mph", "[mi_i]/h"}};
  const std::string lower = text::ToLower(unit);
  for (const auto& [prefix, code] : kUnits) {
    if (lower.starts_with(prefix)) return std::string(code);
  }
  return "";
}

struct Context {
  std::string_view text;
  std::optional<absl::CivilDay> reference;
};

using Normalizer = Value (*)(const Context&, const Match&);

struct Pattern {
  Regex regex;
  EntityType type;
  Normalizer normalize;
};

const std::vector<const Pattern*>& Patterns() {
  static const Pattern kAll[] = {
      {Regex(R"((?i)\b(?:https?://|www\.)[^\s<>"“”]+[\w/])"), EntityType::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"(\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b)"), EntityType::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex(R"([@#][A-Za-z_]\w{1,49}\b)"), EntityType::kContact,
       [](const Context&, const Match&) -> Value { return {}; }},
      {Regex("(US\\$|A\\$|C\\$|[$£€¥₹])\\s?" TA_NUMBER TA_SCALE), EntityType::kMoney,
       [](const Context& c, const Match& m) -> Value {
         return Money{Currency(Group(c.text, m, 1)),
                      Decimal(Group(c.text, m, 2), Group(c.text, m, 3))};
       }},
      {Regex("(?i)\\b" TA_NUMBER TA_SCALE
             "[ -](US dollars?|dollars?|euros?|pounds|yen|rupees?|r(?:o?)ubles?)\\b"),
       EntityType::kMoney,
       [](const Context& c, const Match& m) -> Value {
         return Money{Currency(Group(c.text, m, 3)),
                      Decimal(Group(c.text, m, 1), Group(c.text, m, 2))};
       }},
      {Regex("(?i)\\b" TA_NUMBER "\\s?(?:%|per ?cent\\b|percentage points?\\b)"),
       EntityType::kPercent,
       [](const Context& c, const Match& m) -> Value {
         return Number{Decimal(Group(c.text, m, 1), "")};
       }},
      {Regex(R"(\b(\d{4})-(\d{2})-(\d{2})\b)"), EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         const int y = ToInt(Group(c.text, m, 1)), mo = ToInt(Group(c.text, m, 2)),
                   d = ToInt(Group(c.text, m, 3));
         if (y == 0 || !IsDay(y, mo, d)) return {};
         return DayValue(absl::CivilDay(y, mo, d));
       }},
      {Regex("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " TA_MONTH "(?:,? (\\d{4})\\b|\\b)"),
       EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 3), Group(c.text, m, 2), Group(c.text, m, 1), c.reference);
       }},
      {Regex("\\b" TA_MONTH " (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b"),
       EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 3), Group(c.text, m, 1), Group(c.text, m, 2), c.reference);
       }},
      {Regex("\\b" TA_MONTH " (\\d{4})\\b"), EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date(Group(c.text, m, 2), Group(c.text, m, 1), "", c.reference);
       }},
      {Regex(
           R"(\b(January|February|April|June|July|August|September|October|November|December)\b)"),
       EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Date("", Group(c.text, m, 1), "", c.reference);
       }},
      {Regex(R"(\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"),
       EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Weekday(Group(c.text, m, 1), c.reference);
       }},
      {Regex(R"((?i)\b(yesterday|today|tomorrow)\b)"), EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return RelativeDay(Group(c.text, m, 1), c.reference);
       }},
      {Regex("(?i)\\b" TA_NUMBER "[ -](years?|months?|weeks?|days?|hours?|minutes?|seconds?)\\b"),
       EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return Duration(Group(c.text, m, 1), Group(c.text, m, 2));
       }},
      {Regex("(?i)\\b" TA_NUMBER TA_SCALE "[ "
             "-]?(kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|"
             "foot|inch(?:es)?|kilos?|kilograms?|kg|tonnes?|"
             "tons?|pounds?|acres?|hectares?|lit(?:er|re)s?|degrees?|mph)\\b"),
       EntityType::kQuantity,
       [](const Context& c, const Match& m) -> Value {
         return Quantity{Decimal(Group(c.text, m, 1), Group(c.text, m, 2)),
                         Ucum(Group(c.text, m, 3))};
       }},
      {Regex(R"(\b(1[5-9]\d\d|20\d\d)\b)"), EntityType::kDateTime,
       [](const Context& c, const Match& m) -> Value {
         return DateTime{std::string(Group(c.text, m, 1))};
       }},
      {Regex("\\b" TA_NUMBER TA_SCALE "\\b"), EntityType::kNumber,
       [](const Context& c, const Match& m) -> Value {
         return Number{Decimal(Group(c.text, m, 1), Group(c.text, m, 2))};
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
  return all;
}

#undef TA_MONTH
#undef TA_NUMBER
#undef TA_SCALE

}  // namespace textanalysis::entities
