// Weights in seven bits, for products of bytes: activations of eight bits, sums of 32.
//
// Seven bits, so that no level's instructions saturate and all of them add up to the same integers.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_QUANTIZED_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_QUANTIZED_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/model/aligned.h"

namespace textanalysis::model {

// Outputs that stand together in memory; a matrix has a multiple of it.
inline constexpr size_t kOutputBlock = 48;
// Inputs that are multiplied at a time; a matrix has a multiple of it.
inline constexpr size_t kInputGroup = 4;
// Rows of activations that are multiplied at a time; memory for them is a multiple of it.
inline constexpr size_t kRowBlock = 8;
// The byte that stands for an activation of 0.
inline constexpr int kZeroByte = 128;

// A matrix [in][out] and a bias [out].
struct QuantizedWeights {
  size_t in = 0;
  size_t out = 0;
  AlignedVector<int8_t>
      values;                   // [out / kOutputBlock][in / kInputGroup][kOutputBlock][kInputGroup]
  AlignedVector<float> scales;  // [out]: a weight is its value times its output's scale.
  AlignedVector<int32_t> starts;  // [out]: what a sum begins with, for kZeroByte to count as 0.
  AlignedVector<float> bias;      // [out]
};

// Returns weights that were rounded before: `values` [out][in] in [-63, 63], with a scale for each
// output.
//   Requires: `out` = bias.size() is a multiple of kOutputBlock, `in` of kInputGroup.
//   Cost: O(in * out).
QuantizedWeights Pack(std::span<const int8_t> values, std::span<const float> scales,
                      std::span<const float> bias);

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_QUANTIZED_H_
