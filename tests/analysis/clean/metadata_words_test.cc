#include "analysis/clean/metadata_words.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

const MetadataWords& Words() {
  static const MetadataWords kWords(testing::TestBundle());
  return kWords;
}

TEST(MetadataWordsTest, AWordCanBeSeveralThings) {
  EXPECT_TRUE(Words().Is("may", WordKind::kCalendar));
  EXPECT_TRUE(Words().Is("may", WordKind::kNameAnyway));
  EXPECT_TRUE(Words().Is("by", WordKind::kBy));
  EXPECT_EQ(Words().Of("ferry"), 0u);
  EXPECT_EQ(Words().Of(""), 0u);
}

TEST(MetadataWordsTest, AttributesAreReadWordByWord) {
  EXPECT_TRUE(Words().OfAttribute("article-authorName") & BitOf(WordKind::kAuthorClass));
  EXPECT_FALSE(Words().OfAttribute("authority") & BitOf(WordKind::kAuthorClass));
}

TEST(MetadataWordsTest, MonthsHaveTheirNumber) {
  ASSERT_FALSE(Words().months().empty());
  for (const auto& [name, month] : Words().months()) {
    EXPECT_GE(month, 1) << name;
    EXPECT_LE(month, 12) << name;
  }
}

}  // namespace
}  // namespace textanalysis::clean
