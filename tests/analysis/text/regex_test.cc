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

}  // namespace
}  // namespace textanalysis::text
