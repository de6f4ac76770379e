// Times of a day that is said: "Friday at 3pm", "15:30 GMT on Sunday", "tomorrow at 8".

#include <algorithm>
#include <string>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {
namespace {

// The hour of "8" with the part of its day, or -1: "at 4" of a night is either.
int HourIn(std::string_view part, int hour) {
  if (part.empty() || part == "MO" || hour > 12) return hour;
  if (part == "NI" && hour < 6) return -1;
  return hour == 12 ? 12 : hour + 12;
}

}  // namespace

std::optional<Dated> DateReader::ReadTime(size_t at) const { return ReadClock(r_, at); }

void DateReader::Merge(const Dated& time, Dated* day) const {
  day->when.hour = time.when.hour;
  day->when.minute = time.when.minute;
  day->when.second = time.when.second;
  day->when.zone = time.when.zone;
  day->when.offset = time.when.offset;
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
    if (r_.Is(k, Class::kRangeFrom)) return TakeHours(k, d);
    if (r_.Is(k, Class::kAt) || r_.Is(k, Class::kLasting) || r_.Is(k, Class::kApproximation)) ++k;
    if (r_.Is(k, Class::kApproximation)) ++k;
    std::optional<Dated> time = r_.Has(k) ? ReadClock(r_, k) : std::nullopt;
    if (!time || time->unsettled) {
      if (k == d->end && TakePartBehind(k, d)) return;
      return TakeHour(k, d);
    }
    // "tonight at 7:30"
    const int hour = HourIn(d->when.code, time->when.hour);
    if (!time->until && hour > time->when.hour && hour < 24) time->when.hour = hour;
    return Merge(*time, d);
  }
  if (d->shape == Dated::kSet) return TakeTimeOfSet(k, d);
  if (d->shape != Dated::kTime || d->unsettled) return;
  if (d->when.HasTime() && !d->until && TakeSet(k, d)) return;
  if (!d->when.HasTime()) return TakeDayOfPart(k, d);
  if (r_.Is(k, Class::kOn) || r_.Is(k, Class::kOf)) ++k;
  std::optional<Dated> day = MayGoOn(k) ? ReadSimple(k) : std::nullopt;
  if (!day || !IsOneDay(*day) || day->when.HasTime()) return;
  if (d->until && IsRangeJoint(day->end)) return;  // "9am-5pm, | Monday to Friday"
  TakeDay(*day, d);
}

bool DateReader::TakePartBehind(size_t k, Dated* d) const {
  if (!r_.Is(k, Class::kIn) || !r_.Is(k + 1, Class::kThe) || !r_.Is(k + 2, Class::kPart) ||
      r_.Ends(k + 2, Ending::kS) || d->when.precision != Precision::kDay)
    return false;
  d->when.code = r_.at(k + 2).word->code;
  d->when.precision = Precision::kPartOfDay;
  d->end = k + 3;
  d->bare_word = false;
  return true;
}

void DateReader::TakeDayOfPart(size_t k, Dated* d) const {
  if (d->when.precision != Precision::kPartOfDay || !r_.Is(k, Class::kOn)) return;
  std::optional<Dated> day = MayGoOn(k + 1) ? ReadSimple(k + 1) : std::nullopt;
  if (!day || !IsOneDay(*day) || day->when.precision != Precision::kDay) return;
  day->when.code = d->when.code;
  day->when.precision = Precision::kPartOfDay;
  day->begin = d->begin;
  day->bare_word = false;
  *d = *day;
}

void DateReader::TakeTimeOfSet(size_t k, Dated* d) const {
  const bool daily = d->literal == "R/P1D";
  if (!daily && !d->literal.starts_with(InAnyYear("WXX-"))) return;
  if (d->literal.find('T') != std::string::npos) return;
  if (r_.Is(k, Class::kAt)) ++k;
  const std::optional<Dated> time = r_.Has(k) ? ReadClock(r_, k) : std::nullopt;
  if (!time || time->unsettled || time->until || !time->when.HasTime()) return;
  d->literal = (daily ? "" : d->literal) + Format(time->when);
  d->end = time->end;
}

