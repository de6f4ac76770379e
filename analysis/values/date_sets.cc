// What comes back: "every Tuesday", "daily".

#include <string>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {
std::optional<Dated> DateReader::ReadSet(size_t at) const {
  Dated d{.begin = at, .end = at + 1};
  d.shape = Dated::kSet;
  if (r_.Is(at, Class::kRepeated)) {
    if (r_.at(at).upper || r_.IsHyphen(at - 1) || r_.IsHyphen(at + 1)) return std::nullopt;
    d.literal = "R/" + std::string(r_.at(at).word->code);
    return d;
  }
  if (r_.Is(at, Class::kEveryTwo) && r_.IsHyphen(at + 1) && r_.Is(at + 2, Class::kRepeated)) {
    d.end = at + 3;
    const std::string_view code = r_.at(at + 2).word->code;
    d.unsettled = code.size() != 3 || code[1] != '1';
    d.literal = "R/P2" + std::string(code.substr(code.size() - 1));
    return d;
  }
  if (!r_.Is(at, Class::kEvery)) return ReadTimes(at);
  size_t k = at + 1;
  const bool other = r_.Is(k, Class::kOther);
  if (other) ++k;
  if (const std::optional<int> weekday = WeekdayAt(k)) {
    d.literal = InAnyYear("WXX-" + std::to_string(*weekday));
    d.end = k + 1;
    return d;
  }
  if (const std::optional<MonthName> month = MonthAt(k, false)) {
    if (DayAt(month->end, false)) return std::nullopt;
    d.literal = InAnyYear((month->month < 10 ? "0" : "") + std::to_string(month->month));
    d.end = month->end;
    return d;
  }
  if (r_.Is(k, Class::kPart) || r_.Is(k, Class::kSeason)) {
    const std::string code(r_.at(k).word->code);
    d.literal = r_.Is(k, Class::kPart) ? "T" + code : InAnyYear(code);
    d.end = k + 1;
    return d;
  }
  // "every third month"
  if (r_.Is(k, Class::kOrdinal) && r_.Is(k + 1, Class::kPeriod) && r_.Value(k, Class::kOrdinal) > 1)
    return EveryPeriod(at, k + 1, r_.Value(k, Class::kOrdinal));
  if (!other) {
    if (std::optional<Dated> nth = EveryNth(at, k)) return nth;
  }
  if (r_.Is(k, Class::kPeriod) && !r_.Ends(k, Ending::kS)) {
    const int n = other ? 2 : 1;
    return EveryPeriod(at, k, n);
  }
  if (r_.Is(k, Class::kWorkday)) {  // No code says "Monday to Friday".
    d.end = k + 1;
    d.unsettled = true;
    return d;
  }
  std::optional<Duration> duration = ReadDuration(r_, k);
  if (!duration || other) return std::nullopt;
  d.unsettled = duration->period == Period::kWeekend;
  d.literal = "R/" + duration->iso8601;
  d.end = duration->end;
  return d;
}

// "once a week", "twice a year", "three times a month": how often is all that is settled of more
// than once.
std::optional<Dated> DateReader::ReadTimes(size_t at) const {
  size_t k = at + 1;
  int64_t times = r_.Is(at, Class::kTimes) ? r_.Value(at, Class::kTimes) : 0;
  if (times == 0) {
    if (!r_.IsDigits(at) && !r_.Is(at, Class::kNumber)) return std::nullopt;
    const std::optional<Numeral> n = ReadNumeral(r_, at);
    if (!n || !r_.Is(n->end, Class::kTimesNoun)) return std::nullopt;
    times = n->value.ToInt().value_or(0);
    k = n->end + 1;
  }
  if ((!r_.Is(k, Class::kArticle) && !r_.Is(k, Class::kPer) && !r_.Is(k, Class::kEvery)) ||
      !r_.Is(k + 1, Class::kPeriod) || r_.Ends(k + 1, Ending::kS))
    return std::nullopt;
  std::optional<Dated> d = EveryPeriod(at, k + 1, 1);
  if (d) d->unsettled = d->unsettled || times != 1;
  return d;
}

std::optional<Dated> DateReader::EveryNth(size_t at, size_t k) const {
  const std::optional<Below100> number = ReadBelow100(r_, k);
  const bool last = r_.Is(k, Class::kLastOne);
  if (!last && (!number || !number->ordinal)) return std::nullopt;
  size_t end = last ? k + 1 : number->end;
  if (!WeekdayAt(end)) return std::nullopt;
  ++end;
  if (r_.Is(end, Class::kOf)) {
    const size_t n =
        r_.Is(end + 1, Class::kThe) || r_.Is(end + 1, Class::kEvery) ? end + 2 : end + 1;
    if (r_.Is(n, Class::kPeriod) && !r_.Ends(n, Ending::kS)) end = n + 1;
  }
  Dated d = Unsettled(at, end);
  d.shape = Dated::kSet;
  return d;
}

std::optional<Dated> DateReader::EveryPeriod(size_t at, size_t k, int n) const {
  Dated d{.begin = at, .end = k + 1};
  d.shape = Dated::kSet;
  const std::string count = std::to_string(n);
  switch (static_cast<Period>(r_.Value(k, Class::kPeriod))) {
    case Period::kSecond:
      return std::nullopt;
    case Period::kMinute:
      d.literal = "R/PT" + count + "M";
      break;
    case Period::kHour:
      d.literal = "R/PT" + count + "H";
      break;
    case Period::kDay:
      d.literal = "R/P" + count + "D";
      break;
    case Period::kWeek:
      d.literal = "R/P" + count + "W";
      break;
    case Period::kFortnight:
      d.literal = "R/P" + std::to_string(n * 2) + "W";
      break;
    case Period::kMonth:
      d.literal = "R/P" + count + "M";
      break;
    case Period::kQuarter:
      d.literal = "R/P" + std::to_string(n * 3) + "M";
      break;
    case Period::kYear:
      d.literal = "R/P" + count + "Y";
      break;
    case Period::kDecade:
      d.literal = "R/P" + std::to_string(n * 10) + "Y";
      break;
    case Period::kWeekend:
      d.literal = InAnyYear("WXX-WE");
      d.unsettled = n != 1;
      break;
    default:
      d.unsettled = true;
  }
  return d;
}

}  // namespace textanalysis::values
