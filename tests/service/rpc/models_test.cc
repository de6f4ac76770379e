// What needs models of both tiers is in tests/integration/tiers_test.cc.

#include "service/rpc/models.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"
#include "tests/service/rpc/environment.h"

namespace textanalysis::rpc {
namespace {

using pipeline::Tier;

TEST(ModelsTest, TheOnlyTierIsEverybodys) {
  const Models models = Models::Create({SharedAnalyzer()}, std::nullopt).value();
  EXPECT_EQ(models.Find(std::nullopt).value(), &testing::TestAnalyzer());
  EXPECT_EQ(models.Find(Tier::kFast).value(), &testing::TestAnalyzer());
  EXPECT_EQ(models.TierFor(v1::MODEL_TIER_UNSPECIFIED), Tier::kFast);
  ASSERT_EQ(models.all().size(), 1u);
}

TEST(ModelsTest, ATierThatIsNotServedIsRefusedWithThoseThatAre) {
  const Models models = Models::Create({SharedAnalyzer()}, std::nullopt).value();
  const absl::Status status = models.Find(Tier::kAccurate).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const auto detail = text::GetErrorDetail(status);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->reason, "MODEL_TIER_NOT_SERVED");
  EXPECT_EQ(detail->field, "model_tier");
  EXPECT_EQ(detail->figures.at("servedTiers"), "fast");
}

TEST(ModelsTest, TwoOfOneTierAreRefusedAndSoIsADefaultThatNoneHas) {
  EXPECT_EQ(Models::Create({SharedAnalyzer(), SharedAnalyzer()}, std::nullopt).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Models::Create({SharedAnalyzer()}, Tier::kAccurate).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(ModelsTest, WhatARequestNamesIsReadAsItStands) {
  const Models models = Models::Create({SharedAnalyzer()}, std::nullopt).value();
  EXPECT_EQ(models.TierFor(v1::MODEL_TIER_ACCURATE), Tier::kAccurate);
  EXPECT_EQ(models.TierFor(v1::MODEL_TIER_FAST), Tier::kFast);
  EXPECT_EQ(models.PeekJson(R"({"modelTier": "MODEL_TIER_ACCURATE"})"), Tier::kFast)
      << "with one tier there is nothing to look for";
}

}  // namespace
}  // namespace textanalysis::rpc
