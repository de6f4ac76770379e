// Fractions whose denominator takes more words than one: "three twenty-firsts", "one two hundredth".

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_FRACTIONS_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_FRACTIONS_H_

#include <cstddef>
#include <optional>

#include "analysis/values/reader.h"

namespace textanalysis::values {

struct Fraction {
  size_t end = 0;
  int numerator = 0;
  int denominator = 1;
};

// Reads the fraction in words that begins at `at`, the numerator in figures or words. A denominator of
// hundredths and the like is as short as may be ("twenty-five hundredths"), another as long as may be
// ("a hundred thirty-fifths"); words that a hyphen joins stay together.
//   Cost: O(words of the fraction), which are bounded.
std::optional<Fraction> ReadCompoundFraction(const Reader& reader, size_t at);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_FRACTIONS_H_
