// Metadata of whole pages: what is declared and what is printed, through Cleaner::Clean().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/clean/cleaner.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kBody =
    "<p>The harbour board voted on Tuesday to close the old fish market for eight months so that "
    "its cracked foundations can be rebuilt before the winter storms.</p>"
    "<p>Engineers told the meeting that two of the twelve pillars had sunk by almost nine "
    "centimetres since the last survey, and that the floor could no longer carry lorries.</p>"
    "<p>Stallholders had asked for the work to be done at night, which would have taken three "
    "years and cost twice as much as the sum that the board has set aside.</p>";

// A page with `head` in its head, `top` below the headline, `tail` below the article.
CleanedDocument Read(std::string_view head, std::string_view top, std::string_view tail = "",
                     std::string_view address = "") {
  static const auto* const cleaner = new Cleaner(Cleaner::Create(testing::TestBundle()).value());
  const std::string page =
      "<html lang='en'><head><title>Fish market to close | Post</title>" + std::string(head) +
      "</head><body><nav><a href='/'>Post</a> <a href='/s'>By Position</a></nav><article><h1>Fish "
      "market to close</h1>" +
      std::string(top) + std::string(kBody) + "</article>" + std::string(tail) + "</body></html>";
  return cleaner->Clean(page, Form::kHtml, Profile::kArticle, text::Budget(), address).value();
}

std::string Article(std::string_view members) {
  return "<script type='application/ld+json; charset=utf-8'>{\"@type\":\"NewsArticle\"," +
         std::string(members) + "}</script>";
}

TEST(MetadataTest, MarkedNamesAreTheAuthors) {
  EXPECT_THAT(Read("", "<div><a rel=author href=/a>Ana Diaz</a></div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(
      Read("", "<p class='byline'><span class='author'>Ana Diaz</span> <span>News</span></p>")
          .author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "<div>Text <a href='/authors/ana-diaz'>Ana Diaz</a></div>").author_names,
              ElementsAre("Ana Diaz"));
}

TEST(MetadataTest, HeadingMayBeAByline) {
  EXPECT_THAT(Read("", "<h3>By <a href='/a'>Ana Diaz</a>, Columnist</h3>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "<h2>Article by</h2><div>Ana Diaz</div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "<h3>Opinion - What the board forgets, by Bo Li</h3>").author_names,
              IsEmpty())
      << "the heading of another story";
}

