// The one reader of digits: their grouping, point, exponent and power.
//
//   "1,234.5"  "12,34,567"  "1.234.567,89"  "1 234 567"  ".08"  "34th"  "2.5e10"  "10^6"

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_FIGURES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_FIGURES_H_

#include <cstddef>
#include <string>

#include "analysis/values/decimal.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// A number as read.
struct Numeral {
  size_t end = 0;  // Atom after it.
  Decimal value{};
  std::string ratio{};   // "1/3" where no decimal is exact.
  bool figures = false;  // Begins with digits.
  bool bare = false;     // Digits alone: no grouping, point, sign, scale or fraction.
  bool ordinal = false;
  bool fraction = false;
  bool scaled = false;      // Has a scale word, "hundred" or "dozen".
  int letter_scale = 0;     // Zeros of a scale written as a letter ("1.8m"); not yet in `value`.
  bool needs_unit = false;  // "an", "half an": a number only before a unit.
  bool vague = false;       // "dozens", "millions": no figure is said.
  bool is_signed = false;
};

// Reads figures alone, with grouping and point; `end` is 0 where what stands there is no number
// ("1.2.3").
Numeral ReadFigures(const Reader& reader, size_t at);

// Whether atom `k` makes an ordinal of the figures before it: the "th" of "34th".
bool IsOrdinalEnding(const Reader& reader, size_t k);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_FIGURES_H_
