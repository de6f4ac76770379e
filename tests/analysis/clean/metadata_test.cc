// What pages state of themselves beside authors and days, through Cleaner::Clean().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/article_pages.h"

namespace textanalysis::clean {
namespace {

using testing::Cleaned;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MarketPage;
using testing::MetadataArticle;
using testing::MetadataOf;

TEST(MetadataTest, SectionIsNoAuthorAndNoButton) {
  const std::string_view top =
      "<p class='section-author'><a rel=author href=/a>Ana Diaz</a> <button "
      "class=section>Follow</button></p>";
  EXPECT_FALSE(MetadataOf("", top).section.has_value());
  EXPECT_EQ(MetadataOf("<meta property='article:section' content='Harbour'>", top).section->value,
            "Harbour");
  EXPECT_EQ(MetadataOf("", "<span class=kicker>Business</span>").section->value, "Business");
  EXPECT_EQ(MetadataOf("<meta property='article:section' content='news_business'>",
                       "<span class=kicker>Business</span>")
                .section->value,
            "Business");
}

TEST(MetadataTest, WhatThePageStatesOfItselfIsGiven) {
  const CleanedDocument page = MetadataOf(
      "<link rel=canonical href='https://post.example/fish'><meta property='og:site_name' "
      "content='The Post'>"
      "<meta name=description content='Stalls &amp; quay.'><meta property='og:image' "
      "content='https://post.example/a.jpg'>"
      "<meta property='article:tag' content='Fish'><meta property='article:tag' content='Quay'>",
      "");
  EXPECT_EQ(page.canonical_url, "https://post.example/fish");
  EXPECT_EQ(page.site_name, "The Post");
  EXPECT_EQ(page.description, "Stalls & quay.");
  EXPECT_EQ(page.image_url, "https://post.example/a.jpg");
  EXPECT_THAT(page.tags, ElementsAre("Fish", "Quay"));
}

TEST(MetadataTest, ButtonsAreNoSections) {
  for (const char* text : {"Back to blog", "Share article", "Watch live", "in", "-", "From:"})
    EXPECT_FALSE(MetadataOf("", "<a class=category href=/a>" + std::string(text) + "</a>").section)
        << text;
  EXPECT_EQ(MetadataOf("", "<a class=category href=/a>Harbours</a>").section->value, "Harbours");
}

// An element that is called a section may hold the article, its picture or its site's name.
TEST(MetadataTest, SectionIsALabelAndNoPartOfMore) {
  const auto section = [](std::string_view head, std::string_view top) {
    return MetadataOf(head, top).section;
  };
  EXPECT_FALSE(section("",
                       "<figure class=section-image><img src=a><figcaption>Ana "
                       "Diaz</figcaption></figure>"));
  EXPECT_FALSE(section("", "<div class=section><p><b>Ana Diaz</b> sells fish here.</p></div>"));
  EXPECT_FALSE(section("<meta property='og:site_name' content='The Post'>",
                       "<div class=section-header>The Post</div>"));
  EXPECT_FALSE(section("", "<div class=section><h2>Key points</h2></div>"));
  std::string page = MarketPage("", "");
  const auto replace = [&page](std::string_view was, std::string_view is) {
    page.replace(page.find(was), was.size(), is);
  };
  replace("<article>", "<div class=page-section>");
  EXPECT_FALSE(Cleaned(page).section) << "longer than a label";
  replace("<h1>Fish market to close</h1>", "<h1>Fish market</h1>");
  EXPECT_FALSE(Cleaned(page).section) << Cleaned(page).section->value;
  replace("<h1>Fish market</h1>", "<h1><span class=kicker>Harbour</span> Fish market</h1>");
  EXPECT_EQ(Cleaned(page).section->value, "Harbour");
}

TEST(MetadataTest, WhatIsNoStatementIsLeftOut) {
  const CleanedDocument page = MetadataOf(
      "<link rel=canonical href='Fish market to close'>"
      "<meta property='og:url' content='https://post.example/fish'>"
      "<meta property='article:section' content='May 3, 2024'>"
      "<meta property='article:tag' content='98be933f-38cf-4fba-b6c6-ad438e82010a'>"
      "<meta property='article:tag' content='Harbours,Food, Nutrition'>" +
          MetadataArticle(R"("author":{"@type":"Person","name":"undefined"})"),
      "");
  EXPECT_EQ(page.canonical_url, "https://post.example/fish");
  EXPECT_FALSE(page.section.has_value());
  EXPECT_THAT(page.tags, ElementsAre("Harbours", "Food, Nutrition"));
  EXPECT_THAT(page.author_names, IsEmpty());
}

TEST(MetadataTest, LineBreakInAHeadlineIsASpace) {
  const CleanedDocument document =
      testing::Cleaned("<article><h1>Fish market<br>to close</h1>" +
                       std::string(testing::kMarketBody) + "</article>");
  EXPECT_EQ(document.title->value, "Fish market to close");
  EXPECT_EQ(document.text.substr(0, 22), "Fish market to close\n\n");
}

}  // namespace
}  // namespace textanalysis::clean
