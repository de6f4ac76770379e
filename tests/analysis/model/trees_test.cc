#include "analysis/model/trees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <string>

namespace textanalysis::model {
namespace {

struct Node {
  float value;
  int16_t feature;
  uint16_t left;
};

// One tree: feature 1 <= 0.5 ? -2 : +3.
std::string Section(std::array<Node, 3> nodes = {Node{0.5f, 1, 1}, Node{-2, -1, 0}, Node{3, -1, 0}},
                    uint32_t num_features = 2) {
  const uint32_t words[] = {1, 3, num_features, 0, /*root=*/0};
  std::string out(reinterpret_cast<const char*>(words), sizeof words);
  out.append(reinterpret_cast<const char*>(nodes.data()), sizeof nodes);
  return out;
}

float Logistic(float x) { return 1 / (1 + std::exp(-x)); }

TEST(TreesTest, EqualGoesLeft) {
  const std::string section = Section();
  const Trees trees = Trees::Create(section).value();
  EXPECT_FLOAT_EQ(trees.Probability(std::array{9.f, 0.5f}), Logistic(-2));
  EXPECT_FLOAT_EQ(trees.Probability(std::array{9.f, 0.6f}), Logistic(3));
}

TEST(TreesTest, DamageIsRefused) {
  const std::string whole = Section();
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(Trees::Create(std::string_view(whole).substr(0, size)).ok()) << size;
  EXPECT_FALSE(Trees::Create(Section({Node{0, 2, 1}, Node{0, -1, 0}, Node{0, -1, 0}})).ok());
  EXPECT_FALSE(Trees::Create(Section({Node{0, 0, 2}, Node{0, -1, 0}, Node{0, -1, 0}})).ok());
  EXPECT_FALSE(Trees::Create(Section({Node{0, 0, 0}, Node{0, -1, 0}, Node{0, -1, 0}})).ok());
}

}  // namespace
}  // namespace textanalysis::model
