#include "analysis/clean/linked_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

#include "tests/analysis/clean/test_references.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Head HeadOf(std::initializer_list<std::string_view> scripts) {
  static const HtmlNames kNames(testing::TestBundle());
  LinkedData data(kNames, TestReferences());
  for (const std::string_view script : scripts) data.Add(script);
  Head head;
  data.Tell(&head);
  return head;
}

TEST(LinkedDataTest, ArticleIsFoundWhereverItStands) {
  const Head head = HeadOf({R"({"@graph": [{"@type": "Organization", "name": "The Post"},
      {"@type": ["NewsArticle"], "headline": "Port opens", "datePublished": "2024-05-03T23:30:00-07:00",
       "author": [{"name": "Ana Diaz"}, {"name": "Bo Li"}], "articleSection": ["World"],
       "keywords": "port, ships", "image": {"url": "https://post.example/a.jpg"}}]})"});
  EXPECT_EQ(head.headline, "Port opens");
  ASSERT_THAT(head.articles, SizeIs(1));
  const ArticleData& article = head.articles[0];
  EXPECT_EQ(article.section, "World");
  EXPECT_EQ(article.published, "2024-05-03T23:30:00-07:00");
  EXPECT_THAT(article.authors, ElementsAre("Ana Diaz", "Bo Li"));
  EXPECT_THAT(article.tags, ElementsAre("port", "ships"));
  EXPECT_EQ(article.image, "https://post.example/a.jpg");
}

TEST(LinkedDataTest, NodesReferToEachOtherAcrossScripts) {
  const Head head = HeadOf(
      {R"({"@type": "Article", "author": {"@id": "#ana"}})",
       R"({"@graph": [{"@type": "Person", "@id": "#ana", "givenName": "Ana", "familyName": "Diaz"},
                                           {"@type": "WebSite", "name": "The Post"}]})"});
  ASSERT_THAT(head.articles, SizeIs(1));
  EXPECT_THAT(head.articles[0].authors, ElementsAre("Ana Diaz"));
  EXPECT_EQ(head.data_site_name, "The Post");
}

TEST(LinkedDataTest, ArticleIsSurerThanThePageAroundIt) {
  const Head head = HeadOf({R"([{"@type": "WebPage", "datePublished": "2015-02-01"},
                                {"@type": "NewsArticle", "datePublished": "2021-06-15"}])"});
  ASSERT_THAT(head.articles, SizeIs(2));
  EXPECT_LT(head.articles[0].rank, head.articles[1].rank);
}

TEST(LinkedDataTest, WrappingsAreTakenOff) {
  EXPECT_EQ(
      HeadOf({"\n<![CDATA[\n{\"@type\": \"BlogPosting\", \"headline\": \"Port opens\"}\n]]>\n"})
          .headline,
      "Port opens");
  EXPECT_EQ(
      HeadOf(
          {"{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Port opens&quot;}"})
          .headline,
      "Port opens");
}

TEST(LinkedDataTest, WhatIsNoArticleIsPassedOver) {
  const Head head = HeadOf({R"({"@type": "Product", "headline": "Buy"})",
                            R"({"@type": "NewsArticle", "headline": )", std::string(100'000, '[')});
  EXPECT_EQ(head.headline, "");
  EXPECT_THAT(head.articles, SizeIs(1)) << "the one that is cut off";
}

}  // namespace
}  // namespace textanalysis::clean
