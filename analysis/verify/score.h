// How likely a verdict is right, and how near a passage must be to a report.
//
//   absl::StatusOr<Scores> scores = Scores::Create(bundle);
//   finding.score = scores->Of({Verdict::kAltered, false, share, num_words});

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_SCORE_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_SCORE_H_

#include <array>
#include <cstddef>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/verify/finding.h"

namespace textanalysis::verify {

// What was found of a quotation, as far as it tells how sure that is.
struct Evidence {
  Verdict verdict = Verdict::kNotFound;
  bool is_report = false;  // Without marks.
  double share = 0;        // Of its words, that the source has.
  size_t num_words = 0;
};

// A logistic regression for each kind of verdict, on the share, the logarithm of the number of words,
// and their product. Immutable; safe for any number of threads.
class Scores {
 public:
  // Reads section "calibration", whose weights eval/calibrate_verify.py fits.
  //   Errors: DataLoss.
  static absl::StatusOr<Scores> Create(const model::Bundle& bundle);

  // Returns the probability that the verdict is right, in (0, 1).
  float Of(const Evidence& evidence) const;

  // A report is near a passage that has so much of its words' weight.
  double near_share() const { return near_share_; }

 private:
  struct Weights {
    float bias = 0, share = 0, words = 0, both = 0;
  };
  // The same words, cut, altered, spliced, not found; a report that a passage is near, or none.
  enum Kind { kSame, kCut, kAltered, kSpliced, kLost, kNear, kFar, kNumKinds };
  static Kind KindOf(const Evidence& evidence);

  std::array<Weights, kNumKinds> weights_{};
  double near_share_ = 0;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_SCORE_H_
