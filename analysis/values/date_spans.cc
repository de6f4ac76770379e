// Stretches that are counted off a period, and what lies one further than the next: "the first six
// months of 2020", "the week after next".

#include <string_view>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {

using absl::CivilDay;
using absl::CivilMonth;

std::optional<Dated> DateReader::ReadParts(size_t at) const {
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  const bool first = r_.Is(k, Class::kOrdinal) && r_.Value(k, Class::kOrdinal) == 1;
  if (!first && !r_.Is(k, Class::kLastOne)) return std::nullopt;
  ++k;
  if (!r_.IsDigits(k) && !r_.Is(k, Class::kNumber)) return std::nullopt;
  std::optional<Numeral> n = ReadNumeral(r_, k);
  if (r_.Is(k, Class::kNumber) && r_.ArePeriods(k + 1, Period::kQuarter))  // No part of one.
    n = Numeral{.end = k + 1, .value = Decimal(r_.Value(k, Class::kNumber))};
  const std::optional<int64_t> count = n && !n->ordinal ? n->value.ToInt() : std::nullopt;
  if (!count || *count < 1 || *count > 400 || !r_.Is(n->end, Class::kPeriod)) return std::nullopt;
  k = n->end + 1;
  if (!r_.Is(k, Class::kOf) && !r_.Is(k, Class::kIn)) return std::nullopt;
  std::optional<Dated> whole = WholeAt(k + 1);
  if (!whole) return std::nullopt;
  if (whole->needs_tense) SetYear(&whole->when, context_.reference, TenseOf(*whole));
  Dated d = Make(at, whole->end, {});
  const std::optional<Days> days = DaysOf(whole->when);
  d.unsettled = !days;
  if (days && !SetParts(static_cast<Period>(r_.Value(n->end, Class::kPeriod)),
                        static_cast<int>(*count), first, *days, &d))
    return std::nullopt;
  return d;
}

bool DateReader::SetParts(Period period, int count, bool first, Days whole, Dated* d) const {
  if (period == Period::kDay || period == Period::kWeek) {
    const int days = count * (period == Period::kWeek ? 7 : 1);
    d->when = DayOf(first ? whole.first : whole.second - (days - 1));
    d->until = DayOf(first ? whole.first + (days - 1) : whole.second);
    return days <= whole.second - whole.first + 1;
  }
  if (period != Period::kMonth && period != Period::kQuarter) return false;
  const int months = count * (period == Period::kQuarter ? 3 : 1);
  const CivilMonth begin =
      first ? CivilMonth(whole.first) : CivilMonth(whole.second) - (months - 1);
  if (begin < CivilMonth(whole.first) || CivilDay(begin + months) - 1 > whole.second) return false;
  d->when = MonthOf(begin);
  d->until = MonthOf(begin + (months - 1));
  return true;
}

When DateReader::MonthOf(CivilMonth month) const {
  When w;
  w.precision = Precision::kMonth;
  w.year = static_cast<int>(month.year());
  w.month = month.month();
  w.year_said = true;
  return w;
}

std::optional<Dated> DateReader::ReadBeyond(size_t at) const {
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  const std::optional<int> weekday = WeekdayAt(k);
  if (!weekday && !(r_.Is(k, Class::kPeriod) && k > at)) return std::nullopt;
  const size_t shift_at = k + 2;
  const bool after = r_.Is(k + 1, Class::kForward) && r_.Is(shift_at, Class::kShift) &&
                     r_.Value(shift_at, Class::kShift) == 1;
  const bool before = r_.Is(k + 1, Class::kBackThen) && r_.Is(shift_at, Class::kLastOne) &&
                      r_.Is(shift_at, Class::kShift);
  // "the week after next month's vote" is another.
  if ((!after && !before) || r_.Is(shift_at + 1, Class::kPeriod) || WeekdayAt(shift_at + 1) ||
      MonthAt(shift_at + 1, false))
    return std::nullopt;
  Dated d = Make(at, shift_at + 1, {});
  d.unsettled = !context_.reference;
  if (d.unsettled) return d;
  if (weekday) {
    const int days = after ? 7 : -7;
    d.when = ShiftedWeekday(*weekday, after ? 1 : -1);
    d.when = DayOf(CivilDay(*d.when.year, d.when.month, d.when.day) + days);
    return d;
  }
  d.when = PeriodFromNow(static_cast<Period>(r_.Value(k, Class::kPeriod)), after ? 2 : -2);
  if (d.when.precision == Precision::kNone) return std::nullopt;
  return d;
}

std::optional<Dated> DateReader::DaysOfMonth(size_t at, const DayNumber& first) const {
  size_t of = first.end;
  std::optional<DayNumber> last;
  if (IsRangeJoint(of) || (r_.Is(of, Class::kAnd) && r_.Is(at - 1, Class::kBetween))) {
    last = DayAt(r_.Is(of + 1, Class::kThe) ? of + 2 : of + 1, true);
    if (!last || last->day <= first.day) return std::nullopt;
    of = last->end;
  }
  if (!first.ordinal && !last) return std::nullopt;
  const bool shift = r_.Is(of, Class::kShift) && r_.IsPeriod(of + 1, Period::kMonth);
  if (!r_.Is(of, Class::kOf) && !shift) return std::nullopt;
  const size_t k = shift ? of : of + 1;
  std::optional<Dated> days = DayOfMonth(at, k, first.day);
  const std::optional<Dated> until = days && last ? DayOfMonth(at, k, last->day) : std::nullopt;
  if (until) {
    days->until = until->when;
    days->unsettled = days->unsettled || until->unsettled;
  }
  return days;
}

