#include "analysis/clean/html_names.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

const HtmlNames& Names() {
  static const HtmlNames kNames(testing::TestBundle());
  return kNames;
}

TEST(HtmlNamesTest, NamesOfMetadataAreReadInAnySpelling) {
  for (const char* name : {"article:published_time", "DC.date.issued", "dcterms_issued",
                           "vr:published-time", "date_published"})
    EXPECT_EQ(Names().MetaFieldOf(name), MetaField::kPublished) << name;
  EXPECT_EQ(Names().MetaFieldOf("dcterms_created"), MetaField::kDated);
  EXPECT_EQ(Names().MetaFieldOf("og:site_name"), MetaField::kSite);
  EXPECT_EQ(Names().MetaFieldOf("viewport"), std::nullopt);
  EXPECT_EQ(Names().MetaFieldOf(std::string(51, '.') + "date"), std::nullopt) << "too long";
}

TEST(HtmlNamesTest, ArticlesRankBeforeOtherWorksAndPages) {
  EXPECT_EQ(Names().ArticleRank("NewsArticle"), 3);
  EXPECT_EQ(Names().ArticleRank("BlogPosting"), 3);
  EXPECT_EQ(Names().ArticleRank("Recipe"), 2);
  EXPECT_EQ(Names().ArticleRank("WebPage"), 1);
  EXPECT_EQ(Names().ArticleRank("Person"), 0);
}

TEST(HtmlNamesTest, MicrodataOfOtherThingsIsToldApart) {
  EXPECT_TRUE(Names().IsAllied("https://schema.org/NewsArticle"));
  EXPECT_TRUE(Names().IsAllied("https://schema.org/Person"));
  EXPECT_FALSE(Names().IsAllied("https://schema.org/Comment"));
}

TEST(HtmlNamesTest, ClassesForScreenReadersAreKnown) {
  EXPECT_TRUE(Names().IsUnseen("label SR-only"));
  EXPECT_FALSE(Names().IsUnseen("sr-only-focusable label"));
  EXPECT_FALSE(Names().IsUnseen(""));
}

}  // namespace
}  // namespace textanalysis::clean
