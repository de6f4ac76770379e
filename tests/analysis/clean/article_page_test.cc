#include "analysis/clean/article_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/clean/test_scores.h"
#include "tests/support/article_pages.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using absl::CivilDay;
using testing::Cleaned;
using ::testing::ElementsAre;
using testing::kMarketBody;
using testing::MetadataArticle;
using testing::MetadataOf;

TEST(ArticlePageTest, WordsAreTakenInLowerCase) {
  std::vector<std::string> words;
  ForEachWord("By ANA-Élise, 2", [&words](const std::string& word) { words.push_back(word); });
  EXPECT_THAT(words, ElementsAre("by", "ana", "élise", "2"));
}

TEST(ArticlePageTest, PageThatScriptsShowAsAWholeIsRead) {
  const CleanedDocument read = Cleaned(
      "<html><body><div style='display:none'><h1>Fish market to close</h1><p>By Ana Diaz</p>"
      "<p>17 March 2020</p>" +
      std::string(kMarketBody) + "</div></body></html>");
  EXPECT_EQ(read.publish_day, CivilDay(2020, 3, 17));
  EXPECT_THAT(read.author_names, ElementsAre("Ana Diaz"));
}

TEST(ArticlePageTest, WhatIsHiddenOrAmongOtherThingsIsNotTheArticles) {
  EXPECT_EQ(MetadataOf("", "<p hidden>17 March 2020</p>").publish_day, std::nullopt);
  EXPECT_EQ(MetadataOf("", "", "<footer><time>17 March 2020</time></footer>").publish_day,
            std::nullopt);
}

TEST(ArticlePageTest, DescriptionWithThePagesTitleIsTheArticles) {
  const std::string other = MetadataArticle("\"headline\":\"Ferry late\",\"author\":\"Bo Li\"");
  const std::string own =
      MetadataArticle("\"headline\":\"Fish market to close\",\"author\":\"Ana Diaz\"");
  EXPECT_THAT(MetadataOf(other + own, "").author_names, ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf(own + other, "").author_names, ElementsAre("Ana Diaz"));
}

TEST(ArticlePageTest, DescriptionIsCompletedByALesserOne) {
  const std::string page =
      "<script type='application/ld+json'>{\"@type\":\"WebPage\",\"datePublished\":"
      "\"2020-03-17\"}</script>";
  const CleanedDocument read = MetadataOf(MetadataArticle("\"author\":\"Ana Diaz\"") + page, "");
  EXPECT_THAT(read.author_names, ElementsAre("Ana Diaz"));
  EXPECT_EQ(read.publish_day, CivilDay(2020, 3, 17));
}

TEST(ArticlePageTest, WhatStandsFarBelowTheArticleIsFartherThanItsEnd) {
  static const PageTables kTables(testing::TestBundle());
  Page page;
  for (size_t k = 0; k < 60; ++k)
    page.blocks.push_back({.pieces = {{{k, k + 1}, ""}},
                           .text = "Harbour notes",
                           .removal = RemovalReason::kNavigation});
  for (size_t k = 0; k < 2; ++k) page.blocks[k].removal.reset();
  page.blocks[0].role = BlockRole::kTitle;
  const std::string html(60, 'x');
  const ArticlePage article(html, page, {"Harbour notes", 0}, "", kTables, TestScores());
  EXPECT_GT(article.Nearness(0), article.Nearness(1));
  EXPECT_GT(article.Nearness(article.place().end), article.Nearness(article.place().tail_end - 1));
  EXPECT_GT(article.Nearness(article.place().tail_end - 1),
            article.Nearness(article.place().tail_end + 1));
  EXPECT_GT(article.Nearness(59), 0);
}

TEST(ArticlePageTest, AddressOfTheCallerGoesBeforeThePages) {
  const std::string canonical = "<link rel=canonical href='https://a.example/2020/03/17/market'>";
  EXPECT_EQ(MetadataOf(canonical, "").publish_day, CivilDay(2020, 3, 17));
  EXPECT_EQ(MetadataOf(canonical, "", "", "https://a.example/2020/03/18/market").publish_day,
            CivilDay(2020, 3, 18));
}

}  // namespace
}  // namespace textanalysis::clean
