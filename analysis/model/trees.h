// Gradient-boosted decision trees (Friedman 2001), as LightGBM trains them.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_TREES_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_TREES_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace textanalysis::model {

// A binary classifier, as a view of a bundle's section: u32 number of trees, u32 number of nodes,
// u32 number of features, u32 zero; u32 root of each tree; then nodes of 8 bytes, f32 threshold or
// leaf value, i16 feature (-1 for a leaf), u16 distance to the left child, the right one next to
// it. Immutable; safe for any number of threads.
class Trees {
 public:
  // Reads a section, which must outlive the result.
  //   Errors: DataLoss when a size, feature or child does not fit.
  static absl::StatusOr<Trees> Create(std::string_view section);

  // Returns the probability of the positive class, in [0, 1], of each row of a matrix.
  //   Requires: rows of `stride` values, features first; stride >= num_features(); rows.size() a
  //   multiple of stride.
  //   Cost: O(rows * number of trees * depth).
  std::vector<float> Probabilities(std::span<const float> rows, size_t stride) const;

  size_t num_features() const { return num_features_; }

 private:
  struct Node {
    float value;
    int16_t feature;
    uint16_t left;
  };

  // Rows that go down a tree side by side, so that their loads overlap.
  static constexpr size_t kLanes = 8;

  bool IsSound() const;
  void AddLeaves(uint32_t root, const float* rows, size_t stride, float* sums) const;

  size_t num_features_ = 0;
  std::span<const uint32_t> roots_;
  std::span<const Node> nodes_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_TREES_H_
