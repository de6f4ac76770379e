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

constexpr size_t kFeatures = 5, kWidth = 16, kKinds = 3, kVectors = 4;

// Named arrays as they lie in a section.
using Arrays = std::vector<std::pair<std::string, std::string>>;

template <typename T>
std::string Bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

std::string Section(const Arrays& arrays) {
  const size_t head = (8 + 40 * arrays.size() + 63) / 64 * 64;
  std::string table(head, '\0'), body;
  const auto count = static_cast<uint32_t>(arrays.size());
  std::memcpy(table.data(), &count, sizeof count);
  for (size_t k = 0; k < arrays.size(); ++k) {
    const auto& [name, bytes] = arrays[k];
    const uint64_t place[] = {head + body.size(), bytes.size()};
    std::memcpy(table.data() + 8 + 40 * k, name.data(), name.size());
    std::memcpy(table.data() + 8 + 40 * k + 24, place, sizeof place);
    body.append(bytes);
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

// Hash 8 k + 3 has vector k + 1, all of them in one chain of the table.
std::vector<uint32_t> Vocabulary() {
  std::vector<uint32_t> table(2 * 8);
  for (uint32_t k = 0; k < kVectors; ++k) {
    const size_t slot = (3 + k) % 8;
    table[2 * slot] = 8 * k + 3;
    table[2 * slot + 1] = k + 1;
  }
  return table;
}

Arrays RandomArrays(std::mt19937* random) {
  const auto floats = [random](size_t n) { return Bytes(Random(n, random)); };
  std::vector<int8_t> vectors;
  for (const float x : Random(kVectors * kWidth, random))
    vectors.push_back(static_cast<int8_t>(std::clamp(x * 100, -127.f, 127.f)));
  return {{"scale", floats(kFeatures)},
          {"shift", floats(kFeatures)},
          {"vocabulary", Bytes(Vocabulary())},
          {"vectors", Bytes(vectors)},
          {"vector_step", Bytes(std::vector<float>{0.01f})},
          {"input.w", floats(kFeatures * kWidth)},
          {"input.b", floats(kWidth)},
          {"layer0.w", floats(kWidth * 3 * kWidth)},
          {"layer0.b", floats(3 * kWidth)},
          {"layer1.w", floats(kWidth * 3 * kWidth)},
          {"layer1.b", floats(3 * kWidth)},
          {"context.w", floats(kWidth * kWidth)},
          {"context.b", floats(kWidth)},
          {"kind.w", floats(kWidth * kKinds)},
          {"kind.b", floats(kKinds)},
          {"output.w", floats(kWidth)},
          {"output.b", floats(1)}};
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
class Reference {
 public:
  explicit Reference(const Arrays& arrays) : arrays_(arrays) {}

  SequenceLabels Label(const std::vector<std::vector<float>>& rows,
                       const std::vector<std::vector<uint32_t>>& hashes,
                       const std::vector<uint32_t>& shared) {
    hidden_.clear();
    for (size_t k = 0; k < rows.size(); ++k) {
      std::vector<float> x = rows[k];
      for (size_t j = 0; j < x.size(); ++j)
        x[j] = std::clamp(x[j] * Of("scale")[j] + Of("shift")[j], -4.f, 4.f);
      hidden_.push_back(Rectified(Said(hashes[k], Affine(x, Of("input.w"), Of("input.b")))));
    }
    Recur("layer0");
    std::vector<float> mean(kWidth);
    for (const auto& h : hidden_) {
      const std::vector<float> normalized = Normalized(h);
      for (size_t d = 0; d < kWidth; ++d)
        mean[d] += normalized[d] / static_cast<float>(hidden_.size());
    }
    const std::vector<float> context =
        Rectified(Said(shared, Affine(mean, Of("context.w"), Of("context.b"))));
    for (auto& h : hidden_) {
      for (size_t d = 0; d < kWidth; ++d) h[d] += context[d];
    }
    Recur("layer1");
    SequenceLabels out{{}, Affine(context, Of("kind.w"), Of("kind.b"))};
    for (const auto& h : hidden_)
      out.rows.push_back(Sigmoid(Affine(Normalized(h), Of("output.w"), Of("output.b"))[0]));
    float sum = 0;
    for (float& kind : out.kinds) sum += kind = std::exp(kind);
    for (float& kind : out.kinds) kind /= sum;
    return out;
  }

 private:
  std::string BytesOf(const char* name) const {
    return std::find_if(arrays_.begin(), arrays_.end(),
                        [name](const auto& a) { return a.first == name; })
        ->second;
  }
  std::vector<float> Of(const char* name) const {
    const std::string bytes = BytesOf(name);
    std::vector<float> out(bytes.size() / sizeof(float));
    std::memcpy(out.data(), bytes.data(), bytes.size());
    return out;
  }

  static std::vector<float> Rectified(std::vector<float> x) {
    for (float& v : x) v = std::max(v, 0.f);
    return x;
  }

  // Adds what the hashes stand for; 8 k + 3 for vector k.
  std::vector<float> Said(const std::vector<uint32_t>& hashes, std::vector<float> x) const {
    std::vector<size_t> known;
    for (const uint32_t h : hashes) {
      if (h % 8 == 3 && h / 8 < kVectors) known.push_back(h / 8);
    }
    const std::string vectors = BytesOf("vectors");
    for (const size_t number : known) {
      for (size_t d = 0; d < kWidth; ++d)
        x[d] += 0.01f * static_cast<float>(static_cast<int8_t>(vectors[number * kWidth + d])) /
                std::sqrt(static_cast<float>(known.size()));
    }
    return x;
  }

  void Recur(const std::string& layer) {
    std::vector<std::vector<float>> gates;
    for (const auto& h : hidden_)
      gates.push_back(
          Affine(Normalized(h), Of((layer + ".w").c_str()), Of((layer + ".b").c_str())));
    const size_t n = hidden_.size();
    for (size_t d = 0; d < kWidth; ++d) {
      float state = 0;
      for (size_t step = 0; step < n; ++step) {
        const size_t k = d < kWidth / 2 ? step : n - 1 - step;
        const float forget = Sigmoid(gates[k][kWidth + d]),
                    reset = Sigmoid(gates[k][2 * kWidth + d]);
        state = forget * state + (1 - forget) * gates[k][d];
        hidden_[k][d] = reset * state + (1 - reset) * hidden_[k][d];
      }
    }
  }

  const Arrays& arrays_;
  std::vector<std::vector<float>> hidden_;
};

TEST(SequenceClassifierTest, EveryKernelAgreesWithTheDefinition) {
  std::mt19937 random(7);
  const Arrays arrays = RandomArrays(&random);
  const std::string section = Section(arrays);
  const SequenceClassifier classifier = SequenceClassifier::Create(section).value();
  ASSERT_EQ(classifier.num_features(), kFeatures);
  ASSERT_EQ(classifier.num_kinds(), kKinds);
  for (const size_t n : {1u, 2u, 17u}) {
    std::vector<std::vector<float>> rows;
    std::vector<std::vector<uint32_t>> bags;
    std::vector<float> flat;
    std::vector<uint32_t> hashes;
    std::vector<size_t> ends;
    for (size_t k = 0; k < n; ++k) {
      rows.push_back(Random(kFeatures, &random));
      bags.emplace_back();
      for (size_t j = 0; j < k % 4; ++j)
        bags.back().push_back(static_cast<uint32_t>(random() % 48));
      flat.insert(flat.end(), rows.back().begin(), rows.back().end());
      hashes.insert(hashes.end(), bags.back().begin(), bags.back().end());
      ends.push_back(hashes.size());
    }
    const std::vector<uint32_t> shared = {3, 27, 40};
    const SequenceLabels expected = Reference(arrays).Label(rows, bags, shared);
    for (const Kernels* kernels : UsableKernels()) {
      std::vector<float> features = flat;
      const SequenceLabels got = classifier.Label({features, hashes, ends, shared}, *kernels);
      EXPECT_THAT(got.rows, ::testing::Pointwise(::testing::FloatNear(1e-4f), expected.rows))
          << kernels->name;
      EXPECT_THAT(got.kinds, ::testing::Pointwise(::testing::FloatNear(1e-4f), expected.kinds))
          << kernels->name;
    }
  }
}

TEST(SequenceClassifierTest, DamageIsRefused) {
  std::mt19937 random(7);
  const Arrays whole = RandomArrays(&random);
  EXPECT_TRUE(SequenceClassifier::Create(Section(whole)).ok());
  for (size_t k = 0; k < whole.size(); ++k) {
    Arrays damaged = whole;
    damaged[k].second.append(4, '\0');
    EXPECT_FALSE(SequenceClassifier::Create(Section(damaged)).ok()) << damaged[k].first;
    damaged[k].second.clear();
    const bool leaves_nothing_to_find = damaged[k].first == "vectors";
    EXPECT_EQ(SequenceClassifier::Create(Section(damaged)).ok(), leaves_nothing_to_find)
        << damaged[k].first;
  }
  EXPECT_FALSE(SequenceClassifier::Create("").ok());
}

}  // namespace
}  // namespace textanalysis::model
