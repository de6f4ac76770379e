#include "analysis/text/regex.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(RegexTest, FindReturnsGroupsAsSpansOfTheWholeText) {
  const Regex regex("(a+)(b)?");
  const auto match = regex.Find("xxaac", 1);
  ASSERT_TRUE(match);
  EXPECT_EQ(*(*match)[0], (Span{2, 4}));
  EXPECT_EQ((*match)[2], std::nullopt);
}

TEST(RegexTest, WordBoundariesSeeTheTextBefore) {
  EXPECT_FALSE(Regex(R"(\bcat)").Find("concat", 3));
}

TEST(RegexTest, SetTellsWhichPatternsMatchAll) {
  const RegexSet set({"a+", "(b", "aa"});
  EXPECT_EQ(set.FullMatches("aa"), (std::vector<size_t>{0, 2}));
  EXPECT_TRUE(set.FullMatches("(b").empty()) << "what is no pattern";
}

}  // namespace
}  // namespace textanalysis::text
