#include "analysis/model/bilou.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace textanalysis::model {
namespace {

std::vector<LabelScores> RandomEmissions(size_t n, std::mt19937& random) {
  std::normal_distribution<float> normal(0, 2);
  std::vector<LabelScores> out(n);
  for (LabelScores& row : out) {
    for (float& s : row) s = normal(random);
  }
  return out;
}

// Walks every BILOU-valid labelling of three positions.
template <typename F>
void ForEachLabelling(const std::vector<LabelScores>& e, F f) {
  for (size_t a = 0; a < kNumLabels; ++a) {
    for (size_t b = 0; b < kNumLabels; ++b) {
      for (size_t c = 0; c < kNumLabels; ++c) {
        if (!IsAllowed(0, a) || !IsAllowed(a, b) || !IsAllowed(b, c) || !IsAllowed(c, 0)) continue;
        f(std::array<size_t, 3>{a, b, c}, e[0][a] + e[1][b] + e[2][c]);
      }
    }
  }
}

TEST(BilouTest, MarginalsAndBestPathAgreeWithEnumeration) {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    const std::vector<LabelScores> e = RandomEmissions(3, random);
    double total = 0, best = -1e9;
    std::array<double, kNumLabels> middle{};
    std::array<size_t, 3> best_labels{};
    ForEachLabelling(e, [&](const std::array<size_t, 3>& labels, double score) {
      total += std::exp(score);
      middle[labels[1]] += std::exp(score);
      if (score > best) {
        best = score;
        best_labels = labels;
      }
    });
    const std::vector<LabelScores> marginals = Marginals(e);
    for (size_t k = 0; k < kNumLabels; ++k) EXPECT_NEAR(marginals[1][k], middle[k] / total, 1e-4);
    size_t covered = 0;
    for (const Chunk& c : DecodeChunks(e)) {
      covered += c.end - c.begin;
      EXPECT_EQ((best_labels[c.begin] - 1) / 4, c.type);
    }
    size_t labelled = 0;
    for (const size_t label : best_labels) labelled += label != 0;
    EXPECT_EQ(covered, labelled);
  }
}

}  // namespace
}  // namespace textanalysis::model
