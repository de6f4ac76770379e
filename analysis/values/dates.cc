// Productions read one form each ("3 June 2024", "last week", "the third quarter"); the longest
// wins, and then takes what may stand beside it: a range's other end, a time, a weekday.

#include "analysis/values/dates.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "absl/strings/str_format.h"
#include "analysis/text/absl_interop.h"
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

// Whether the month or day `last` comes no later in a year than `first`: its year is the next.
bool IsOfNextYear(const When& first, const When& last) {
  if (first.month != last.month) return last.month < first.month;
  return first.day != 0 && last.day != 0 && last.day <= first.day && !last.HasTime();
}

// The end of a range lies behind its begin.
void SetUntil(const When& first, When* last, std::optional<CivilDay> reference) {
  if (!last->year && last->month != 0 && first.year) {
    last->year = first.year;
    if (IsOfNextYear(first, *last)) ++*last->year;
  }
  if (last->weekday != 0 && !last->HasDay()) {
    const std::optional<Days> days = DaysOf(first);
    // "Monday 9am to Monday 5pm" is one day.
    const bool same = last->HasTime() && last->weekday == first.weekday && last->hour > first.hour;
    SetWeekday(last, days ? std::optional(days->first + (same ? 0 : 1)) : reference,
               Tense::kFuture);
  }
}

// What has begun and is not over is to come, too: "will be shut from April to August", said in June.
void KeepCurrent(std::optional<CivilDay> reference, When last, When* first) {
  if (!first->year || !reference || *first->year <= reference->year()) return;
  When earlier = *first;
  --*earlier.year;
  SetUntil(earlier, &last, reference);
  const std::optional<Days> days = DaysOf(last);
  if (days && days->second >= *reference) *first = earlier;
}

std::string ZoneOf(const When& w) {
  if (w.offset == 0) return std::string(w.zone);
  const int size = std::abs(w.offset);
  return absl::StrFormat("%c%02d:%02d", w.offset < 0 ? '-' : '+', size / 60, size % 60);
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
    if (d.until && tense == Tense::kFuture) KeepCurrent(context.reference, *d.until, &d.when);
  }
  if (d.until && d.until->HasTime() && d.when.HasTime() && !d.until_has_day) {
    d.until->year = d.when.year;
    d.until->month = d.when.month;
    d.until->day = d.when.day;
  }
  if (d.until) SetUntil(d.when, &*d.until, context.reference);
  std::string iso = Format(d.when);
  if (iso.empty()) return f;
  f.details.precision = d.when.precision;
  f.details.time_zone = ZoneOf(d.when);
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
  if (!best) best = ReadHourOfDay(at_);
  if (!best) return ReadHoursOfDay(at_);
  TakeTime(&*best);
  if (best->shape == Dated::kDate && !best->until && best->literal.empty()) {
    if (best->when.HasTime() || best->when.precision == Precision::kPartOfDay) {
      TakeRangeOfTimes(&*best);
    } else {
      TakeRange(&*best);
    }
  }
  // "from now" alone is no date.
  if (r_.Is(at_, Class::kNow) && !best->until) return std::nullopt;
  return best;
}

// "now" between two ends: "between now and 15 November", "from now until Friday".
std::optional<Dated> DateReader::ReadNow(size_t at) const {
  if (!r_.Is(at, Class::kNow) || !r_.Is(at - 1, Class::kRangeFrom)) return std::nullopt;
  return FromToday(at, at + 1, 0);
}

std::optional<Dated> DateReader::ReadSimple(size_t at) const {
  static constexpr Production kProductions[] = {
      &DateReader::ReadIso,         &DateReader::ReadNumeric,   &DateReader::ReadDayMonth,
      &DateReader::ReadMonthDay,    &DateReader::ReadShifted,   &DateReader::ReadWeekday,
      &DateReader::ReadRelativeDay, &DateReader::ReadAroundNow, &DateReader::ReadPartOfPeriod,
      &DateReader::ReadSeason,      &DateReader::ReadDecade,    &DateReader::ReadHoliday,
      &DateReader::ReadTime,        &DateReader::ReadSet,       &DateReader::ReadYearAlone,
      &DateReader::ReadRough,       &DateReader::ReadDayPart,   &DateReader::ReadFewPeriods,
      &DateReader::ReadFiscal,      &DateReader::ReadNow,       &DateReader::ReadParts,
      &DateReader::ReadBeyond,      &DateReader::ReadDayAlone};
  // "Opens:30 December", where no space was left behind the colon.
  const bool labelled = r_.IsDigits(at) && r_.Glued(at) && r_.IsSymbol(at - 1, ":") &&
                        r_.Glued(at - 1) && r_.IsLetters(at - 2);
  if (!StartsFree(r_, at) && !labelled) return std::nullopt;
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
    case Period::kCentury:  // "half a century ago" is a year.
      d.when = months ? PeriodFromNow(Period::kYear, duration.months / 12 * sign)
                      : PeriodFromNow(duration.period, n);
      break;
    default:
      d.unsettled = true;
  }
  if (d.when.year && *d.when.year < 1) d.unsettled = true;
  return d;
}

