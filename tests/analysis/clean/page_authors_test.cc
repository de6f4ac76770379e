// Who wrote a page, declared and printed, through Cleaner::Clean().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/article_pages.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MetadataArticle;
using testing::MetadataOf;

TEST(PageAuthorsTest, MarkedNamesAreTheAuthors) {
  EXPECT_THAT(MetadataOf("", "<div><a rel=author href=/a>Ana Diaz</a></div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(
      MetadataOf("", "<p class='byline'><span class='author'>Ana Diaz</span> <span>News</span></p>")
          .author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(
      MetadataOf("", "<div>Text <a href='/authors/ana-diaz'>Ana Diaz</a></div>").author_names,
      ElementsAre("Ana Diaz"));
}

TEST(PageAuthorsTest, HeadingMayBeAByline) {
  EXPECT_THAT(MetadataOf("", "<h3>By <a href='/a'>Ana Diaz</a>, Columnist</h3>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<h2>Article by</h2><div>Ana Diaz</div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<h3>Opinion - What the board forgets, by Bo Li</h3>").author_names,
              IsEmpty())
      << "the heading of another story";
}

TEST(PageAuthorsTest, NameBesideTheDayIsTheAuthorWhereNothingSaysWhoWrote) {
  EXPECT_THAT(
      MetadataOf("", "<div><span>17 March 2020</span><span>Ana Diaz</span></div>").author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<p>Ana Diaz |</p><p>17 March 2020</p>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<p>Ana Diaz</p>").author_names, IsEmpty()) << "no day beside it";
  EXPECT_THAT(MetadataOf("", "<p>Fish Market</p><p>17 March 2020</p>",
                         "<footer><a href=/fish>Fish Market</a></footer>")
                  .author_names,
              IsEmpty())
      << "a topic that the page links to";
  EXPECT_THAT(MetadataOf("", "<p>By Bo Li</p><p>Ana Diaz</p><p>17 March 2020</p>").author_names,
              ElementsAre("Bo Li"));
}

TEST(PageAuthorsTest, BylineIsKeptAsPrinted) {
  const CleanedDocument page =
      MetadataOf("", "<p>By <a href='/a'>Ana Diaz</a>, Harbour Reporter</p>");
  ASSERT_TRUE(page.byline.has_value());
  EXPECT_EQ(page.byline->value, "By Ana Diaz, Harbour Reporter");
  EXPECT_FALSE(page.byline->source.empty());
  EXPECT_THAT(page.author_names, ElementsAre("Ana Diaz"));
}

TEST(PageAuthorsTest, PrintedPeopleGoBeforeDeclaredPublishersAndUsers) {
  const std::string_view byline = "<p class='byline'>By Ana Diaz</p>";
  EXPECT_THAT(
      MetadataOf(MetadataArticle(R"("author":{"name":"Post"},"publisher":{"name":"Post"})"), byline)
          .author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("<meta name=author content='adiaz7'>", byline).author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("<meta name=author content='The Post Staff'>", "").author_names,
              ElementsAre("The Post Staff"))
      << "nobody else is named";
}

TEST(PageAuthorsTest, AllAuthorsAreNamed) {
  EXPECT_THAT(MetadataOf(MetadataArticle(R"("author":[{"name":"Ana Diaz"}])"),
                         "<p>By Ana Diaz, Bo Li and Lia Sato</p>")
                  .author_names,
              ElementsAre("Ana Diaz", "Bo Li", "Lia Sato"));
}

TEST(PageAuthorsTest, OthersOfThePageAreNotItsAuthors) {
  const std::string head = MetadataArticle(R"("author":{"name":"Ana Diaz"})");
  EXPECT_THAT(
      MetadataOf(
          head, "",
          "<aside class=related><h3><a href=/x>Trams</a></h3><p class=byline>By Bo Li</p></aside>")
          .author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "",
                         "<section class=comments><div class=comment><b class=author>Olaf "
                         "Berg</b><p>High time.</p></div></section>")
                  .author_names,
              IsEmpty());
  EXPECT_THAT(MetadataOf("",
                         "<figure itemscope itemtype='https://schema.org/ImageObject'><meta "
                         "itemprop=author content='Coast Photos'></figure>")
                  .author_names,
              IsEmpty());
}

TEST(PageAuthorsTest, NameWithinTheAuthorsElementIsTheName) {
  EXPECT_THAT(MetadataOf("",
                         "<div itemprop=author itemscope itemtype='https://schema.org/Person'>"
                         "<span itemprop=name>anad</span><span>159</span></div>")
                  .author_names,
              ElementsAre("anad"));
  EXPECT_THAT(MetadataOf("",
                         "<div itemprop=author><b itemprop=name>Ana Diaz</b> and <b "
                         "itemprop=name>Bo Li</b></div>")
                  .author_names,
              ElementsAre("Ana Diaz", "Bo Li"));
}

TEST(PageAuthorsTest, WhoTookAPictureReviewedOrCameLastIsNoAuthor) {
  EXPECT_THAT(MetadataOf("",
                         "<figure><img src=a><figcaption>The minister of the harbours this Sunday "
                         "in Eastmere. <span class=author>Coast/ Bo Li</span></figcaption></figure>"
                         "<p>By Ana Diaz</p>")
                  .author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(
      MetadataOf("", "<div>Reviewed by <a href='/authors/bo-li' class=author>Bo Li</a></div>")
          .author_names,
      IsEmpty());
  EXPECT_THAT(
      MetadataOf("", "<div>14 replies, last post by <a class=author>boli</a></div>").author_names,
      IsEmpty());
}

TEST(PageAuthorsTest, SitesNameIsWholeAndNoPersonBesidePeople) {
  const std::string_view site = "<meta property='og:site_name' content='Harbour Travel Expert'>";
  EXPECT_THAT(
      MetadataOf(std::string(site) + "<meta name=author content='Harbour Travel Expert'>", "")
          .author_names,
      ElementsAre("Harbour Travel Expert"));
  EXPECT_THAT(MetadataOf("<meta property='og:site_name' content='Modern Harbour'>",
                         "<p>by Ana Diaz, Modern Harbour</p>")
                  .author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("<meta property='og:site_name' content='Ana Diaz'>" +
                             MetadataArticle(R"("author":[{"name":"Ana Diaz"}])"),
                         "<p>by Bo Li and Ana Diaz</p>")
                  .author_names,
              ElementsAre("Bo Li", "Ana Diaz"))
      << "the site of a person";
}

TEST(PageAuthorsTest, StatedPublisherIsNoAuthorWhereSomebodySigns) {
  const std::string_view head =
      "<meta name=publisher content='Harbour Wave (www.wave.example)'>"
      "<meta name=author content='Harbour Wave (www.wave.example)'>";
  EXPECT_THAT(MetadataOf(head, "", "<p><b>Author</b> Ana Diaz</p>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf(head, "").author_names, ElementsAre("Harbour Wave"));
}

TEST(PageAuthorsTest, AuthorOfABookInTheBodyIsNotThePages) {
  EXPECT_THAT(
      testing::Cleaned(testing::LongMarketPage("", "<p>by <a href='/author/ana/'>Ana</a></p>",
                                               "<h3>The Long Quay</h3><p><b>Author:</b> Bo Li</p>"))
          .author_names,
      ElementsAre("Ana"));
}

TEST(PageAuthorsTest, NextLineIsANameOnlyAfterAWordThatLeadsToOne) {
  EXPECT_THAT(MetadataOf("", "<div>By</div><div>Ana Diaz</div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<div>Posted by</div><div>Ana Diaz</div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(MetadataOf("", "<div>By 3 readers</div><div>Harbour Days</div>").author_names,
              IsEmpty());
}

TEST(PageAuthorsTest, PlaceBesideANameIsNoAuthorWhereThePageDeclaresOne) {
  const std::string_view byline =
      "<div><span>by <a href='/author/ana-diaz/'>Ana Diaz</a></span><span> <a href='/place/'>"
      "Eastmere Harbour</a> </span></div>";
  EXPECT_THAT(MetadataOf(MetadataArticle(R"("author":[{"name":"Ana Diaz"}])"), byline).author_names,
              ElementsAre("Ana Diaz"));
}

TEST(PageAuthorsTest, DeclaredUserGoesBeforeWhoIsPrintedFarFromTheTitle) {
  std::string cards;
  for (int k = 0; k < 20; ++k) cards += "<div><a href='/n'>Harbour notes</a></div>";
  EXPECT_THAT(MetadataOf(MetadataArticle(R"("author":{"@type":"Person","name":"Gabo"})"), "",
                         cards + "<div class=author>Bo Li</div>")
                  .author_names,
              ElementsAre("Gabo"));
}

TEST(PageAuthorsTest, PostBesideANameIsNobody) {
  EXPECT_THAT(
      MetadataOf("",
                 "<div class='author-description'>Licensed Q Fish Grader, M.A. Journalism</div>")
          .author_names,
      IsEmpty());
}

TEST(PageAuthorsTest, FooterOfTheArticleMaySignIt) {
  std::string page = testing::MarketPage("", "");
  page.insert(page.find("</article>"), "<footer><a rel=author href=/a>Ana Diaz</a></footer>");
  EXPECT_THAT(testing::Cleaned(page).author_names, ElementsAre("Ana Diaz"));
}

TEST(PageAuthorsTest, NameByTheDayMayStandBelowTheStandFirst) {
  EXPECT_THAT(
      MetadataOf("",
                 "<p>Shared landing places have become a cornerstone of modern harbours, enabling "
                 "boats of all sizes to unload, to take on ice and to be mended in one place.</p>"
                 "<p>Ana Diaz</p><p>23.07.2025</p>")
          .author_names,
      ElementsAre("Ana Diaz"));
}

TEST(PageAuthorsTest, BylineIsOfTheAuthorsAndReadsAsItIsShown) {
  const CleanedDocument page = MetadataOf(
      "", "<p><span>by</span><a rel=author href=/a>Ana Diaz</a><span>, Harbour</span></p>");
  ASSERT_TRUE(page.byline.has_value());
  EXPECT_EQ(page.byline->value, "by Ana Diaz, Harbour");
  const CleanedDocument two = MetadataOf("", "<div>By</div><div>Ana Diaz</div>");
  ASSERT_TRUE(two.byline.has_value());
  EXPECT_EQ(two.byline->value, "By Ana Diaz");
  const CleanedDocument other =
      MetadataOf(MetadataArticle(R"("author":{"@type":"Person","name":"Ana Diaz"})"), "",
                 "<p>By <a href=/bo>Bo Li</a>, 5 May 2019</p>");
  EXPECT_THAT(other.author_names, ElementsAre("Ana Diaz"));
  EXPECT_FALSE(other.byline.has_value()) << "the byline of another story";
}

}  // namespace
}  // namespace textanalysis::clean
