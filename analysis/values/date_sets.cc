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
  if (!r_.Is(at, Class::kEvery)) return std::nullopt;
  size_t k = at + 1;
  const bool other = r_.Reads(k, "other");
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
  if (r_.Is(k, Class::kPeriod) && !r_.Ends(k, Ending::kS)) {
    const int n = other ? 2 : 1;
    return EveryPeriod(at, k, n);
  }
  std::optional<Duration> duration = ReadDuration(r_, k);
  if (!duration || other) return std::nullopt;
  d.literal = "R/" + duration->iso8601;
  d.end = duration->end;
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
    default:
      d.unsettled = true;
  }
  return d;
}

}  // namespace textanalysis::values
