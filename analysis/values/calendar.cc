#include "analysis/values/calendar.h"

#include <unicode/calendar.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_format.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::values {
namespace {

using absl::CivilDay;
using absl::CivilMonth;
using absl::CivilYear;

constexpr int kMonthOfDays = 31;
constexpr int kYearOfDays = 365;

// ISO 8601's four digits hold these.
bool IsYear(int year) { return year >= -9999 && year <= 9999; }

std::string Year(int year) {
  return year < 0 ? absl::StrFormat("-%04d", -year) : absl::StrFormat("%04d", year);
}

int FirstMonth(std::string_view season) {
  if (season == "SP") return 3;
  if (season == "SU") return 6;
  return season == "FA" ? 9 : 12;
}

std::string Time(const When& w) {
  if (!w.HasTime()) return w.code.empty() ? "" : "T" + std::string(w.code);
  std::string out = absl::StrFormat("T%02d:%02d", w.hour, std::max(w.minute, 0));
  if (w.second >= 0) out += absl::StrFormat(":%02d", w.second);
  return out;
}

// Easter Sunday of the Gregorian calendar, after Meeus, "Astronomical Algorithms" (1991), ch. 8.
CivilDay Easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 19 * l) / 433;
  const int month = (h + l - 7 * m + 90) / 25;
  const int day = (h + l - 7 * m + 33 * month + 19) % 32;
  return CivilDay(year, month, day);
}

// ICU's calendars, by the letter of a rule.
constexpr std::pair<char, const char*> kCalendars[] = {
    {'I', "@calendar=islamic-umalqura"}, {'H', "@calendar=hebrew"}, {'C', "@calendar=chinese"}};
// The years for which ICU's calendars are right.
constexpr int kFirstReckoned = 1900, kLastReckoned = 2100;
constexpr double kDayOfMilliseconds = 24.0 * 60 * 60 * 1000;

// The first day within `year` that is the `day` of the `month` in another calendar, its months counted
// as ICU orders them.
std::optional<CivilDay> DayOfCalendar(const char* locale, int month, int day, int year) {
  if (year < kFirstReckoned || year > kLastReckoned) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(locale), status));
  if (U_FAILURE(status)) return std::nullopt;
  const CivilDay epoch(1970, 1, 1);
  calendar->setTime(static_cast<double>(CivilDay(year, 1, 1) - epoch) * kDayOfMilliseconds, status);
  const int first = calendar->get(UCAL_EXTENDED_YEAR, status);
  for (const int candidate : {first, first + 1}) {
    calendar->clear();
    calendar->set(UCAL_EXTENDED_YEAR, candidate);
    calendar->set(UCAL_MONTH, month - 1);
    calendar->set(UCAL_DATE, day);
    const double time = calendar->getTime(status);
    if (U_FAILURE(status)) return std::nullopt;
    const CivilDay found = epoch + static_cast<int64_t>(std::floor(time / kDayOfMilliseconds));
    if (found.year() == year) return found;
  }
  return std::nullopt;
}

int WeekdayOf(CivilDay day) { return static_cast<int>(absl::GetWeekday(day)) + 1; }

// Of the reference year and those beside it the one in which the day is the weekday that was said.
std::optional<int> YearOfWeekday(const When& when, int year, Tense tense) {
  if (when.weekday == 0 || !when.HasDay()) return std::nullopt;
  const int step = tense == Tense::kFuture ? 1 : -1;
  for (const int candidate : {year, year + step, year - step}) {
    if (IsDay(candidate, when.month, when.day) &&
        WeekdayOf(CivilDay(candidate, when.month, when.day)) == when.weekday)
      return candidate;
  }
  return std::nullopt;
}

}  // namespace

bool IsDay(int year, int month, int day) {
  const CivilDay civil(year, month, day);
  return civil.month() == month && civil.day() == day;
}

When DayOf(CivilDay day) {
  When w;
  w.precision = Precision::kDay;
  w.year = static_cast<int>(day.year());
  w.month = day.month();
  w.day = day.day();
  return w;
}

CivilDay MondayOf(CivilDay day) { return day - (WeekdayOf(day) - 1); }

When WeekOf(CivilDay day, Precision precision) {
  const CivilDay thursday = MondayOf(day) + 3;
  When w;
  w.precision = precision;
  w.year = static_cast<int>(thursday.year());
  w.week = (absl::GetYearDay(thursday) - 1) / 7 + 1;
  w.year_said = true;
  return w;
}

std::string Format(const When& w) {
  if (w.year && !IsYear(*w.year)) return "";
  const std::string year = w.year ? Year(*w.year) : std::string(kOpenYear);
  switch (w.precision) {
    case Precision::kCentury:
      return year.substr(0, 2) + "XX";
    case Precision::kDecade:
      return year.substr(0, 3) + "X";
    case Precision::kYear:
      return std::string(w.code) + year;
    case Precision::kHalfYear:
      return year + "-H" + std::to_string(w.index);
    case Precision::kQuarter:
      return year + "-Q" + std::to_string(w.index);
    case Precision::kSeason:
      return year + "-" + std::string(w.code);
    case Precision::kMonth:
      return year + absl::StrFormat("-%02d", w.month);
    case Precision::kWeek:
      return year + absl::StrFormat("-W%02d", w.week);
    case Precision::kWeekend:
      return year + absl::StrFormat("-W%02d-WE", w.week);
    case Precision::kNone:
      return "";
    default:
      break;
  }
  if (w.HasDay()) {
    if (!IsDay(w.year.value_or(2000), w.month, w.day)) return "";
    return year + absl::StrFormat("-%02d-%02d", w.month, w.day) + Time(w);
  }
  if (w.weekday != 0) return "";
  return Time(w);
}

