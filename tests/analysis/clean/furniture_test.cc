#include "analysis/clean/furniture.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

struct Case {
  const char* name;
  const char* line;
  std::optional<RemovalReason> reason;
};

class FurnitureTest : public ::testing::TestWithParam<Case> {};

TEST_P(FurnitureTest, Matches) {
  const auto furniture = FurnitureTable(testing::TestBundle()).Match(GetParam().line);
  EXPECT_EQ(furniture ? std::optional(furniture->reason) : std::nullopt, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, FurnitureTest,
    ::testing::Values(
        Case{"ReadMore", "Read more: Ferry passengers face delays", RemovalReason::kRelatedContent},
        Case{"MoreOn", "More on Leith", RemovalReason::kRelatedContent},
        Case{"German", "Lesen Sie auch: Streik im Hafen", RemovalReason::kRelatedContent},
        Case{"Advert", "Advertisement", RemovalReason::kAdvertisement},
        Case{"Share", "Share this article", RemovalReason::kBoilerplate},
        Case{"Podcast", "Follow the Morning Tide podcast on Spotify", RemovalReason::kBoilerplate},
        Case{"Credit", "Image: Leith docks at dawn", RemovalReason::kMedia},
        Case{"Live", "Watch live", RemovalReason::kMedia},
        Case{"Section", "Crime Watch", std::nullopt},
        Case{"Date", "Wednesday, 5 June 2024, 10:12 GMT", RemovalReason::kMetadata},
        Case{"Sentence", "More on that decision is expected on Friday.", std::nullopt},
        Case{"Prose", "The minister read the letter aloud.", std::nullopt},
        Case{"Empty", "", std::nullopt}),
    [](const auto& param) { return param.param.name; });

TEST(BylineTest, NamesPeople) {
  const FurnitureTable table(testing::TestBundle());
  for (const char* line : {"By Ana Diaz and Bo Li, Political Editors", "BY Ana Diaz",
                           "Von Ana van der Berg", "Par Ana Diaz et Bo Li"})
    EXPECT_TRUE(table.IsByline(line)) << line;
  for (const char* line : {"By then it was over.", "by Ana Diaz", "Ana Diaz", ""})
    EXPECT_FALSE(table.IsByline(line)) << line;
}

TEST(DurationTest, IsNothingButATime) {
  EXPECT_TRUE(IsDuration("2:46"));
  EXPECT_TRUE(IsDuration("1:02:03"));
  EXPECT_FALSE(IsDuration("2:46 pm"));
}

}  // namespace
}  // namespace textanalysis::clean
