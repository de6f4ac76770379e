// Whether a clause tells of what was or of what will be: it decides which "Friday" is meant.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_TENSE_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_TENSE_H_

#include <cstddef>

#include "analysis/values/calendar.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// Returns the tense of the clause around the date at atoms [begin, end): that of the verb nearest
// before it in its clause, else of the first after it, else of the nearest in the sentence before.
//   Cost: at most 60 atoms either way.
Tense TenseAround(const Reader& reader, size_t begin, size_t end);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_TENSE_H_
