// The one reader of numbers: figures, words, fractions, dozens, and mixtures of them.
//
//   "1,234.5"  "12,34,567"  "2.5 million"  "five and a half million"  "two thirds"  "½"  "10 1/2"
//   "minus five"  "half a dozen"  "twenty-second"  "34th"  "fifty-two point three"

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_NUMERALS_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_NUMERALS_H_

#include <cstddef>
#include <optional>

#include "analysis/values/figures.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// Reads the longest number that begins at `at`. A scale that is a letter is left out of `value` and
// `end` and reported in `letter_scale`: it may be a unit.
//   Cost: O(atoms of the number), which is bounded but for its digits.
std::optional<Numeral> ReadNumeral(const Reader& reader, size_t at);

// A number below a hundred in words: "eleven", "twenty-five", "thirtieth", "twenty second".
struct Below100 {
  size_t end = 0;  // Atom after it.
  int value = 0;
  bool ordinal = false;
};
std::optional<Below100> ReadBelow100(const Reader& reader, size_t at);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_NUMERALS_H_
