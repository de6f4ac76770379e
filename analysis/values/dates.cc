// Productions read one form each ("3 June 2024", "last week", "the third quarter"); the longest
// wins, and then takes what may stand beside it: a range's other end, a time, a weekday.

#include "analysis/values/dates.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/values/date_reader.h"
#include "analysis/values/tense.h"

namespace textanalysis::values {
namespace {

using absl::CivilDay;

// A weekday alone: the last one for the past, the next for the future; news that does not tell is
// of the past.
void SetWeekday(When* w, std::optional<CivilDay> reference, Tense tense) {
  if (!reference || w->weekday == 0 || w->HasDay()) return;
  const int now = static_cast<int>(absl::GetWeekday(*reference)) + 1;
  const int back = (now - w->weekday + 7) % 7;
  const CivilDay day = tense == Tense::kFuture ? *reference + (7 - back) % 7 : *reference - back;
  w->year = static_cast<int>(day.year());
  w->month = day.month();
  w->day = day.day();
}

// The end of a range lies behind its begin.
void SetUntil(const When& first, When* last, std::optional<CivilDay> reference) {
  if (!last->year && last->month != 0 && first.year) {
    last->year = first.year;
    if (last->month < first.month) ++*last->year;
  }
  if (last->weekday != 0 && !last->HasDay()) {
    const std::optional<Days> days = DaysOf(first);
    SetWeekday(last, days ? std::optional(days->first + 1) : reference, Tense::kFuture);
  }
}

Found Finish(const Reader& r, Dated d, const DateContext& context) {
  Found f{.begin = d.begin, .end = d.end, .kind = Kind::kDateTime};
  f.resume = d.end;
  f.maybe_name = d.bare_word || d.bare_year;
  if (d.unsettled) return f;
  if (!d.literal.empty()) {
    f.value = DateTime{d.literal};
    return f;
  }
  if (d.needs_tense && d.shape == Dated::kDate) {
    const Tense tense = TenseAround(r, d.begin, d.end);
    SetWeekday(&d.when, context.reference, tense);
    if (d.when.weekday == 0 || d.when.HasDay()) {
      SetYear(&d.when, context.reference, tense);
    }
  }
  if (d.until && d.until->HasTime() && d.when.HasTime()) {
    d.until->year = d.when.year;
    d.until->month = d.when.month;
    d.until->day = d.when.day;
  }
  if (d.until) SetUntil(d.when, &*d.until, context.reference);
  std::string iso = Format(d.when);
  if (iso.empty()) return f;
  f.details.precision = d.when.precision;
  f.details.time_zone = d.when.zone;
  std::optional<Days> days = DaysOf(d.when);
  if (d.until) {
    const std::string last = Format(*d.until);
    if (last.empty()) return f;
    iso += "/" + last;
    const std::optional<Days> until = DaysOf(*d.until);
    if (days && until) days->second = until->second;
  }
  if (days) {
    f.details.first_day = Format(DayOf(days->first));
    f.details.last_day = Format(DayOf(days->second));
  }
  f.value = DateTime{iso};
  return f;
}

}  // namespace

std::optional<Dated> DateReader::Read() const {
  std::optional<Dated> best = ReadSimple(at_);
  if (!best) return std::nullopt;
  TakeTime(&*best);
  if (best->shape == Dated::kDate && !best->until && best->literal.empty()) TakeRange(&*best);
  return best;
}

std::optional<Dated> DateReader::ReadSimple(size_t at) const {
  static constexpr Production kProductions[] = {
      &DateReader::ReadIso,         &DateReader::ReadNumeric,   &DateReader::ReadDayMonth,
      &DateReader::ReadMonthDay,    &DateReader::ReadShifted,   &DateReader::ReadWeekday,
      &DateReader::ReadRelativeDay, &DateReader::ReadAroundNow, &DateReader::ReadPartOfPeriod,
      &DateReader::ReadSeason,      &DateReader::ReadDecade,    &DateReader::ReadHoliday,
      &DateReader::ReadTime,        &DateReader::ReadSet,       &DateReader::ReadYearAlone,
      &DateReader::ReadRough,       &DateReader::ReadDayPart,   &DateReader::ReadFewPeriods,
      &DateReader::ReadFiscal};
  if (!StartsFree(r_, at)) return std::nullopt;
  std::optional<Dated> best;
  for (const Production production : kProductions) {
    std::optional<Dated> found = (this->*production)(at);
    if (found && (!best || found->end > best->end)) best = std::move(found);
  }
  return best;
}

Tense DateReader::TenseOf(const Dated& d) const { return TenseAround(r_, d.begin, d.end); }

std::optional<Dated> DateReader::FromDuration(size_t at, size_t end, const Duration& duration,
                                              int sign) const {
  Dated d = Make(at, end, {});
  const bool months = !duration.single && duration.months > 0;
  d.unsettled = !context_.reference || (!duration.single && !months) || duration.count > kMaxShift;
  if (d.unsettled) return d;
  const int n = duration.count * sign;
  switch (duration.period) {
    case Period::kDay:
      d.when = DayOf(*context_.reference + n);
      break;
    case Period::kWeek:
      d.when = DayOf(*context_.reference + 7 * n);
      break;
    case Period::kFortnight:
      d.when = DayOf(*context_.reference + 14 * n);
      break;
    case Period::kMonth:
    case Period::kYear:
      d.when = months ? PeriodFromNow(Period::kMonth, duration.months * sign)
                      : PeriodFromNow(duration.period, n);
      break;
    case Period::kDecade:
    case Period::kCentury:
      d.when = PeriodFromNow(duration.period, n);
      break;
    default:
      d.unsettled = true;
  }
  if (d.when.year && *d.when.year < 1) d.unsettled = true;
  return d;
}

std::optional<Dated> DateReader::ReadTime(size_t at) const { return ReadClock(r_, at); }

void DateReader::Merge(const Dated& time, Dated* day) const {
  day->when.hour = time.when.hour;
  day->when.minute = time.when.minute;
  day->when.second = time.when.second;
  day->when.zone = time.when.zone;
  day->when.precision = time.when.precision;
  day->when.code = {};
  if (time.until) {
    day->until = day->when;
    day->until->hour = time.until->hour;
    day->until->minute = time.until->minute;
    day->until->second = time.until->second;
  }
  day->end = std::max(day->end, time.end);
  day->unsettled = day->unsettled || time.unsettled;
}

bool DateReader::IsOneDay(const Dated& d) const {
  return d.shape == Dated::kDate && !d.until && (d.when.HasDay() || d.when.weekday != 0) &&
         d.literal.empty();
}

void DateReader::TakeTime(Dated* d) const {
  size_t k = d->end;
  const bool comma = r_.IsSymbol(k, ",");
  if (comma) ++k;
  if (!r_.Has(k) || !r_.SameSentence(k, d->begin) || r_.at(k).breaks) return;
  if (IsOneDay(*d) && !d->when.HasTime()) {
    if (r_.Is(k, Class::kAt) || r_.Is(k, Class::kApproximation) || r_.Reads(k, "from")) ++k;
    if (r_.Is(k, Class::kApproximation)) ++k;
    const std::optional<Dated> time = r_.Has(k) ? ReadClock(r_, k) : std::nullopt;
    if (!time || time->unsettled) return TakeHourOfPart(k, d);
    Merge(*time, d);
    return;
  }
  if (d->shape != Dated::kTime || d->unsettled || !d->when.HasTime()) return;
  if (r_.Is(k, Class::kOn) || r_.Is(k, Class::kOf)) ++k;
  std::optional<Dated> day = r_.Has(k) ? ReadSimple(k) : std::nullopt;
  if (!day || !IsOneDay(*day) || day->when.HasTime()) return;
  const size_t begin = d->begin;
  const Dated time = *d;
  *d = *day;
  d->begin = begin;
  d->bare_word = false;
  const size_t end = d->end;
  Merge(time, d);
  d->end = end;
}

void DateReader::TakeHourOfPart(size_t k, Dated* d) const {
  if (d->when.precision != Precision::kPartOfDay || k == d->end || !r_.IsDigits(k)) return;
  const int hour = r_.Int(k);
  const bool plain = r_.Surface(k).size() <= 2 && !r_.Glued(k + 1);
  const bool closed = !r_.IsLetters(k + 1) || r_.Is(k + 1, Class::kFunction);
  const bool stop = r_.IsSymbol(k + 1, ".") || r_.IsSymbol(k + 1, ",");
  if (hour < 1 || hour > 11 || (!plain && !stop) || !closed || (r_.Glued(k + 1) && r_.Glued(k + 2)))
    return;
  const bool morning = d->when.code == "MO";
  if (d->when.code == "NI" && hour < 6) return;
  d->when.hour = morning ? hour : hour + 12;
  d->when.code = {};
  d->when.precision = Precision::kHour;
  d->end = k + 1;
}

void DateReader::TakeRange(Dated* d) const {
  if (d->unsettled || d->when.HasTime() ||
      (!d->when.code.empty() && d->when.precision == Precision::kPartOfDay))
    return;
  size_t k = d->end;
  size_t before = d->begin;
  if (before > r_.begin() && r_.Is(before - 1, Class::kThe)) --before;
  const bool between = before > r_.begin() && r_.Reads(before - 1, "between");
  const bool from = before > r_.begin() && (r_.Reads(before - 1, "from") || between);
  if (!IsRangeJoint(k) && !(between && r_.Is(k, Class::kAnd))) return;
  // "in June to Paris" is no range: the other end must be a date at once.
  ++k;
  if (r_.Is(k, Class::kThe)) ++k;
  if (!r_.Has(k) || !r_.SameSentence(k, d->begin)) return;
  std::optional<Dated> last = ReadSimpleEnd(k);
  if (!last || last->unsettled || last->until || last->shape != Dated::kDate) return;
  if (last->bare_year && !from && !r_.IsSymbol(d->end, "-") && d->bare_year == false &&
      d->when.precision != Precision::kYear)
    return;
  if (last->when.precision == Precision::kNone) return;
  JoinRange(d, &*last);
}

std::optional<Dated> DateReader::ReadSimpleEnd(size_t k) const {
  std::optional<Dated> best;
  for (const Production production :
       {&DateReader::ReadIso, &DateReader::ReadNumeric, &DateReader::ReadDayMonth,
        &DateReader::ReadMonthDay, &DateReader::ReadWeekday, &DateReader::ReadRelativeDay,
        &DateReader::ReadYearAlone, &DateReader::ReadShifted, &DateReader::ReadPartOfPeriod,
        &DateReader::ReadRough}) {
    std::optional<Dated> found = (this->*production)(k);
    if (found && (!best || found->end > best->end)) best = std::move(found);
  }
  return best;
}

void DateReader::JoinRange(Dated* d, Dated* last) const {
  When& a = d->when;
  When& b = last->when;
  const bool weekdays = a.weekday != 0 && !a.HasDay();
  if (weekdays != (b.weekday != 0 && !b.HasDay())) {
    if (weekdays && !b.HasDay()) return;
  }
  if (d->needs_tense) {
    if (!a.year && b.year && a.month != 0) {
      a.year = *b.year - (b.month != 0 && a.month > b.month ? 1 : 0);
      a.year_said = true;
      d->needs_tense = false;
    }
  }
  if (d->bare_year && !(b.precision == Precision::kYear || b.year)) return;
  if (last->needs_tense && b.month != 0 && a.year_said && a.year) {
    b.year = *a.year + (a.month > b.month ? 1 : 0);
    last->needs_tense = false;
  }
  d->until = b;
  d->end = last->end;
  d->bare_word = false;
  d->bare_year = false;
  if (d->needs_tense && !last->needs_tense && !a.year && b.year) a.year = b.year;
}

std::optional<Found> ReadDate(const Reader& reader, size_t at, const DateContext& context) {
  std::optional<Dated> dated = DateReader(reader, at, context).Read();
  if (!dated || dated->end > reader.end()) return std::nullopt;
  if (!reader.EndsBefore(dated->end)) return std::nullopt;
  return Finish(reader, *std::move(dated), context);
}

}  // namespace textanalysis::values
