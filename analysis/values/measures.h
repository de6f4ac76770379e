// Money, percentages, quantities and plain numbers: a numeral and what stands beside it.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_MEASURES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_MEASURES_H_

#include <cstddef>
#include <optional>

#include "analysis/values/numerals.h"
#include "analysis/values/reader.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

// A value over atoms [begin, end).
struct Found {
  size_t begin = 0;
  size_t end = 0;
  Kind kind = Kind::kNone;
  Value value{};
  Details details{};
  // For numbers and measures: the number, and what ranges share.
  std::optional<Numeral> numeral{};
  // For money: the power of ten of the currency that its unit is, -2 of cents.
  int unit_zeros = 0;
  // No other value begins before this atom: "a week" of "$650 a week" is no duration.
  size_t resume = 0;
  // A month, weekday, year or number alone, which may be part of a name or a name itself.
  bool maybe_name = false;
};

// Returns the money, percentage, quantity or number that begins at `at`, the longest of them, or
// nothing. A result of Kind::kNone is what only looks like a value: a score, a version, "9/11".
//   Cost: O(atoms of the value); a currency's country is looked for in 200 atoms on either side.
std::optional<Found> ReadMeasure(const Reader& reader, size_t at);

// Whether a value may begin at `at`: it is no tail of a word, a code or a longer number.
bool StartsFree(const Reader& reader, size_t at);

// UCUM's code of a period: "h", "wk", "a"; empty for those it lacks.
std::string_view UcumOf(Period period);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_MEASURES_H_
