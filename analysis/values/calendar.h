// Points and periods of the calendar as texts state them, their ISO 8601 and EDTF form, and the
// days that they cover.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_CALENDAR_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_CALENDAR_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/time/civil_time.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

// A year that is open, as EDTF writes it.
inline constexpr std::string_view kOpenYear = "XXXX";
// What comes back each year: "XXXX-06".
inline std::string InAnyYear(const std::string& rest) {
  return std::string(kOpenYear) + "-" + rest;
}

inline constexpr int kFirstYear = 1500;  // A figure alone is a year from here …
inline constexpr int kLastYear = 2099;   // … to here.
// Of these, a figure that is not round is a year whatever noun follows it.
inline constexpr int kFirstRecentYear = 1900;
inline constexpr int kLastRecentYear = 2050;
inline constexpr int kMaxShift = 100000;  // Of periods from now.

// "'39" is 2039, "'40" is 1940.
inline int FullYear(int two_digits) { return two_digits + (two_digits < 40 ? 2000 : 1900); }

// When the clause that holds a date takes place.
enum class Tense { kUnknown, kPast, kFuture };

// A point or period: the fields that `precision` names and those above it. A year of nothing is
// open.
struct When {
  Precision precision = Precision::kNone;
  std::optional<int> year{};
  int month = 0;            // 1 to 12.
  int day = 0;              // 1 to 31.
  int week = 0;             // ISO week, for kWeek and kWeekend; `year` is then its ISO year.
  int index = 0;            // Quarter 1 to 4, half 1 to 2.
  int weekday = 0;          // Monday 1, where only the weekday is known or was said as well.
  std::string_view code{};  // Season "SU", part of the day "NI", or "FY", "SY" for years.
  int hour = -1;
  int minute = -1;
  int second = -1;
  std::string_view zone{};
  int offset = 0;          // Minutes that the clock is ahead of `zone`: "GMT+3".
  bool year_said = false;  // By the text, not by the reference day.

  bool HasDay() const { return month != 0 && day != 0; }
  bool HasTime() const { return hour >= 0; }
};

using Days = std::pair<absl::CivilDay, absl::CivilDay>;

bool IsDay(int year, int month, int day);
When DayOf(absl::CivilDay day);
When WeekOf(absl::CivilDay day, Precision precision = Precision::kWeek);
absl::CivilDay MondayOf(absl::CivilDay day);

// "2024-06", "2024-W23", "199X", "2024-SU", "2024-06-05TNI", "2024-06-05T15:30", "T15:30"; empty
// when the date does not exist or its year has not four digits.
std::string Format(const When& when);

// The first and last day, where the year is known.
std::optional<Days> DaysOf(const When& when);

// How many years a day or period of the reference's year lies off the one that is meant, -1 to 1:
// the last before or on `reference` for the past, the next for the future, this year's for neither.
// Who means one that lies further off than another names its year: a day that comes within a month
// is no past one, what was over a month ago at most (a day: three) is not to come again, and without
// a tense a day eleven months off is that of the other side of New Year.
int YearShift(const Days& days, absl::CivilDay reference, Tense tense);

// Sets the year of a month, day, season or quarter that states none: that in which a day is the
// weekday that was said, of the reference year and those beside it; else by YearShift.
void SetYear(When* when, std::optional<absl::CivilDay> reference, Tense tense);

// The day of a holiday by its rule in data/value_holidays.tsv; nothing without a rule.
std::optional<absl::CivilDay> HolidayIn(std::string_view rule, int year);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_CALENDAR_H_