TEST(MetadataTest, NameBesideTheDayIsTheAuthorWhereNothingSaysWhoWrote) {
  EXPECT_THAT(Read("", "<div><span>17 March 2020</span><span>Ana Diaz</span></div>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "<p>Ana Diaz |</p><p>17 March 2020</p>").author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "<p>Ana Diaz</p>").author_names, IsEmpty()) << "no day beside it";
  EXPECT_THAT(Read("", "<p>Fish Market</p><p>17 March 2020</p>",
                   "<footer><a href=/fish>Fish Market</a></footer>")
                  .author_names,
              IsEmpty())
      << "a topic that the page links to";
  EXPECT_THAT(Read("", "<p>By Bo Li</p><p>Ana Diaz</p><p>17 March 2020</p>").author_names,
              ElementsAre("Bo Li"));
}

TEST(MetadataTest, BylineIsKeptAsPrinted) {
  const CleanedDocument page = Read("", "<p>By <a href='/a'>Ana Diaz</a>, Harbour Reporter</p>");
  ASSERT_TRUE(page.byline.has_value());
  EXPECT_EQ(page.byline->value, "By Ana Diaz, Harbour Reporter");
  EXPECT_FALSE(page.byline->source.empty());
  EXPECT_THAT(page.author_names, ElementsAre("Ana Diaz"));
}

TEST(MetadataTest, PrintedPeopleGoBeforeDeclaredPublishersAndUsers) {
  const std::string_view byline = "<p class='byline'>By Ana Diaz</p>";
  EXPECT_THAT(
      Read(Article(R"("author":{"name":"Post"},"publisher":{"name":"Post"})"), byline).author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("<meta name=author content='adiaz7'>", byline).author_names,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("<meta name=author content='The Post Staff'>", "").author_names,
              ElementsAre("The Post Staff"))
      << "nobody else is named";
}

TEST(MetadataTest, AllAuthorsAreNamed) {
  EXPECT_THAT(
      Read(Article(R"("author":[{"name":"Ana Diaz"}])"), "<p>By Ana Diaz, Bo Li and Lia Sato</p>")
          .author_names,
      ElementsAre("Ana Diaz", "Bo Li", "Lia Sato"));
}

TEST(MetadataTest, OthersOfThePageAreNotItsAuthors) {
  const std::string head = Article(R"("author":{"name":"Ana Diaz"})");
  EXPECT_THAT(
      Read(head, "",
           "<aside class=related><h3><a href=/x>Trams</a></h3><p class=byline>By Bo Li</p></aside>")
          .author_names,
      ElementsAre("Ana Diaz"));
  EXPECT_THAT(Read("", "",
                   "<section class=comments><div class=comment><b class=author>Olaf "
                   "Berg</b><p>High time.</p></div></section>")
                  .author_names,
              IsEmpty());
  EXPECT_THAT(Read("",
                   "<figure itemscope itemtype='https://schema.org/ImageObject'><meta "
                   "itemprop=author content='Coast Photos'></figure>")
                  .author_names,
              IsEmpty());
}

TEST(MetadataTest, DeclaredDayIsThePagesOwn) {
  EXPECT_EQ(Read(Article(R"("datePublished":"2024-05-03T23:30:00-07:00")"), "").publish_day,
            CivilDay(2024, 5, 3));
  EXPECT_EQ(Read("<meta name='DC.date_issued' content='2024-05-03'>", "").publish_day,
            CivilDay(2024, 5, 3));
  EXPECT_EQ(Read("<meta property='article:published_time' content='2024-03-09T01:10:00Z'>",
                 "<div class=date>March 8, 2024 at 6 p.m.</div>")
                .publish_day,
            CivilDay(2024, 3, 8))
      << "what is printed, where zones part the two";
}

TEST(MetadataTest, PublicationAndLastChangeAreToldApart) {
  const CleanedDocument page = Read("", "<p>Published 27 August 2024, updated 30 August 2024</p>");
  EXPECT_EQ(page.publish_day, CivilDay(2024, 8, 27));
  EXPECT_EQ(page.modified_day, CivilDay(2024, 8, 30));
  const CleanedDocument microdata =
      Read("",
           "<time itemprop=dateModified datetime='2024-08-30'>30 August</time><span "
           "itemprop=datePublished content='2024-08-27'>Tuesday</span>");
  EXPECT_EQ(microdata.publish_day, CivilDay(2024, 8, 27));
  EXPECT_EQ(microdata.modified_day, CivilDay(2024, 8, 30));
}

TEST(MetadataTest, DaysOfOtherThingsAreNotThePages) {
  EXPECT_EQ(Read("", "", "<p>The next market day is on 5 February 2020 from 7 pm.</p>").publish_day,
            std::nullopt);
  EXPECT_EQ(Read("", "<p class=date>29 January 2019</p>",
                 "<div itemscope itemtype='https://schema.org/Comment'><time "
                 "itemprop=datePublished datetime='2020-01-05'>5 January 2020</time></div>")
                .publish_day,
            CivilDay(2019, 1, 29));
}

TEST(MetadataTest, PrintedDayIsADeclaredOneOnlyWhereZonesMayPartThem) {
  // Half past eleven at night in UTC is the next day in the east, and no day before.
  const std::string utc = Article(R"("datePublished":"2020-03-16T23:30:00Z")");
  EXPECT_EQ(Read(utc, "<p>17 March 2020</p>").publish_day, CivilDay(2020, 3, 17));
  EXPECT_EQ(Read(utc, "<p>16 March 2020</p>").publish_day, CivilDay(2020, 3, 16));
  // A moment in the page's own zone is of its own day; the paper is of the next.
  const std::string own = Article(R"("datePublished":"2020-03-16T19:30:00+02:00")");
  EXPECT_EQ(Read(own, "<p>17 March 2020</p>").publish_day, CivilDay(2020, 3, 16));
}

TEST(MetadataTest, DayOfThePagesLastBuildIsNotItsPublication) {
  const std::string built = Article(R"("datePublished":"2025-06-12","dateModified":"2025-06-12")");
  EXPECT_EQ(Read(built, "<p>2 November 2022</p>").publish_day, CivilDay(2022, 11, 2));
  // But a page that prints the declared day, too, was published then.
  EXPECT_EQ(Read(built, "<p>Event of 2 November 2022</p><p>Published 12 June 2025</p>").publish_day,
            CivilDay(2025, 6, 12));
  // A day in the body is of the story.
  EXPECT_EQ(
      Read("", "", "<p>The pillars in the water at Eastmere, 2 November 2022</p>").publish_day,
      std::nullopt);
  EXPECT_EQ(Read(built, "", "<p>2 November 2022</p>").publish_day, CivilDay(2025, 6, 12));
}

TEST(MetadataTest, DateOfARecordGivesWayToAPrintedOne) {
  const std::string record = "<meta name='date' content='2022-01-21T15:38:44+01:00'>";
  EXPECT_EQ(Read(record, "<p>27.01.2022</p>").publish_day, CivilDay(2022, 1, 27));
  EXPECT_EQ(Read(record, "").publish_day, CivilDay(2022, 1, 21));
}

TEST(MetadataTest, LabelMayStandAboveItsDay) {
  const CleanedDocument page =
      Read("", "<div>Updated</div><div>5 May 2021</div><div>Published</div><div>4 May 2021</div>");
  EXPECT_EQ(page.publish_day, CivilDay(2021, 5, 4));
  EXPECT_EQ(page.modified_day, CivilDay(2021, 5, 5));
}

TEST(MetadataTest, AnotherStatementSettlesTheOrderOfFigures) {
  EXPECT_EQ(Read("", "<p>03/10/2023</p>").publish_day, CivilDay(2023, 3, 10));
  EXPECT_EQ(
      Read("", "<p>03/10/2023</p>", "", "https://post.com/2023/october/03/market/").publish_day,
      CivilDay(2023, 10, 3));
}

TEST(MetadataTest, DeclaredChangeAloneIsNoPublication) {
  const CleanedDocument page =
      Read("<meta property='article:modified_time' content='2020-03-19T08:00:00Z'>", "");
  EXPECT_FALSE(page.publish_day.has_value());
  EXPECT_EQ(page.modified_day, CivilDay(2020, 3, 19));
}

TEST(MetadataTest, PageThatScriptsShowAsAWholeIsRead) {
  static const auto* const cleaner = new Cleaner(Cleaner::Create(testing::TestBundle()).value());
  const std::string page =
      "<html><body><div style='display:none'><h1>Fish market to close</h1><p>By Ana Diaz</p>"
      "<p>17 March 2020</p>" +
      std::string(kBody) + "</div></body></html>";
  const CleanedDocument read =
      cleaner->Clean(page, Form::kHtml, Profile::kArticle, text::Budget(), "").value();
  EXPECT_EQ(read.publish_day, CivilDay(2020, 3, 17));
  EXPECT_THAT(read.author_names, ElementsAre("Ana Diaz"));
}

TEST(MetadataTest, AddressIsTheLastResort) {
  EXPECT_EQ(Read("", "", "", "https://post.example/2020/03/17/fish-market").publish_day,
            CivilDay(2020, 3, 17));
  EXPECT_EQ(Read("", "<p class=date>18 March 2020</p>", "", "https://post.example/2020/03/17/fish")
                .publish_day,
            CivilDay(2020, 3, 18));
  EXPECT_EQ(Read("", "", "", "https://post.example/a-12-11-2020-b").publish_day, std::nullopt);
}

TEST(MetadataTest, SectionIsNoAuthorAndNoButton) {
  const std::string_view top =
      "<p class='section-author'><a rel=author href=/a>Ana Diaz</a> <button "
      "class=section>Follow</button></p>";
  EXPECT_FALSE(Read("", top).section.has_value());
  EXPECT_EQ(Read("<meta property='article:section' content='Harbour'>", top).section->value,
            "Harbour");
  EXPECT_EQ(Read("", "<span class=kicker>Business</span>").section->value, "Business");
}

TEST(MetadataTest, WhatThePageStatesOfItselfIsGiven) {
  const CleanedDocument page = Read(
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
  for (const char* text : {"Back to blog", "Share article", "in", "-", "From:"})
    EXPECT_FALSE(Read("", "<a class=category href=/a>" + std::string(text) + "</a>").section)
        << text;
  EXPECT_EQ(Read("", "<a class=category href=/a>Harbours</a>").section->value, "Harbours");
}

TEST(MetadataTest, WhatIsNoStatementIsLeftOut) {
  const CleanedDocument page = Read(
      "<link rel=canonical href='Fish market to close'>"
      "<meta property='og:url' content='https://post.example/fish'>"
      "<meta property='article:section' content='May 3, 2024'>"
      "<meta property='article:tag' content='98be933f-38cf-4fba-b6c6-ad438e82010a'>"
      "<meta property='article:tag' content='Harbours,Food, Nutrition'>" +
          Article(R"("author":{"@type":"Person","name":"undefined"})"),
      "");
  EXPECT_EQ(page.canonical_url, "https://post.example/fish");
  EXPECT_FALSE(page.section.has_value());
  EXPECT_THAT(page.tags, ElementsAre("Harbours", "Food, Nutrition"));
  EXPECT_THAT(page.author_names, IsEmpty());
}

TEST(MetadataTest, BylineIsOfTheAuthorsAndReadsAsItIsShown) {
  const CleanedDocument page =
      Read("", "<p><span>by</span><a rel=author href=/a>Ana Diaz</a><span>, Harbour</span></p>");
  ASSERT_TRUE(page.byline.has_value());
  EXPECT_EQ(page.byline->value, "by Ana Diaz, Harbour");
  const CleanedDocument two = Read("", "<div>By</div><div>Ana Diaz</div>");
  ASSERT_TRUE(two.byline.has_value());
  EXPECT_EQ(two.byline->value, "By Ana Diaz");
  const CleanedDocument other = Read(Article(R"("author":{"@type":"Person","name":"Ana Diaz"})"),
                                     "", "<p>By <a href=/bo>Bo Li</a>, 5 May 2019</p>");
  EXPECT_THAT(other.author_names, ElementsAre("Ana Diaz"));
  EXPECT_FALSE(other.byline.has_value()) << "the byline of another story";
}

TEST(MetadataTest, LineBreakInAHeadlineIsASpace) {
  static const auto* const cleaner = new Cleaner(Cleaner::Create(testing::TestBundle()).value());
  const std::string page =
      "<article><h1>Fish market<br>to close</h1>" + std::string(kBody) + "</article>";
  const CleanedDocument document =
      cleaner->Clean(page, Form::kHtml, Profile::kArticle, text::Budget()).value();
  EXPECT_EQ(document.title->value, "Fish market to close");
  EXPECT_EQ(document.text.substr(0, 22), "Fish market to close\n\n");
}

}  // namespace
}  // namespace textanalysis::clean
