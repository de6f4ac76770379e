// Each set of inner loops against plain loops written from the header's formulas.

#include "analysis/model/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace textanalysis::model {
namespace {

constexpr float kTolerance = 2e-4f;

std::vector<float> Random(size_t n, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> value(-2, 2);
  std::vector<float> out(n);
  for (float& x : out) x = value(generator);
  return out;
}

void ExpectNear(const std::vector<float>& a, const std::vector<float>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t k = 0; k < a.size(); ++k) ASSERT_NEAR(a[k], b[k], kTolerance) << k;
}

float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

// The recurrence of one direction over columns [begin, end).
void RecurNaively(const std::vector<float>& u, size_t rows, size_t width, size_t begin, size_t end,
                  bool backwards, std::vector<float>* x) {
  for (size_t d = begin; d < end; ++d) {
    float c = 0;
    for (size_t step = 0; step < rows; ++step) {
      const size_t t = backwards ? rows - 1 - step : step;
      const float v = u[t * 3 * width + d], f = Sigmoid(u[t * 3 * width + width + d]);
      const float r = Sigmoid(u[t * 3 * width + 2 * width + d]);
      c = f * c + (1 - f) * v;
      (*x)[t * width + d] = r * c + (1 - r) * (*x)[t * width + d];
    }
  }
}

class KernelsTest : public ::testing::TestWithParam<const Kernels*> {};

TEST_P(KernelsTest, MultiplyAddsBias) {
  for (const size_t rows : {1u, 3u, 17u}) {
    const size_t in = 48, out = 21;
    const auto x = Random(rows * in, 1), w = Random(in * out, 2), bias = Random(out, 3);
    std::vector<float> want(rows * out), have(rows * out);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t o = 0; o < out; ++o) {
        want[r * out + o] = bias[o];
        for (size_t k = 0; k < in; ++k) want[r * out + o] += x[r * in + k] * w[k * out + o];
      }
    }
    GetParam()->multiply(x.data(), rows, in, w.data(), bias.data(), out, have.data());
    ExpectNear(have, want);
  }
}

TEST_P(KernelsTest, QuantizeRoundsToBytes) {
  const std::vector<float> x = {-2, 0, 0.4f, 2, 0, 0, 0, 0};
  std::vector<uint8_t> bytes(8);
  std::vector<float> scales(2);
  GetParam()->quantize(x.data(), 2, 4, bytes.data(), scales.data());
  EXPECT_EQ(bytes, (std::vector<uint8_t>{1, 128, 153, 255, 128, 128, 128, 128}));
  EXPECT_FLOAT_EQ(scales[0], 2.f / 127);
}

TEST_P(KernelsTest, ProductsOfBytesAreExact) {
  for (const size_t rows : {1u, 3u, 8u, 19u}) {
    const size_t in = 20, out = 2 * kOutputBlock;
    const auto bias = Random(out, 3), scales = Random(24, 4), weight_scales = Random(out, 2);
    std::vector<uint8_t> bytes(24 * in);
    std::vector<int8_t> values(in * out);
    std::mt19937 generator(5);
    for (int8_t& v : values) v = static_cast<int8_t>(static_cast<int>(generator() % 127) - 63);
    const QuantizedWeights w = Pack(values, weight_scales, bias);
    for (uint8_t& b : bytes) b = static_cast<uint8_t>(generator() % 256);
    std::vector<float> have(rows * out);
    GetParam()->multiply_bytes(bytes.data(), scales.data(), rows, w, have.data());
    for (size_t r = 0; r < rows; ++r) {
      for (size_t o = 0; o < out; ++o) {
        int sum = 0;
        for (size_t k = 0; k < in; ++k) sum += (bytes[r * in + k] - kZeroByte) * values[o * in + k];
        const float want = static_cast<float>(sum) * scales[r] * weight_scales[o] + bias[o];
        ASSERT_NEAR(have[r * out + o], want, kTolerance * (1 + std::abs(want))) << r << ' ' << o;
      }
    }
  }
}

TEST_P(KernelsTest, NormalizeGivesMeanZeroAndVarianceOne) {
  const auto x = Random(5 * 32, 4);
  std::vector<float> y(x.size());
  GetParam()->normalize(x.data(), 5, 32, y.data());
  for (size_t r = 0; r < 5; ++r) {
    float mean = 0, square = 0;
    for (size_t k = 0; k < 32; ++k) {
      mean += y[r * 32 + k] / 32;
      square += y[r * 32 + k] * y[r * 32 + k] / 32;
    }
    EXPECT_NEAR(mean, 0, kTolerance);
    EXPECT_NEAR(square, 1, kTolerance);
  }
}

