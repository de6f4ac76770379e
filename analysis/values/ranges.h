// What two values that a range joins tell each other.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_RANGES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_RANGES_H_

#include <deque>

#include "analysis/text/budget.h"
#include "analysis/values/measures.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// Lets the two ends of each range share unit and scale: "between £10 and £20 million", "5-10 km".
// `found` is in order.
void ShareRanges(const Reader& reader, text::Pace* pace, std::deque<Found>* found);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_RANGES_H_
