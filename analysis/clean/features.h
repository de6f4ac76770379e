// Features of blocks for the classifier: what a block's text, markup and place on its page say.
// Training and analysis share them.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_

#include <array>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/clean/block.h"
#include "analysis/clean/furniture.h"
#include "analysis/clean/head.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Widths of the parts of a row: the block itself, and its neighbours.
inline constexpr size_t kNumOwnFeatures = 58 + 2 * kNumHints + kNumElements;
inline constexpr size_t kNumContextFeatures = 38;
inline constexpr size_t kNumFeatures = kNumOwnFeatures + kNumContextFeatures;
// What the second stage sees beside: the first stage's view of the neighbours.
inline constexpr size_t kNumSecondFeatures = 34;

// Rows of features, one a block.
class FeatureMatrix {
 public:
  FeatureMatrix(size_t rows, size_t columns) : columns_(columns), values_(rows * columns) {}
  std::span<float> Row(size_t row) { return std::span(values_).subspan(row * columns_, columns_); }
  std::span<const float> Row(size_t row) const {
    return std::span(values_).subspan(row * columns_, columns_);
  }
  size_t rows() const { return values_.size() / columns_; }
  size_t columns() const { return columns_; }
  std::span<const float> values() const { return values_; }

 private:
  size_t columns_;
  std::vector<float> values_;
};

// Returns kNumFeatures + kNumSecondFeatures a block, the latter zero.
//   Errors: the budget's.
//   Cost: O(bytes of text).
absl::StatusOr<FeatureMatrix> BlockFeatures(const std::vector<Block>& blocks, const Head& head,
                                            const FurnitureTable& furniture,
                                            const text::Budget& budget);

// Fills in the kNumSecondFeatures, made from the first stage's probabilities of staying.
//   Requires: one probability a block.
void AddSecondFeatures(const std::vector<Block>& blocks, const std::vector<float>& probabilities,
                       FeatureMatrix* features);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_
