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

constexpr Calibration kCalibration{.inside = 0.3f,
                                   .outside = 0.8f,
                                   .neutral = 0.3f,
                                   .untouched = 0.1f,
                                   .share_of_f1 = 0.45f,
                                   .confidence = {}};

TEST(DecideTest, TheArticlesRunIsHeldToAMilderStandard) {
  const std::vector<float> p = {0.7f, 0.05f, 0.05f, 0.9f, 0.42f, 0.9f, 0.05f, 0.05f, 0.7f};
  EXPECT_THAT(Decide(Blocks(p.size()), p, kCalibration, Form::kPlainText),
              ElementsAre(false, false, false, true, true, true, false, false, false));
}

TEST(DecideTest, WhereNothingIsSureTheLikeliestStays) {
  const std::vector<float> p = {0.01f, 0.3f, 0.3f, 0.3f, 0.01f};
  EXPECT_THAT(Decide(Blocks(p.size()), p, kCalibration, Form::kPlainText),
              ElementsAre(false, true, true, true, false));
  Calibration unbounded = kCalibration;
  unbounded.share_of_f1 = 1e6f;
  EXPECT_THAT(Decide(Blocks(p.size()), p, unbounded, Form::kPlainText), Each(false));
}

TEST(DecideTest, TextWithoutClearFurnitureIsKeptWhole) {
  EXPECT_THAT(Decide(Blocks(3), {0.9f, 0.2f, 0.9f}, kCalibration, Form::kPlainText), Each(true));
  EXPECT_THAT(Decide(Blocks(3), {0.9f, 0.2f, 0.9f}, kCalibration, Form::kHtml),
              ElementsAre(true, false, true));
}

TEST(ClassifierTest, MissingNetworksAreRefused) {
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
  const Head head;
  const std::vector<float> p = classifier.Judge(blocks, head, Form::kPlainText, {}).value().blocks;
  for (size_t k = 0; k < 4; ++k) EXPECT_LT(p[k], p[4 + k]);
}

TEST(ConfidenceTest, FallsWithDoubtAndWithFewWords) {
  const Calibration calibration{.inside = 0,
                                .outside = 0,
                                .neutral = 0,
                                .untouched = 0,
                                .share_of_f1 = 0,
                                .confidence = {-4, 8, 1, 0, 0}};
  const auto confidence = [&calibration](const std::string& text, float probability) {
    const std::vector<Block> blocks(3, Block{.pieces = {}, .text = text});
    const Judgement judgement{.blocks = std::vector<float>(3, probability), .kinds = {1}};
    return Confidence(blocks, judgement, {true, true, true}, calibration);
  };
  const std::string sentence =
      "The committee met for the third time this week and once more failed to agree on a date for "
      "the hearing, which its chair had promised in March and its clerk in May of last year.";
  EXPECT_GT(confidence(sentence, 0.98f), 0.8f);
  EXPECT_LT(confidence(sentence, 0.4f), confidence(sentence, 0.98f));
  EXPECT_LT(confidence("Read on.", 0.98f), 0.2f);
}

}  // namespace
}  // namespace textanalysis::clean