std::optional<Dated> DateReader::DayOfMonth(size_t at, size_t k, int day) const {
  if (!r_.Is(k, Class::kThe) && !r_.Is(k, Class::kShift)) return std::nullopt;
  const std::optional<Dated> month = WholeAt(k);
  if (!month || month->when.precision != Precision::kMonth || !month->when.year)
    return std::nullopt;
  Dated d = Make(at, month->end, Day(month->when.year, month->when.month, day));
  d.unsettled = !IsDay(*month->when.year, month->when.month, day);
  return d;
}

std::optional<Dated> DateReader::ReadDayAlone(size_t at) const {
  if (r_.Is(at, Class::kThe) && r_.Is(at + 1, Class::kPart) && r_.Is(at + 2, Class::kOf) &&
      r_.Is(at + 3, Class::kThe) && r_.IsDigits(at + 4)) {  // "the morning of the 3rd"
    const std::optional<DayNumber> day = DayAt(at + 4, false);
    if (!day || !day->ordinal || !IsNumberOfDay(day->end)) return std::nullopt;
    std::optional<Dated> d = NearestDay(at, day->end, day->day);
    d->when.code = r_.at(at + 1).word->code;
    if (!d->unsettled) d->when.precision = Precision::kPartOfDay;
    return d;
  }
  const size_t k = r_.Is(at, Class::kThe) ? at + 1 : at;
  if (!r_.IsDigits(k) || !r_.Is(at - 1, Class::kOn)) return std::nullopt;
  const std::optional<DayNumber> day = DayAt(k, false);
  if (!day || !day->ordinal || !IsNumberOfDay(day->end) || IsOnCourse(at)) return std::nullopt;
  return NearestDay(at, day->end, day->day);
}

// Whether the sentence tells of a game whose holes have numbers.
bool DateReader::IsOnCourse(size_t at) const {
  for (size_t k = at; r_.Has(k) && at - k < kMaxPhrase && r_.SameSentence(k, at); --k) {
    if (r_.Is(k, Class::kCourse)) return true;
  }
  for (size_t k = at; r_.Has(k) && k - at < kMaxPhrase && r_.SameSentence(k, at); ++k) {
    if (r_.Is(k, Class::kCourse)) return true;
  }
  return false;
}

std::optional<Dated> DateReader::NearestDay(size_t at, size_t end, int day) const {
  Dated d = Unsettled(at, end);
  if (!context_.reference) return d;
  // "from June 17, then on | the 21st"
  for (size_t k = at - 1; r_.Has(k) && at - k < kMaxPhrase && r_.SameSentence(k, at); --k) {
    const std::optional<MonthName> month = MonthAt(k, false);
    if (!month || !DayAt(month->end, false)) continue;
    d.when = Day(std::nullopt, month->month, day);
    d.needs_tense = true;
    d.unsettled = false;
    return d;
  }
  const int step = TenseOf(d) == Tense::kFuture ? 1 : -1;
  constexpr int kMonths = 3;  // Of three months in a row, two have every day.
  for (int months = 0; months < kMonths && d.unsettled; ++months) {
    const CivilMonth month = CivilMonth(*context_.reference) + months * step;
    const CivilDay candidate(month.year(), month.month(), day);
    const bool there =
        step > 0 ? candidate >= *context_.reference : candidate <= *context_.reference;
    if (candidate.day() != day || !there) continue;
    d.when = DayOf(candidate);
    d.unsettled = false;
  }
  return d;
}

// The nearest day, by tense, that is both: "Friday the 13th".
std::optional<Dated> DateReader::WeekdayAndDay(size_t at, size_t n, int weekday) const {
  size_t k = n;
  if (r_.Is(k, Class::kThe)) ++k;
  const std::optional<DayNumber> day = DayAt(k, true);
  if (!day || !day->ordinal || r_.Is(day->end, Class::kOf) ||
      (IsNoun(day->end) && !r_.Is(day->end, Class::kNumber)) || r_.Is(day->end, Class::kPeriod) ||
      !r_.EndsBefore(day->end))
    return std::nullopt;
  Dated d = Make(at, day->end, {});
  d.unsettled = true;
  if (!context_.reference) return d;
  const Tense tense = TenseOf(d);
  constexpr int kMonths = 28;  // Every pair comes within them.
  for (int back = 0; back <= kMonths; ++back) {
    for (const int months : {-back, back}) {
      if ((months < 0 && tense == Tense::kFuture) || (months > 0 && tense != Tense::kFuture))
        continue;
      const CivilMonth month = CivilMonth(*context_.reference) + months;
      const CivilDay candidate(month.year(), month.month(), day->day);
      if (candidate.day() != day->day ||
          static_cast<int>(absl::GetWeekday(candidate)) + 1 != weekday)
        continue;
      d.when = DayOf(candidate);
      d.unsettled = false;
      return d;
    }
  }
  return d;
}

}  // namespace textanalysis::values
