#include "analysis/verify/score.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::verify {
namespace {

const Scores& TestScores() {
  static const auto& scores = *new Scores(Scores::Create(testing::TestBundle()).value());
  return scores;
}

TEST(ScoresTest, WordsThatAreTheSameAreHardlyEverMistaken) {
  EXPECT_GT(TestScores().Of({Verdict::kVerbatim, false, 1, 12}), 0.99f);
  EXPECT_GT(TestScores().Of({Verdict::kVerbatimButForForm, false, 1, 12}), 0.99f);
}

TEST(ScoresTest, WhatNearlyHalfOfTheWordsAreThereForIsHardlyNotFound) {
  EXPECT_GT(TestScores().Of({Verdict::kNotFound, false, 0.1, 15}), 0.95f);
  EXPECT_LT(TestScores().Of({Verdict::kNotFound, false, 0.45, 15}), 0.2f);
}

TEST(ScoresTest, AReportIsNearerTheMoreOfItsWordsAPassageHas) {
  EXPECT_LT(TestScores().Of({Verdict::kParaphrased, true, 0.32, 10}), 0.8f);
  EXPECT_GT(TestScores().Of({Verdict::kParaphrased, true, 0.8, 10}), 0.95f);
}

TEST(ScoresTest, AFewWordsTellLessThanMany) {
  EXPECT_LT(TestScores().Of({Verdict::kAltered, false, 0.55, 3}),
            TestScores().Of({Verdict::kAltered, false, 0.55, 12}));
}

TEST(ScoresTest, AQuotationOfNoWordsHasAScore) {
  const float score = TestScores().Of({Verdict::kNotFound, false, 0, 0});
  EXPECT_GT(score, 0);
  EXPECT_LT(score, 1);
}

TEST(ScoresTest, ABundleWithoutTheNumbersIsRefused) {
  const auto bundle = model::Bundle::FromBytes(
      model::WriteBundle({{"calibration", "verify.same.bias\t1\n"}}), "test");
  EXPECT_EQ(Scores::Create(**bundle).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace textanalysis::verify
