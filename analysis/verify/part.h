// What the alignment of one stretch of a quotation means: what stands around its steps decides,
// brackets and ellipses in the draft, marks and sentences in the source.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_PART_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_PART_H_

#include <cstddef>
#include <vector>

#include "analysis/verify/alignment.h"
#include "analysis/verify/finding.h"
#include "analysis/verify/surroundings.h"

namespace textanalysis::verify {

// What one stretch of a quotation came to.
struct Part {
  Verdict verdict = Verdict::kNotFound;
  double share = 0;
  size_t num_words = 0;
  std::vector<Place> places{};
  std::vector<Place> others{};
  std::vector<Change> changes{};
};

// Returns what an alignment of `in` means.
Part ReadPart(const DraftStretch& in, const Alignment& alignment);

// Notes what the source has beside the words and changes their meaning (see surroundings.h), unless
// it stands in the part `before` or `after` this one.
void AddLeftOff(const DraftStretch& in, const Alignment& alignment, const Range& before,
                const Range& after, Part* part);

// The places from the first to the last word; empty where either end has none.
//   Requires: an alignment of a word or more.
Range PlacesOf(const Alignment& alignment);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_PART_H_
