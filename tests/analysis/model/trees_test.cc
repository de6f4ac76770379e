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

using ::testing::ElementsAre;
using ::testing::FloatEq;

float Logistic(float x) { return 1 / (1 + std::exp(-x)); }

TEST(TreesTest, EqualGoesLeft) {
  const std::string section = Section();
  const Trees trees = Trees::Create(section).value();
  EXPECT_THAT(trees.Probabilities(std::array{9.f, 0.5f, 9.f, 0.6f}, 2),
              ElementsAre(FloatEq(Logistic(-2)), FloatEq(Logistic(3))));
}

TEST(TreesTest, EachRowGoesItsOwnWay) {
  const std::string section = Section();
  const Trees trees = Trees::Create(section).value();
  for (size_t n = 0; n < 40; ++n) {
    std::vector<float> rows;
    for (size_t k = 0; k < n; ++k) rows.insert(rows.end(), {0, static_cast<float>(k % 3), 7});
    const std::vector<float> out = trees.Probabilities(rows, /*stride=*/3);
    ASSERT_EQ(out.size(), n);
    for (size_t k = 0; k < n; ++k) EXPECT_FLOAT_EQ(out[k], Logistic(k % 3 == 0 ? -2 : 3)) << k;
  }
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
