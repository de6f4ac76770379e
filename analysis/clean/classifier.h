// Decides which blocks are the article, and what kind of page it is.
//
// A recurrent network reads the features of the page's blocks in order, what they say and what their
// elements are called, and says how likely each is the article's; then the run of blocks that holds
// most of the article is found (maximum subarray, Kadane) and held to a milder standard than what
// lies outside.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/clean/block.h"
#include "analysis/clean/document.h"
#include "analysis/clean/features.h"
#include "analysis/clean/head.h"
#include "analysis/model/bundle.h"
#include "analysis/model/sequence_classifier.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// What the network says of a page.
struct Judgement {
  std::vector<float> blocks;  // The probability that a block belongs to the article.
  std::array<float, kNumLearnedKinds> kinds{};  // That of a kind of page, in PageKind's order.
};

// Numbers that the trainer chose on pages that the network had not seen.
struct Calibration {
  // Probabilities from which a block stays, inside and outside the article's run, and the one that
  // counts as neutral when the run is sought.
  float inside, outside, neutral;
  // Flattened text without a line below this is kept whole.
  float untouched;
  // No threshold is above this share of the F1 that can be expected, where the best one is half of it.
  float share_of_f1;
  // What Confidence() adds up: a constant, then a weight for each of its four signs.
  std::array<float, 5> confidence;
};

// Immutable; safe for any number of threads.
class Classifier {
 public:
  // Reads the networks; the bundle must outlive the classifier.
  //   Errors: DataLoss when they are missing or damaged.
  static absl::StatusOr<Classifier> Create(const model::Bundle& bundle);

  // Judges a page.
  //   Errors: the budget's.
  //   Cost: O(bytes of text + number of blocks).
  absl::StatusOr<Judgement> Judge(const std::vector<Block>& blocks, const Head& head, Form form,
                                  const text::Budget& budget) const;

  const Calibration& CalibrationOf(Form form) const {
    return form == Form::kHtml ? html_.calibration : text_.calibration;
  }

 private:
  struct Network {
    model::SequenceClassifier classifier;
    Calibration calibration;
  };
  Classifier(Network html, Network text) : html_(std::move(html)), text_(std::move(text)) {}
  static absl::StatusOr<Network> Read(const model::Bundle& bundle, std::string_view section);
  static model::SequenceLabels Label(const BlockFeatures& features, text::Span window,
                                     const Network& network, const text::Budget& budget);

  Network html_, text_;
};

// Returns which blocks stay, given their probabilities; of no use when `budget` is spent.
std::vector<bool> Decide(const std::vector<Block>& blocks, const std::vector<float>& probabilities,
                         const Calibration& calibration, Form form,
                         const text::Budget& budget = {});

// Returns roughly how likely it is that the page is an article and that `stays` is its body.
//   Requires: one value of `stays` a block.
float Confidence(const std::vector<Block>& blocks, const Judgement& judgement,
                 const std::vector<bool>& stays, const Calibration& calibration,
                 const text::Budget& budget = {});

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_
