#include "analysis/clean/classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

// Blocks of equal length.
std::vector<Block> Blocks(size_t n) {
  return std::vector<Block>(n, Block{.pieces = {}, .text = std::string(100, 'x')});
}

TEST(DecideTest, TheArticlesRunIsHeldToAMilderStandard) {
  const std::vector<float> p = {0.7f, 0.05f, 0.05f, 0.9f, 0.42f, 0.9f, 0.05f, 0.05f, 0.7f};
  EXPECT_THAT(Decide(Blocks(p.size()), p, Form::kPlainText),
              ElementsAre(false, false, false, true, true, true, false, false, false));
}

TEST(DecideTest, TextWithoutClearFurnitureIsKeptWhole) {
  EXPECT_THAT(Decide(Blocks(3), {0.9f, 0.2f, 0.9f}, Form::kPlainText), Each(true));
  EXPECT_THAT(Decide(Blocks(3), {0.9f, 0.2f, 0.9f}, Form::kHtml), ElementsAre(true, false, true));
}

TEST(ClassifierTest, MissingTreesAreRefused) {
  const auto bundle =
      model::Bundle::FromBytes(model::WriteBundle({{"version", "1"}}), "test").value();
  EXPECT_FALSE(Classifier::Create(*bundle).ok());
}

TEST(ClassifierTest, ProseIsMoreLikelyTheArticleThanLinks) {
  const Classifier classifier = Classifier::Create(testing::TestBundle()).value();
  std::vector<Block> blocks;
  for (const char* line : {"Home", "News", "Sport", "Sign up for our newsletter"})
    blocks.push_back({.pieces = {}, .text = line});
  for (int k = 0; k < 4; ++k)
    blocks.push_back({.pieces = {},
                      .text = "The committee met for the third time this week and once more failed "
                              "to agree on a date "
                              "for the hearing, which its chair had promised in March."});
  const std::vector<float> p = classifier.Probabilities(blocks, {}, Form::kPlainText, {}).value();
  for (size_t k = 0; k < 4; ++k) EXPECT_LT(p[k], p[4 + k]);
}

}  // namespace
}  // namespace textanalysis::clean