bool DateReader::TakeSet(size_t k, Dated* d) const {
  std::optional<Dated> set = r_.Has(k) ? ReadSet(k) : std::nullopt;
  if (!set || set->unsettled) return false;
  const bool daily = set->literal == "R/P1D";
  if (!daily && !set->literal.starts_with(InAnyYear("WXX-"))) return false;
  d->literal = (daily ? "" : set->literal) + Format(d->when);
  d->shape = Dated::kSet;
  d->end = set->end;
  return true;
}

// Puts the time `d` on the day that stands behind it.
void DateReader::TakeDay(const Dated& day, Dated* d) const {
  const size_t begin = d->begin;
  Dated time = *d;
  // "6 o'clock this afternoon"
  const int hour = HourIn(day.when.code, time.when.hour);
  if (!time.until && hour > time.when.hour && hour < 24) time.when.hour = hour;
  *d = day;
  d->begin = begin;
  d->bare_word = false;
  const size_t end = d->end;
  Merge(time, d);
  d->end = end;
}

void DateReader::TakeHour(size_t k, Dated* d) const {
  if (k == d->end || !r_.Has(k)) return;
  const bool part = d->when.precision == Precision::kPartOfDay;
  if (!part && !r_.Is(k - 1, Class::kAt) && !r_.Is(k - 2, Class::kAt)) return;
  std::optional<Dated> time = ReadHour(r_, k);
  if (!time) return;
  const int hour = HourIn(part ? d->when.code : std::string_view(), time->when.hour);
  if (hour < 0) return;
  time->when.hour = hour;
  Merge(*time, d);
}

void DateReader::TakeHours(size_t k, Dated* d) const {
  std::optional<Dated> time = r_.Has(k + 1) ? ReadClock(r_, k + 1) : std::nullopt;
  if (time && time->unsettled) return;
  if (!time || (!time->until && d->when.precision == Precision::kPartOfDay)) {
    time = ReadHours(r_, k + 1);
    if (!time || !SetPart(d->when.code, &*time)) return;
  }
  Merge(*time, d);
}

bool DateReader::SetPart(std::string_view part, Dated* hours) const {
  const int first = HourIn(part, hours->when.hour), last = HourIn(part, hours->until->hour);
  if (first < 0 || last < 0 || first > 24 || last > 24) return false;
  hours->when.hour = first;
  hours->until->hour = last;
  return true;
}

std::optional<Dated> DateReader::ReadHourOfDay(size_t at) const {
  if (at == r_.begin() || !r_.Is(at - 1, Class::kAt)) return std::nullopt;
  std::optional<Dated> time = ReadHour(r_, at);
  if (!time) return std::nullopt;
  const size_t k = r_.Is(time->end, Class::kOn) ? time->end + 1 : time->end;
  const std::optional<Dated> day =
      MayGoOn(k) && r_.SameSentence(k, at) ? ReadSimple(k) : std::nullopt;
  if (!day || !IsOneDay(*day) || day->when.precision != Precision::kPartOfDay ||
      HourIn(day->when.code, time->when.hour) < 0)
    return std::nullopt;
  TakeDay(*day, &*time);
  return time;
}

std::optional<Dated> DateReader::ReadHoursOfDay(size_t at) const {
  if (at == r_.begin() || !r_.Is(at - 1, Class::kRangeFrom)) return std::nullopt;
  std::optional<Dated> hours = ReadHours(r_, at);
  if (!hours) return std::nullopt;
  size_t k = hours->end;
  if (r_.Is(k, Class::kOn) || r_.Is(k, Class::kOf)) ++k;
  const std::optional<Dated> day = r_.SameSentence(k, at) ? ReadSimple(k) : std::nullopt;
  if (!day || !IsOneDay(*day) || day->when.HasTime() || !SetPart(day->when.code, &*hours))
    return std::nullopt;
  TakeDay(*day, &*hours);
  return hours;
}

}  // namespace textanalysis::values
