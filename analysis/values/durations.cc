#include <string>

#include "analysis/text/chars.h"
#include "analysis/values/dates.h"

namespace textanalysis::values {
namespace {

constexpr int kMaxParts = 4;
constexpr int kMaxCount = 1000000;

struct Part {
  size_t end = 0;
  Decimal count{};
  Period period = Period::kDay;
  bool article = false;
  bool digits = false;
  bool working = false;  // "business days"
};

// ISO 8601's letter of a period, and how many of that letter's unit the period has.
struct Letter {
  char letter;
  int times;
  bool time;
};
Letter LetterOf(Period period) {
  switch (period) {
    case Period::kSecond:
      return {'S', 1, true};
    case Period::kMinute:
      return {'M', 1, true};
    case Period::kHour:
      return {'H', 1, true};
    case Period::kDay:
      return {'D', 1, false};
    case Period::kWeek:
      return {'W', 1, false};
    case Period::kFortnight:
      return {'W', 2, false};
    case Period::kMonth:
      return {'M', 1, false};
    case Period::kQuarter:
      return {'M', 3, false};
    case Period::kYear:
      return {'Y', 1, false};
    case Period::kDecade:
      return {'Y', 10, false};
    case Period::kCentury:
      return {'Y', 100, false};
    case Period::kWeekend:
      return {'D', 2, false};
    case Period::kMillennium:
      return {'Y', 1000, false};
  }
  return {'D', 1, false};
}

std::optional<Part> ReadPart(const Reader& r, size_t at) {
  const std::optional<Numeral> n = ReadNumeral(r, at);
  if (!n || n->ordinal || n->vague || !n->ratio.empty() || n->value.IsNegative())
    return std::nullopt;
  Part part{.end = n->end, .count = n->value};
  part.digits = n->figures;
  part.article = n->needs_unit && !n->fraction;
  size_t k = r.SkipHyphen(n->end);
  if (n->needs_unit && n->fraction && r.Is(k, Class::kOf)) ++k;
  if (n->fraction && !n->figures && r.Is(k, Class::kOf)) ++k;
  if (n->fraction && r.Is(k, Class::kArticle)) ++k;
  if (n->figures && r.Glued(k) && r.Surface(k) == "h" && r.EndsBefore(k + 1)) {
    part.period = Period::kHour;
  } else if (r.Is(k, Class::kPeriod) && r.EndsBefore(k + 1) &&
             (!r.Is(k, Class::kOrdinal) || (k > n->end && n->value != Decimal(1)))) {
    part.period = static_cast<Period>(r.Value(k, Class::kPeriod));
  } else if (r.Is(k, Class::kCountedDay)) {
    if (!r.Is(k + 1, Class::kPeriod)) return std::nullopt;
    part.working = r.Value(k, Class::kCountedDay) == 1;
    part.period = static_cast<Period>(r.Value(++k, Class::kPeriod));
  } else {
    return std::nullopt;
  }
  part.end = k + 1;
  return part;
}

// "an hour and a half", "one year and a quarter": a fraction behind the unit.
void TakeFraction(const Reader& r, Part* part) {
  size_t k = part->end;
  if (!r.Is(k, Class::kAnd)) return;
  ++k;
  if (r.Is(k, Class::kArticle) || r.IsOne(k)) ++k;
  if (!r.Is(k, Class::kDenominator) || r.Is(k + 1, Class::kOf)) return;
  const int denominator = r.Value(k, Class::kDenominator);
  if (denominator != 2 && denominator != 4) return;
  part->count = part->count.Plus(Decimal(1).Over(denominator));
  part->end = k + 1;
}

// "one year, two months | and ten days"
bool LeadsToLast(const Reader& r, const Part& part) {
  if (!r.Is(part.end, Class::kAnd)) return false;
  const std::optional<Part> last = ReadPart(r, part.end + 1);
  return last && !last->article && last->period < part.period;
}

std::string PartText(const Part& part) {
  const Letter letter = LetterOf(part.period);
  return part.count.Times(Decimal(letter.times)).Trimmed().ToString() + letter.letter;
}

// Whether "a week" may be a length here: "a week" of "$650 a week" is a rate, and many "a day" are
// "each day".
bool MayBeLength(const Reader& r, size_t at, const Part& part) {
  if (!part.article || part.period == Period::kHour || part.period == Period::kFortnight ||
      part.period == Period::kDecade || part.period == Period::kCentury)
    return true;
  if (r.Is(part.end, Class::kAgo) || r.Is(part.end, Class::kBackThen) ||
      r.Is(part.end, Class::kForward) || r.Is(part.end, Class::kFrom) ||
      (r.Is(part.end, Class::kOn) && r.Is(part.end + 1, Class::kWeekday)))
    return true;
  if (at == r.begin()) return false;
  const size_t before = at - 1;
  return r.Is(before, Class::kBeforeLength) || r.Is(before, Class::kIn) ||
         r.Is(before, Class::kApproximation);
}

}  // namespace

std::optional<Duration> ReadDuration(const Reader& r, size_t at) {
  std::optional<Part> part = ReadPart(r, at);
  if (!part) return std::nullopt;
  const size_t whole = part->end;
  TakeFraction(r, &*part);
  if (part->end == whole && !MayBeLength(r, at, *part)) return std::nullopt;
  Duration out;
  out.period = part->period;
  out.article = part->article;
  out.working = part->working;
  std::string date, time;
  bool only_months = true, only_minutes = true;
  int parts = 0;
  for (; part && parts < kMaxParts; ++parts) {
    const Letter letter = LetterOf(part->period);
    (letter.time ? time : date) += PartText(*part);
    out.end = part->end;
    const std::optional<int64_t> count = part->count.ToInt();
    if (parts == 0 && count && *count <= kMaxCount) {
      out.count = static_cast<int>(*count);
      out.single = true;
    }
    if (letter.letter == 'Y' || (letter.letter == 'M' && !letter.time)) {
      const int each = letter.times * (letter.letter == 'Y' ? 12 : 1);
      const std::optional<int64_t> months = part->count.Times(Decimal(each)).ToInt();
      only_months = only_months && months && *months <= kMaxCount;
      if (only_months) out.months += static_cast<int>(*months);
    } else {
      only_months = false;
    }
    const bool clock = part->period == Period::kHour || part->period == Period::kMinute;
    const std::optional<int64_t> minutes =
        part->count.Times(Decimal(part->period == Period::kHour ? 60 : 1)).Trimmed().ToInt();
    only_minutes = only_minutes && clock && minutes && *minutes <= kMaxCount;
    if (only_minutes) out.minutes += static_cast<int>(*minutes);
    // A smaller part may follow: "3 hours 30 minutes", "two years and six months".
    size_t next = part->end;
    if (r.Is(next, Class::kAnd) || r.IsSymbol(next, ",")) ++next;
    std::optional<Part> smaller;
    if (r.Has(next)) smaller = ReadPart(r, next);
    if (smaller &&
        (smaller->article || smaller->period >= part->period || !r.SameSentence(next, at) ||
         (r.IsSymbol(part->end, ",") && !smaller->digits && !LeadsToLast(r, *smaller))))
      smaller.reset();
    if (smaller && r.Is(smaller->end, Class::kAgo) && next > part->end) smaller.reset();
    part = smaller;
  }
  out.single = out.single && parts == 1;
  if (!only_months) out.months = 0;
  if (!only_minutes) out.minutes = 0;
  out.iso8601 = "P" + date + (time.empty() ? "" : "T" + time);
  return out;
}

}  // namespace textanalysis::values
