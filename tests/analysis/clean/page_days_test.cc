// When a page was published and changed, declared and printed, through Cleaner::Clean().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/article_pages.h"

namespace textanalysis::clean {
namespace {

using absl::CivilDay;
using testing::MetadataArticle;
using testing::MetadataOf;

TEST(PageDaysTest, DeclaredDayIsThePagesOwn) {
  EXPECT_EQ(
      MetadataOf(MetadataArticle(R"("datePublished":"2024-05-03T23:30:00-07:00")"), "").publish_day,
      CivilDay(2024, 5, 3));
  EXPECT_EQ(MetadataOf("<meta name='DC.date_issued' content='2024-05-03'>", "").publish_day,
            CivilDay(2024, 5, 3));
  EXPECT_EQ(MetadataOf("<meta property='article:published_time' content='2024-03-09T01:10:00Z'>",
                       "<div class=date>March 8, 2024 at 6 p.m.</div>")
                .publish_day,
            CivilDay(2024, 3, 8))
      << "what is printed, where zones part the two";
}

TEST(PageDaysTest, PublicationAndLastChangeAreToldApart) {
  const CleanedDocument page =
      MetadataOf("", "<p>Published 27 August 2024, updated 30 August 2024</p>");
  EXPECT_EQ(page.publish_day, CivilDay(2024, 8, 27));
  EXPECT_EQ(page.modified_day, CivilDay(2024, 8, 30));
  const CleanedDocument microdata =
      MetadataOf("",
                 "<time itemprop=dateModified datetime='2024-08-30'>30 August</time><span "
                 "itemprop=datePublished content='2024-08-27'>Tuesday</span>");
  EXPECT_EQ(microdata.publish_day, CivilDay(2024, 8, 27));
  EXPECT_EQ(microdata.modified_day, CivilDay(2024, 8, 30));
}

TEST(PageDaysTest, DaysOfOtherThingsAreNotThePages) {
  EXPECT_EQ(
      MetadataOf("", "", "<p>The next market day is on 5 February 2020 from 7 pm.</p>").publish_day,
      std::nullopt);
  EXPECT_EQ(MetadataOf("", "<p class=date>29 January 2019</p>",
                       "<div itemscope itemtype='https://schema.org/Comment'><time "
                       "itemprop=datePublished datetime='2020-01-05'>5 January 2020</time></div>")
                .publish_day,
            CivilDay(2019, 1, 29));
}

TEST(PageDaysTest, PrintedDayIsADeclaredOneOnlyWhereZonesMayPartThem) {
  // Half past eleven at night in UTC is the next day in the east, and no day before.
  const std::string utc = MetadataArticle(R"("datePublished":"2020-03-16T23:30:00Z")");
  EXPECT_EQ(MetadataOf(utc, "<p>17 March 2020</p>").publish_day, CivilDay(2020, 3, 17));
  EXPECT_EQ(MetadataOf(utc, "<p>16 March 2020</p>").publish_day, CivilDay(2020, 3, 16));
  // A moment in the page's own zone is of its own day; the paper is of the next.
  const std::string own = MetadataArticle(R"("datePublished":"2020-03-16T19:30:00+02:00")");
  EXPECT_EQ(MetadataOf(own, "<p>17 March 2020</p>").publish_day, CivilDay(2020, 3, 16));
}

TEST(PageDaysTest, DayOfThePagesLastBuildIsNotItsPublication) {
  const std::string built =
      MetadataArticle(R"("datePublished":"2025-06-12","dateModified":"2025-06-12")");
  EXPECT_EQ(MetadataOf(built, "<p>2 November 2022</p>").publish_day, CivilDay(2022, 11, 2));
  // But a page that prints the declared day, too, was published then.
  EXPECT_EQ(
      MetadataOf(built, "<p>Event of 2 November 2022</p><p>Published 12 June 2025</p>").publish_day,
      CivilDay(2025, 6, 12));
  // A day in the body is of the story.
  EXPECT_EQ(MetadataOf("", "", "<p>The pillars in the water at Eastmere, 2 November 2022</p>")
                .publish_day,
            std::nullopt);
  EXPECT_EQ(MetadataOf(built, "", "<p>2 November 2022</p>").publish_day, CivilDay(2025, 6, 12));
}

TEST(PageDaysTest, DateOfARecordGivesWayToAPrintedOne) {
  const std::string record = "<meta name='date' content='2022-01-21T15:38:44+01:00'>";
  EXPECT_EQ(MetadataOf(record, "<p>27.01.2022</p>").publish_day, CivilDay(2022, 1, 27));
  EXPECT_EQ(MetadataOf(record, "").publish_day, CivilDay(2022, 1, 21));
}

TEST(PageDaysTest, LabelMayStandAboveItsDay) {
  const CleanedDocument page = MetadataOf(
      "", "<div>Updated</div><div>5 May 2021</div><div>Published</div><div>4 May 2021</div>");
  EXPECT_EQ(page.publish_day, CivilDay(2021, 5, 4));
  EXPECT_EQ(page.modified_day, CivilDay(2021, 5, 5));
}

TEST(PageDaysTest, AnotherStatementSettlesTheOrderOfFigures) {
  EXPECT_EQ(MetadataOf("", "<p>03/10/2023</p>").publish_day, CivilDay(2023, 3, 10));
  EXPECT_EQ(MetadataOf("", "<p>03/10/2023</p>", "", "https://post.com/2023/october/03/market/")
                .publish_day,
            CivilDay(2023, 10, 3));
}

TEST(PageDaysTest, DeclaredChangeAloneIsNoPublication) {
  const CleanedDocument page =
      MetadataOf("<meta property='article:modified_time' content='2020-03-19T08:00:00Z'>", "");
  EXPECT_FALSE(page.publish_day.has_value());
  EXPECT_EQ(page.modified_day, CivilDay(2020, 3, 19));
}

TEST(PageDaysTest, QuestionIsThePagesOwnAndItsAnswersAreNot) {
  EXPECT_EQ(
      MetadataOf("",
                 "<div itemscope itemtype='https://schema.org/Question'><time itemprop=dateCreated "
                 "datetime='2011-02-11 23:49:17Z'>14 years ago</time><p>edited Nov 9, 2020</p>"
                 "<div itemscope itemtype='https://schema.org/Answer'><time itemprop=dateCreated "
                 "datetime='2013-01-28'>answered</time></div></div>")
          .publish_day,
      CivilDay(2011, 2, 11));
}

TEST(PageDaysTest, DayOfAMemberOrABookIsNotThePages) {
  for (const char* line : {"Registered: 2024-01-27", "Joined 27 Jan 2024",
                           "Erscheinungsdatum: 27.01.2024", "Registered on 27 January 2024"}) {
    EXPECT_EQ(MetadataOf("", "<p>" + std::string(line) + "</p>").publish_day, std::nullopt) << line;
  }
  EXPECT_EQ(MetadataOf("", "<p>Registered Dietitian | May 3, 2024</p>").publish_day,
            CivilDay(2024, 5, 3));
  EXPECT_EQ(
      MetadataOf("", "<p>Joined <time datetime='2024-01-27'>a year ago</time></p>").publish_day,
      std::nullopt);
}

TEST(PageDaysTest, DayBesideThatOfTheChangeIsThePublication) {
  const CleanedDocument page =
      MetadataOf("", "", "<p>3 December 2025. Updated: 7 December 2025</p>");
  EXPECT_EQ(page.publish_day, CivilDay(2025, 12, 3));
  EXPECT_EQ(page.modified_day, CivilDay(2025, 12, 7));
  EXPECT_EQ(MetadataOf("", "", "<p>The rule of 3 December 2023 was updated on 7 May 2024.</p>")
                .publish_day,
            CivilDay(2024, 5, 7))
      << "a sentence tells no publication";
}

TEST(PageDaysTest, ArticleMayHaveAFooterOfItsOwn) {
  const auto with_footer = [](const char* footer) {
    std::string page = testing::MarketPage("", "");
    page.insert(page.find("</article>"), "<footer>" + std::string(footer) + "</footer>");
    return testing::Cleaned(page).publish_day;
  };
  EXPECT_EQ(with_footer("<time datetime='2025-08-12T11:15:06Z'>August 12, 2025</time>"),
            CivilDay(2025, 8, 12));
  EXPECT_EQ(with_footer("<p>Festival of 12 August 2025</p>"), std::nullopt);
}

TEST(PageDaysTest, HourOfTheChangeDoesNotMoveThePublication) {
  const std::string declared = MetadataArticle(
      R"("datePublished":"2025-06-29T17:29:54Z","dateModified":"2025-06-30T09:46:00Z")");
  EXPECT_EQ(MetadataOf(declared, "<time datetime='2025-06-30T09:46:00Z'>11:46</time>").publish_day,
            CivilDay(2025, 6, 29));
  EXPECT_EQ(MetadataOf(declared, "<p>30 June 2025</p>").publish_day, CivilDay(2025, 6, 30))
      << "what is printed in words, where zones may part the two";
}

TEST(PageDaysTest, DatelineMayStandBelowTheStandFirst) {
  const std::string_view stand_first =
      "<p>Shared landing places have become a cornerstone of modern harbours, enabling boats of "
      "all "
      "sizes to unload, to take on ice and to be mended in one place.</p>";
  EXPECT_EQ(MetadataOf("", std::string(stand_first) + "<div>23.07.2025 · 6 min read time</div>")
                .publish_day,
            CivilDay(2025, 7, 23));
  EXPECT_EQ(MetadataOf("", std::string(stand_first) +
                               "<div>Boats at the quay of Eastmere, 23.07.2025, by night</div>")
                .publish_day,
            std::nullopt);
}

TEST(PageDaysTest, DayBelowTheSignatureIsThePublication) {
  const auto with_tail = [](const char* tail) {
    return testing::Cleaned(testing::LongMarketPage("", "", "", tail)).publish_day;
  };
  EXPECT_EQ(with_tail("<p>Written by Ana Diaz and Bo Li</p><p>April 8, 2024</p>"),
            CivilDay(2024, 4, 8));
  EXPECT_EQ(with_tail("<p>Harbour days for all</p><p>April 8, 2024</p>"), std::nullopt);
}

TEST(PageDaysTest, DayOfTheTitleIsThePagesWhereTheTitleBeginsWithIt) {
  const auto with_title = [](std::string_view title) {
    std::string page = testing::MarketPage("", "");
    for (const std::string_view tag : {"<h1>", "<title>"})
      page.insert(page.find(tag) + tag.size(), std::string(title) + " ");
    return testing::Cleaned(page).publish_day;
  };
  EXPECT_EQ(with_title("Week of 14 - 20 January 2022:"), std::nullopt);
  EXPECT_EQ(with_title("23-01-2022:"), CivilDay(2022, 1, 23));
}

TEST(PageDaysTest, DayOfTheRecordGivesWayToAnEarlierOneNearTheTitle) {
  const std::string record = "<meta name='date' content='2022-01-26'>";
  EXPECT_EQ(MetadataOf(record,
                       "<p>The boot was made for steep slopes and long tours, says its maker, and "
                       "it is warmer and lighter than the one before it was.</p>"
                       "<p><time datetime='2022-01-21'>21.01.2022 - 13:30</time></p>")
                .publish_day,
            CivilDay(2022, 1, 21));
}

TEST(PageDaysTest, AddressIsTheLastResort) {
  EXPECT_EQ(MetadataOf("", "", "", "https://post.example/2020/03/17/fish-market").publish_day,
            CivilDay(2020, 3, 17));
  EXPECT_EQ(
      MetadataOf("", "<p class=date>18 March 2020</p>", "", "https://post.example/2020/03/17/fish")
          .publish_day,
      CivilDay(2020, 3, 18));
  EXPECT_EQ(MetadataOf("", "", "", "https://post.example/a-12-11-2020-b").publish_day,
            std::nullopt);
}

}  // namespace
}  // namespace textanalysis::clean
