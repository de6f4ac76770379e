// Finds values (dates, money, percentages, quantities, numbers, contacts) and normalises them.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "analysis/text/span.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

// A value in a text.
struct ValueMention {
  text::Span span;
  Kind type;
  Value value;  // std::monostate when the text does not settle it.
};

// Returns the values in `text`, in order, disjoint. Relative dates ("yesterday", "on Tuesday") are
// resolved against `reference`; without one they are found but have no value. A weekday is the
// nearest one before or on the reference day, as news uses it.
//   Cost: O(text.size()) for each of a fixed number of patterns.
std::vector<ValueMention> FindValues(std::string_view text,
                                     std::optional<absl::CivilDay> reference);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_