TEST_P(KernelsTest, RecurRunsBothWays) {
  for (const size_t rows : {1u, 2u, 19u}) {
    const size_t width = 32;
    std::vector<float> u = Random(rows * 3 * width, 5), have = Random(rows * width, 6), want = have;
    RecurNaively(u, rows, width, 0, width / 2, false, &want);
    RecurNaively(u, rows, width, width / 2, width, true, &want);
    GetParam()->recur(u.data(), rows, width, have.data());
    ExpectNear(have, want);
  }
}

TEST_P(KernelsTest, AddScalesBytes) {
  std::vector<int8_t> row = {-127, -1, 0, 1, 2, 3, 4, 127};
  std::vector<float> sum(8, 1), want(8);
  for (size_t k = 0; k < 8; ++k) want[k] = 1 + 0.5f * static_cast<float>(row[k]);
  GetParam()->add(row.data(), 0.5f, 8, sum.data());
  ExpectNear(sum, want);
}

TEST_P(KernelsTest, SiluIsTimesSigmoid) {
  std::vector<float> have = Random(37, 7), want = have;
  for (float& x : want) x *= Sigmoid(x);
  GetParam()->silu(have.data(), have.size());
  ExpectNear(have, want);
}

TEST_P(KernelsTest, GeluIsTimesTheNormalDistribution) {
  for (const size_t n : {1u, 37u, 1100u}) {
    std::vector<float> have = Random(n, 8), want = have;
    for (size_t k = 0; k < n; ++k) have[k] = want[k] *= static_cast<float>(k % 5);
    for (float& x : want) x *= 0.5f * (1 + std::erf(x / std::sqrt(2.f)));
    GetParam()->gelu(have.data(), n);
    for (size_t k = 0; k < n; ++k) ASSERT_NEAR(have[k], want[k], 2e-6f) << k;
  }
}

TEST_P(KernelsTest, AddNormalizeScalesAndShiftsTheNormalizedSum) {
  const size_t rows = 3, width = 48;
  const auto y = Random(rows * width, 9), gain = Random(width, 10), shift = Random(width, 11);
  std::vector<float> have = Random(rows * width, 12), want = have;
  for (size_t r = 0; r < rows; ++r) {
    float* const row = &want[r * width];
    float mean = 0, square = 0;
    for (size_t k = 0; k < width; ++k) mean += (row[k] += y[r * width + k]) / width;
    for (size_t k = 0; k < width; ++k) square += (row[k] - mean) * (row[k] - mean) / width;
    for (size_t k = 0; k < width; ++k)
      row[k] = (row[k] - mean) / std::sqrt(square) * gain[k] + shift[k];
  }
  GetParam()->add_normalize(y.data(), rows, width, gain.data(), shift.data(), have.data());
  ExpectNear(have, want);
}

TEST_P(KernelsTest, AttendMixesValuesByTheirKeys) {
  const size_t head = 32, width = 2 * head;
  for (const size_t rows : {1u, 5u, 33u}) {
    const auto u = Random(rows * 3 * width, 13);
    std::vector<float> have(rows * width), want(rows * width), weights(rows * rows);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t at = 0; at < width; at += head) {
        float total = 0;
        for (size_t other = 0; other < rows; ++other) {
          float product = 0;
          for (size_t k = at; k < at + head; ++k)
            product += u[r * 3 * width + k] * u[other * 3 * width + width + k];
          const float weight = std::exp(product / std::sqrt(static_cast<float>(head)));
          total += weight;
          for (size_t k = at; k < at + head; ++k)
            want[r * width + k] += weight * u[other * 3 * width + 2 * width + k];
        }
        for (size_t k = at; k < at + head; ++k) want[r * width + k] /= total;
      }
    }
    GetParam()->attend(u.data(), rows, width, head, weights.data(), have.data());
    ExpectNear(have, want);
  }
}

INSTANTIATE_TEST_SUITE_P(Levels, KernelsTest, ::testing::ValuesIn(UsableKernels()),
                         [](const auto& level) {
                           std::string name = level.param->name;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace textanalysis::model
