// Finds the passage of the sources that has most of the words of a report, in any order.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_PASSAGE_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_PASSAGE_H_

#include <optional>
#include <span>

#include "analysis/verify/alignment.h"
#include "analysis/verify/sources.h"

namespace textanalysis::verify {

struct Passage {
  Range places;      // Whole sentences, unless they are long.
  double share = 0;  // Of the words' weight, how much stands there: [0, 1].
};

// Returns the passage nearest to `words`, or nothing when no two different words of theirs stand
// near each other.
//   Cost: O(words.size()) steps whatever the sources are.
std::optional<Passage> NearestPassage(const Sources& sources, std::span<const Word> words);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_PASSAGE_H_
