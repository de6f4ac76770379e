// Decides which blocks are the article.
//
// A recurrent network reads the features of the page's blocks in order and says how likely each is
// the article's; then the run of blocks that holds most of the article is found (maximum subarray,
// Kadane) and held to a milder standard than what lies outside.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_

#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/clean/block.h"
#include "analysis/clean/features.h"
#include "analysis/clean/head.h"
#include "analysis/model/bundle.h"
#include "analysis/model/sequence_classifier.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Immutable; safe for any number of threads.
class Classifier {
 public:
  // Reads the networks; the bundle must outlive the classifier.
  //   Errors: DataLoss when they are missing or damaged.
  static absl::StatusOr<Classifier> Create(const model::Bundle& bundle);

  // Returns, for each block, the probability that it belongs to the article.
  //   Errors: the budget's.
  //   Cost: O(bytes of text + number of blocks).
  absl::StatusOr<std::vector<float>> Probabilities(const std::vector<Block>& blocks,
                                                   const Head& head, Form form,
                                                   const text::Budget& budget) const;

 private:
  Classifier(model::SequenceClassifier html, model::SequenceClassifier text)
      : html_(std::move(html)), text_(std::move(text)) {}
  static absl::StatusOr<model::SequenceClassifier> Read(const model::Bundle& bundle,
                                                        std::string_view section);
  std::vector<float> WindowProbabilities(const BlockFeatures& features, text::Span window,
                                         Form form) const;

  model::SequenceClassifier html_, text_;
};

// Returns which blocks stay, given their probabilities.
std::vector<bool> Decide(const std::vector<Block>& blocks, const std::vector<float>& probabilities,
                         Form form);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_CLASSIFIER_H_