std::optional<Days> DaysOf(const When& w) {
  if (!w.year || !IsYear(*w.year) || *w.year < 1) return std::nullopt;
  const CivilYear year(*w.year);
  switch (w.precision) {
    case Precision::kCentury:
      return Days{CivilDay(year), CivilDay(year + 100) - 1};
    case Precision::kDecade:
      return Days{CivilDay(year), CivilDay(year + 10) - 1};
    case Precision::kYear:
      if (!w.code.empty()) return std::nullopt;  // A fiscal year begins where its owner says.
      return Days{CivilDay(year), CivilDay(year + 1) - 1};
    case Precision::kHalfYear:
      return Days{CivilDay(*w.year, w.index * 6 - 5, 1), CivilDay(*w.year, w.index * 6 + 1, 1) - 1};
    case Precision::kQuarter:
      return Days{CivilDay(*w.year, w.index * 3 - 2, 1), CivilDay(*w.year, w.index * 3 + 1, 1) - 1};
    case Precision::kSeason: {
      const CivilMonth first(*w.year, FirstMonth(w.code));
      return Days{CivilDay(first), CivilDay(first + 3) - 1};
    }
    case Precision::kMonth: {
      const CivilMonth month(*w.year, w.month);
      return Days{CivilDay(month), CivilDay(month + 1) - 1};
    }
    case Precision::kWeek:
    case Precision::kWeekend: {
      const CivilDay monday = MondayOf(CivilDay(*w.year, 1, 4)) + 7 * (w.week - 1);
      return Days{w.precision == Precision::kWeek ? monday : monday + 5, monday + 6};
    }
    default:
      break;
  }
  if (!w.HasDay() || !IsDay(*w.year, w.month, w.day)) return std::nullopt;
  const CivilDay day(*w.year, w.month, w.day);
  return Days{day, day};
}

void SetYear(When* when, std::optional<CivilDay> reference, Tense tense) {
  if (when->year || !reference) return;
  const int year = static_cast<int>(reference->year());
  if (const std::optional<int> said = YearOfWeekday(*when, year, tense)) {
    when->year = said;
    return;
  }
  when->year = year;
  if (when->month == 2 && when->day == 29) {
    // The last or the next leap year.
    const int step = tense == Tense::kFuture ? 1 : -1;
    while (!IsDay(*when->year, 2, 29) || (step < 0 && CivilDay(*when->year, 2, 29) > *reference) ||
           (step > 0 && CivilDay(*when->year, 2, 29) < *reference))
      *when->year += step;
    return;
  }
  if (const std::optional<Days> days = DaysOf(*when))
    *when->year += YearShift(*days, *reference, tense);
}

int YearShift(const Days& days, CivilDay reference, Tense tense) {
  const bool day = days.first == days.second;
  const auto ahead = days.first - reference, behind = reference - days.second;
  if (ahead > 0 && tense != Tense::kFuture) {
    if (tense == Tense::kPast) return day && ahead <= kMonthOfDays ? 0 : -1;
    return day && ahead > kYearOfDays - kMonthOfDays ? -1 : 0;
  }
  if (behind > 0 && tense != Tense::kPast) {
    if (tense == Tense::kFuture) return behind <= (day ? 3 : 1) * kMonthOfDays ? 0 : 1;
    return day && behind > kYearOfDays - kMonthOfDays ? 1 : 0;
  }
  return 0;
}

std::optional<CivilDay> HolidayIn(std::string_view rule, int year) {
  if (rule.empty() || year < 1) return std::nullopt;
  const std::string text(rule);
  if (rule[0] == 'E') return Easter(year) + std::atoi(text.c_str() + 1);
  for (const auto& [letter, locale] : kCalendars) {
    if (rule[0] == letter)
      return DayOfCalendar(locale, std::atoi(text.substr(1, 2).c_str()),
                           std::atoi(text.c_str() + 4), year);
  }
  const int month = std::atoi(text.substr(0, 2).c_str());
  const size_t nth = text.find('M');
  if (nth == std::string::npos) return CivilDay(year, month, std::atoi(text.c_str() + 3));
  const int weekday = text[nth + 1] - '0';
  const size_t plus = text.find('+');
  const int more = plus == std::string::npos ? 0 : std::atoi(text.c_str() + plus + 1);
  if (text[3] == 'L') {
    const CivilDay last = CivilDay(CivilMonth(year, month) + 1) - 1;
    return last - (WeekdayOf(last) - weekday + 7) % 7 + more;
  }
  const CivilDay first(year, month, 1);
  return first + (weekday - WeekdayOf(first) + 7) % 7 + 7 * (text[3] - '1') + more;
}

}  // namespace textanalysis::values
