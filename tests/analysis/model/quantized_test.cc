#include "analysis/model/quantized.h"

#include <gtest/gtest.h>

#include "analysis/model/aligned.h"

namespace textanalysis::model {
namespace {

// Values [out][in], each one telling its place.
std::vector<int8_t> Numbered(size_t in, size_t out) {
  std::vector<int8_t> values(in * out);
  for (size_t k = 0; k < values.size(); ++k)
    values[k] = static_cast<int8_t>(static_cast<int>(k % 127) - 63);
  return values;
}

TEST(QuantizedTest, ValuesStandInBlocksOfOutputsAndGroupsOfInputs) {
  const size_t in = 8, out = 2 * kOutputBlock;
  const std::vector<int8_t> values = Numbered(in, out);
  const std::vector<float> ones(out, 1.f);
  const QuantizedWeights w = Pack(values, ones, ones);
  ASSERT_EQ(w.in, in);
  ASSERT_EQ(w.out, out);
  for (size_t o = 0; o < out; ++o) {
    for (size_t k = 0; k < in; ++k) {
      const size_t block = o / kOutputBlock, group = k / kInputGroup;
      const size_t at =
          ((block * (in / kInputGroup) + group) * kOutputBlock + o % kOutputBlock) * kInputGroup +
          k % kInputGroup;
      ASSERT_EQ(w.values[at], values[o * in + k]) << o << ' ' << k;
    }
  }
}

TEST(QuantizedTest, SumsBeginWhereTheZeroByteCountsForNothing) {
  const size_t in = 4, out = kOutputBlock;
  const std::vector<int8_t> values = Numbered(in, out);
  const std::vector<float> ones(out, 1.f);
  const QuantizedWeights w = Pack(values, ones, ones);
  for (size_t o = 0; o < out; ++o) {
    int sum = w.starts[o];
    for (size_t k = 0; k < in; ++k) sum += kZeroByte * values[o * in + k];
    EXPECT_EQ(sum, 0) << "activations of 0";
  }
}

TEST(QuantizedTest, ScalesAndBiasAreKept) {
  std::vector<float> scales(kOutputBlock), bias(kOutputBlock);
  for (size_t o = 0; o < kOutputBlock; ++o) {
    scales[o] = static_cast<float>(o) + 0.5f;
    bias[o] = -static_cast<float>(o);
  }
  const QuantizedWeights w = Pack(Numbered(4, kOutputBlock), scales, bias);
  EXPECT_TRUE(std::equal(scales.begin(), scales.end(), w.scales.begin(), w.scales.end()));
  EXPECT_TRUE(std::equal(bias.begin(), bias.end(), w.bias.begin(), w.bias.end()));
}

TEST(AlignedTest, MemoryBeginsAtABoundaryOf64Bytes) {
  for (size_t n = 1; n < 200; n += 7) {
    AlignedFloats floats(n);
    AlignedVector<uint8_t> bytes(n);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(floats.data()) % 64, 0u);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(bytes.data()) % 64, 0u);
  }
}

}  // namespace
}  // namespace textanalysis::model
