#include "analysis/model/sequence_classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace textanalysis::model {
namespace {

using Arrays = std::vector<std::pair<std::string, std::vector<float>>>;

constexpr size_t kFeatures = 5, kWidth = 16;

std::string Section(const Arrays& arrays) {
  const size_t head = (8 + 40 * arrays.size() + 63) / 64 * 64;
  std::string table(head, '\0'), body;
  const auto count = static_cast<uint32_t>(arrays.size());
  std::memcpy(table.data(), &count, sizeof count);
  for (size_t k = 0; k < arrays.size(); ++k) {
    const auto& [name, values] = arrays[k];
    const uint64_t place[] = {head + body.size(), values.size() * sizeof(float)};
    std::memcpy(table.data() + 8 + 40 * k, name.data(), name.size());
    std::memcpy(table.data() + 8 + 40 * k + 24, place, sizeof place);
    body.append(reinterpret_cast<const char*>(values.data()), place[1]);
    body.resize((body.size() + 63) / 64 * 64);
  }
  return table + body;
}

std::vector<float> Random(size_t n, std::mt19937* random) {
  std::normal_distribution<float> normal(0, 0.5f);
  std::vector<float> out(n);
  for (float& x : out) x = normal(*random);
  return out;
}

Arrays RandomArrays(std::mt19937* random) {
  return {{"scale", Random(kFeatures, random)},
          {"shift", Random(kFeatures, random)},
          {"input.w", Random(kFeatures * kWidth, random)},
          {"input.b", Random(kWidth, random)},
          {"layer0.w", Random(kWidth * 3 * kWidth, random)},
          {"layer0.b", Random(3 * kWidth, random)},
          {"output.w", Random(kWidth, random)},
          {"output.b", Random(1, random)}};
}

float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

std::vector<float> Affine(const std::vector<float>& x, const std::vector<float>& w,
                          std::vector<float> y) {
  for (size_t i = 0; i < x.size(); ++i) {
    for (size_t o = 0; o < y.size(); ++o) y[o] += x[i] * w[i * y.size() + o];
  }
  return y;
}

std::vector<float> Normalized(std::vector<float> x) {
  float mean = 0, variance = 0;
  for (const float v : x) mean += v / static_cast<float>(x.size());
  for (const float v : x) variance += (v - mean) * (v - mean) / static_cast<float>(x.size());
  for (float& v : x) v = (v - mean) / std::sqrt(variance + 1e-5f);
  return x;
}

// The network by its definition, one number at a time.
std::vector<float> Reference(const std::vector<std::vector<float>>& rows, const Arrays& arrays) {
  const auto of = [&arrays](const char* name) {
    return std::find_if(arrays.begin(), arrays.end(),
                        [name](const auto& a) { return a.first == name; })
        ->second;
  };
  std::vector<std::vector<float>> hidden, gates;
  for (const std::vector<float>& row : rows) {
    std::vector<float> x = row;
    for (size_t k = 0; k < x.size(); ++k)
      x[k] = std::clamp(x[k] * of("scale")[k] + of("shift")[k], -4.f, 4.f);
    hidden.push_back(Affine(x, of("input.w"), of("input.b")));
    for (float& h : hidden.back()) h = std::max(h, 0.f);
    gates.push_back(Affine(Normalized(hidden.back()), of("layer0.w"), of("layer0.b")));
  }
  for (size_t d = 0; d < kWidth; ++d) {
    float state = 0;
    for (size_t step = 0; step < rows.size(); ++step) {
      const size_t k = d < kWidth / 2 ? step : rows.size() - 1 - step;
      const float forget = Sigmoid(gates[k][kWidth + d]), reset = Sigmoid(gates[k][2 * kWidth + d]);
      state = forget * state + (1 - forget) * gates[k][d];
      hidden[k][d] = reset * state + (1 - reset) * hidden[k][d];
    }
  }
  std::vector<float> out;
  for (const auto& h : hidden)
    out.push_back(Sigmoid(Affine(Normalized(h), of("output.w"), of("output.b"))[0]));
  return out;
}

TEST(SequenceClassifierTest, EveryKernelAgreesWithTheDefinition) {
  std::mt19937 random(7);
  const Arrays arrays = RandomArrays(&random);
  const std::string section = Section(arrays);
  const SequenceClassifier classifier = SequenceClassifier::Create(section).value();
  ASSERT_EQ(classifier.num_features(), kFeatures);
  for (const size_t n : {0u, 1u, 2u, 17u}) {
    std::vector<std::vector<float>> rows;
    for (size_t k = 0; k < n; ++k) rows.push_back(Random(kFeatures, &random));
    const std::vector<float> expected = Reference(rows, arrays);
    for (const Kernels* kernels : UsableKernels()) {
      std::vector<float> flat;
      for (const auto& row : rows) flat.insert(flat.end(), row.begin(), row.end());
      const std::vector<float> got = classifier.Probabilities(flat, *kernels);
      ASSERT_EQ(got.size(), n);
      for (size_t k = 0; k < n; ++k) EXPECT_NEAR(got[k], expected[k], 1e-4) << kernels->name;
    }
  }
}

TEST(SequenceClassifierTest, DamageIsRefused) {
  std::mt19937 random(7);
  const Arrays whole = RandomArrays(&random);
  EXPECT_TRUE(SequenceClassifier::Create(Section(whole)).ok());
  for (size_t k = 0; k < whole.size(); ++k) {
    Arrays damaged = whole;
    damaged[k].second.push_back(0);
    EXPECT_FALSE(SequenceClassifier::Create(Section(damaged)).ok()) << damaged[k].first;
    damaged[k].second.clear();
    const bool ends_layers = damaged[k].first == "layer0.b";
    EXPECT_EQ(SequenceClassifier::Create(Section(damaged)).ok(), ends_layers) << damaged[k].first;
  }
  EXPECT_FALSE(SequenceClassifier::Create("").ok());
}

}  // namespace
}  // namespace textanalysis::model
