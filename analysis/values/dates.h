// The grammar of dates, times, periods, durations and sets.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_DATES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_DATES_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "analysis/values/calendar.h"
#include "analysis/values/measures.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// What the document says beside the date itself.
struct DateContext {
  std::optional<absl::CivilDay> reference{};
  bool day_first = false;  // "03/04/2019" is 3 April.
};

// A date as read, over atoms [begin, end).
struct Dated {
  enum Shape { kDate, kTime, kDuration, kSet };

  size_t begin = 0;
  size_t end = 0;
  Shape shape = kDate;
  When when{};
  std::optional<When> until{};  // The last part of a range.
  std::string literal{};        // ISO 8601 of a duration or set.
  bool unsettled = false;       // The text does not say which ("the previous year").
  bool needs_tense = false;     // No year, or a weekday alone.
  bool bare_year = false;
  bool until_has_day = false;  // `until` is a time of a day of its own.
  bool bare_word = false;      // A month, weekday, season or holiday alone: maybe a name.
};

// Returns the longest date that begins at `at`, or nothing.
//   Cost: O(atoms of the date), bounded; the tense is looked for in one sentence.
std::optional<Found> ReadDate(const Reader& reader, size_t at, const DateContext& context);

// A clock time: "3pm", "15:30 GMT", "noon", "half past six", "4 o'clock", "9 to 10.30am".
std::optional<Dated> ReadClock(const Reader& reader, size_t at);

// An hour that nothing but what stands before it shows to be one: "8", "2.30", "six forty-three".
std::optional<Dated> ReadHour(const Reader& reader, size_t at);
// The same of two hours: "10-4", "7 to 9", "0730-0930"; the second is the later one.
std::optional<Dated> ReadHours(const Reader& reader, size_t at);

// A length of time: "3 hours 30 minutes", "two and a half years", "an hour". Its `literal` is ISO
// 8601; `months` and `days` of calendar arithmetic stand in the result's `when`.
struct Duration {
  size_t end = 0;
  std::string iso8601{};
  Period period = Period::kDay;  // Of its largest part.
  int count = 0;                 // Whole number of them, when `single`.
  bool single = false;           // One part with a whole number.
  int months = 0;                // When all of it is months: "two and a half years" is 30.
  bool article = false;          // "an hour"
  bool working = false;          // Of working days.
  int minutes = 0;               // When all of it is hours and minutes.
};
std::optional<Duration> ReadDuration(const Reader& reader, size_t at);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_DATES_H_
