#include "analysis/model/quantized.h"

namespace textanalysis::model {

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

}  // namespace textanalysis::model