void DateReader::TakeRange(Dated* d) const {
  if (d->unsettled) return;
  size_t k = d->end;
  size_t before = d->begin;
  if (r_.Is(before - 1, Class::kThe)) --before;
  const bool from = r_.Is(before - 1, Class::kRangeFrom);
  if (!JoinsRange(*d, k)) return;
  // "in June to Paris" is no range: the other end must be a date at once.
  ++k;
  if (r_.Is(k, Class::kNow) && context_.reference) {
    d->until = DayOf(*context_.reference);
    d->end = k + 1;
    d->bare_word = false;
    return;
  }
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

// The joint at `k` of a range that begins with `d`: "to", a dash, "and" after "between".
bool DateReader::JoinsRange(const Dated& d, size_t k) const {
  const size_t before = r_.Is(d.begin - 1, Class::kThe) ? d.begin - 2 : d.begin - 1;
  return IsRangeJoint(k) || (r_.Is(k, Class::kAnd) && r_.Is(before, Class::kBetween));
}

void DateReader::TakeRangeOfTimes(Dated* d) const {
  if (d->unsettled || !IsOneDay(*d) || !JoinsRange(*d, d->end)) return;
  size_t k = d->end + 1;
  if (r_.Is(k, Class::kThe)) ++k;
  if (!MayGoOn(k) || !r_.SameSentence(k, d->begin)) return;
  std::optional<Dated> last = ReadSimple(k);
  if (!last) return;
  TakeTime(&*last);
  const auto timed = [](const When& w) {
    return w.HasTime() || w.precision == Precision::kPartOfDay;
  };
  if (last->unsettled || !IsOneDay(*last) || !timed(last->when)) return;
  d->until = last->when;
  d->until_has_day = true;
  d->end = last->end;
  d->bare_word = false;
}

std::optional<Dated> DateReader::ReadSimpleEnd(size_t k) const {
  std::optional<Dated> best;
  for (const Production production :
       {&DateReader::ReadIso, &DateReader::ReadNumeric, &DateReader::ReadDayMonth,
        &DateReader::ReadMonthDay, &DateReader::ReadWeekday, &DateReader::ReadRelativeDay,
        &DateReader::ReadYearAlone, &DateReader::ReadShifted, &DateReader::ReadPartOfPeriod,
        &DateReader::ReadRough, &DateReader::ReadSeason, &DateReader::ReadDecade,
        &DateReader::ReadHoliday}) {
    std::optional<Dated> found = (this->*production)(k);
    if (found && (!best || found->end > best->end)) best = std::move(found);
  }
  return best;
}

void DateReader::JoinRange(Dated* d, Dated* last) const {
  When& a = d->when;
  When& b = last->when;
  // "Q1-Q3 2020"
  if (a.precision == Precision::kQuarter && b.precision == Precision::kQuarter && !a.year_said &&
      b.year_said && a.index < b.index)
    a.year = b.year;
  const bool weekdays = a.weekday != 0 && !a.HasDay();
  if (weekdays && !b.HasDay() && b.weekday == 0) return;
  // "Tuesday to Thursday next week": the last Tuesday before that day.
  if (const std::optional<Days> end = DaysOf(b); weekdays && b.HasDay() && end) {
    const int back = (static_cast<int>(absl::GetWeekday(end->first)) + 8 - a.weekday) % 7;
    a = DayOf(end->first - (back == 0 ? 7 : back));
    d->needs_tense = false;
  }
  if (d->needs_tense) {
    if (!a.year && b.year && a.month != 0) {
      a.year = *b.year - (b.month != 0 && IsOfNextYear(a, b) ? 1 : 0);
      a.year_said = true;
      d->needs_tense = false;
    }
  }
  if (d->bare_year && !(b.precision == Precision::kYear || b.year)) return;
  if (last->needs_tense && b.month != 0 && a.year_said && a.year) {
    b.year = *a.year + (IsOfNextYear(a, b) ? 1 : 0);
    last->needs_tense = false;
  }
  if (a.year && b.year && *b.year < *a.year) return;
  // "from Christmas to New Year"
  const std::optional<Days> first_days = DaysOf(a), last_days = DaysOf(b);
  if (first_days && last_days && last_days->second < first_days->first) {
    if (b.year_said || b.precision != Precision::kDay) return;
    ++*b.year;
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
