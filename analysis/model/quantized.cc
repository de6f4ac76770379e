#include "analysis/model/quantized.h"

#include <algorithm>
#include <cmath>

namespace textanalysis::model {
namespace {

constexpr float kLargest = 63;  // Of seven bits with a sign, kept even.

}  // namespace

QuantizedWeights Pack(std::span<const int8_t> values, std::span<const float> scales,
                      std::span<const float> bias) {
  const size_t out = bias.size(), in = values.size() / out, groups = in / kInputGroup;
  QuantizedWeights q;
  q.in = in;
  q.out = out;
  q.values.resize(in * out);
  q.scales.assign(scales.begin(), scales.end());
  q.starts.resize(out);
  q.bias.assign(bias.begin(), bias.end());
  for (size_t o = 0; o < out; ++o) {
    int8_t* const column = q.values.data() +
                           o / kOutputBlock * groups * kOutputBlock * kInputGroup +
                           o % kOutputBlock * kInputGroup;
    for (size_t k = 0; k < in; ++k) {
      const int8_t value = values[o * in + k];
      column[k / kInputGroup * kOutputBlock * kInputGroup + k % kInputGroup] = value;
      q.starts[o] -= kZeroByte * value;
    }
  }
  return q;
}

QuantizedWeights Quantize(std::span<const float> weights, std::span<const float> bias) {
  const size_t out = bias.size(), in = weights.size() / out;
  std::vector<int8_t> values(in * out);
  std::vector<float> scales(out);
  for (size_t o = 0; o < out; ++o) {
    float largest = 0;
    for (size_t k = 0; k < in; ++k) largest = std::max(largest, std::abs(weights[k * out + o]));
    scales[o] = largest / kLargest;
    const float inverse = largest > 0 ? kLargest / largest : 0;
    for (size_t k = 0; k < in; ++k)
      values[o * in + k] = static_cast<int8_t>(std::lrint(weights[k * out + o] * inverse));
  }
  return Pack(values, scales, bias);
}

}  // namespace textanalysis::model
