#include "analysis/clean/metadata_scores.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analysis/clean/page_authors.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

// A bundle of this table alone.
absl::StatusOr<MetadataScores> ScoresOf(const std::string& table) {
  const auto bundle =
      model::Bundle::FromBytes(model::WriteBundle({{"metadata_scores", table}}), "scores");
  return MetadataScores::Create(**bundle);
}

TEST(MetadataScoresTest, EachNumberIsTheTables) {
  std::string table(testing::TestBundle().Section("metadata_scores"));
  const size_t at = table.find("author.stated\t2.5");
  ASSERT_NE(at, std::string::npos);
  table.replace(at, 17, "author.stated\t4.25");
  const absl::StatusOr<MetadataScores> scores = ScoresOf(table);
  ASSERT_TRUE(scores.ok()) << scores.status();
  EXPECT_EQ(AuthorStrengthOf(BitOf(MarkKind::kAuthor), scores->author), 4.25);
}

TEST(MetadataScoresTest, AMissingNumberIsNamed) {
  std::string table(testing::TestBundle().Section("metadata_scores"));
  const size_t at = table.find("day.near\t");
  ASSERT_NE(at, std::string::npos);
  const absl::StatusOr<MetadataScores> scores = ScoresOf(table.substr(0, at));
  EXPECT_EQ(scores.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_NE(scores.status().message().find("day.near"), std::string::npos);
}

TEST(MetadataScoresTest, TheSurestTitleAndAuthorAreWithinReach) {
  const MetadataScores& scores =
      *ScoresOf(std::string(testing::TestBundle().Section("metadata_scores")));
  EXPECT_GT(scores.title.heading + 1, scores.title.sure);
  EXPECT_GT(scores.author.most + scores.near.above_prose, scores.author.overrules);
}

}  // namespace
}  // namespace textanalysis::clean
