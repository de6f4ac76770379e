#include "analysis/clean/title.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "tests/analysis/clean/test_references.h"
#include "tests/analysis/clean/test_scores.h"

namespace textanalysis::clean {
namespace {

using Level = BlockRole;

std::vector<Block> Blocks(std::initializer_list<std::pair<Level, const char*>> lines) {
  std::vector<Block> out;
  for (const auto& [role, text] : lines) out.push_back({.pieces = {}, .text = text, .role = role});
  return out;
}

Head Stating(std::string title, std::string site = "") {
  Head head;
  head.meta_title = std::move(title);
  head.site_name = std::move(site);
  return head;
}

TEST(TitleTest, HeadingThatTheStatementsAgreeWithWins) {
  const Title title =
      ChooseTitle(Stating("Port opens again - The Post"),
                  Blocks({{Level::kTitle, "The Post"}, {Level::kTitle, "Port opens again"}}),
                  TestReferences(), TestScores().title);
  EXPECT_EQ(title.text, "Port opens again");
  EXPECT_EQ(title.block, 1u);
}

TEST(TitleTest, OnlyHeadingGoesBeforeWhatSearchEnginesAreTold) {
  EXPECT_EQ(ChooseTitle(Stating("Why Eastmere shuts its hall"),
                        Blocks({{Level::kTitle, "Fish market to close"}}), TestReferences(),
                        TestScores().title)
                .text,
            "Fish market to close");
  EXPECT_EQ(ChooseTitle(Stating("Skyrim: how to run faster in winter"),
                        Blocks({{Level::kTitle, "Skyrim (PC): how to run faster in winter"}}),
                        TestReferences(), TestScores().title)
                .text,
            "Skyrim (PC): how to run faster in winter");
}

TEST(TitleTest, SiteIsNoTitle) {
  Head head = Stating("Port opens again");
  head.page_title = "Port opens again | News from the Old Port";
  EXPECT_EQ(ChooseTitle(head, Blocks({{Level::kTitle, "News from the Old Port"}}), TestReferences(),
                        TestScores().title)
                .text,
            "Port opens again");
  const Title lower =
      ChooseTitle(Stating("Port opens again | Post", "Post"),
                  Blocks({{Level::kTitle, "Post"}, {Level::kHeading, "Port opens again"}}),
                  TestReferences(), TestScores().title);
  EXPECT_EQ(lower.block, 1u);
}

TEST(TitleTest, LineThatIsTheStatementIsTheTitle) {
  EXPECT_EQ(
      ChooseTitle(Stating("Port opens again – Post"),
                  Blocks({{Level::kParagraph, "Menu"}, {Level::kParagraph, "Port opens again"}}),
                  TestReferences(), TestScores().title)
          .block,
      1u);
}

TEST(TitleTest, SiteIsCutOffAtEitherEnd) {
  const auto stated = [](const char* title, const char* site = "") {
    return ChooseTitle(Stating(title, site), {}, TestReferences(), TestScores().title).text;
  };
  EXPECT_EQ(stated("Port opens again | The Post"), "Port opens again");
  EXPECT_EQ(stated("The Post | Port opens again", "The Post"), "Port opens again");
  EXPECT_EQ(stated("Port opens again | Harbour | Business | The Post"), "Port opens again");
  EXPECT_EQ(stated("Port opens again-Post", "Post"), "Port opens again");
  EXPECT_EQ(stated("魚市場を八か月閉鎖｜港新聞"), "魚市場を八か月閉鎖");
  EXPECT_EQ(stated("Fish market to close - but not yet"), "Fish market to close - but not yet");
  EXPECT_EQ(stated("Twenty-one - a long story of a short war in the hills"),
            "Twenty-one - a long story of a short war in the hills");
}

TEST(TitleTest, StatementsAreCleaned) {
  EXPECT_EQ(ChooseTitle(Stating("Po\xE2\x80\x8Brt\n  doesn&amp;#8217;t <b>open</b>"), {},
                        TestReferences(), TestScores().title)
                .text,
            "Port doesn’t open");
}

TEST(TitleTest, HeadingIsSpeltAsThePageStatesTheSameWords) {
  EXPECT_EQ(ChooseTitle(Stating("Harbour board: Fish market to close"),
                        Blocks({{Level::kTitle, "Harbour board Fish market to close"}}),
                        TestReferences(), TestScores().title)
                .text,
            "Harbour board: Fish market to close");
  EXPECT_EQ(ChooseTitle(Stating("Fish market to close"),
                        Blocks({{Level::kTitle, "FISH MARKET TO CLOSE"}}), TestReferences(),
                        TestScores().title)
                .text,
            "Fish market to close");
  EXPECT_EQ(ChooseTitle(Stating("Fish market to close |"),
                        Blocks({{Level::kTitle, "Fish market to close"}}), TestReferences(),
                        TestScores().title)
                .text,
            "Fish market to close")
      << "marks at an end are no part of it";
}

TEST(TitleTest, SiteAndReferencesInAHeadingAreNoPartOfIt) {
  EXPECT_EQ(ChooseTitle(Stating("", "The Post"),
                        Blocks({{Level::kTitle, "Fish &#x26; chips go up | The Post"}}),
                        TestReferences(), TestScores().title)
                .text,
            "Fish & chips go up");
}

TEST(TitleTest, KickerInAnElementOfItsOwnIsNoPartOfTheTitle) {
  const auto chosen = [](const std::string& kicker, const std::string& rest,
                         const std::string& stated) {
    Block heading{
        .pieces = {{{0, kicker.size()}, ""}, {{kicker.size(), kicker.size() + rest.size()}, ""}},
        .text = kicker + rest,
        .role = BlockRole::kTitle};
    return ChooseTitle(Stating(stated), {heading}, TestReferences(), TestScores().title,
                       kicker + rest)
        .text;
  };
  EXPECT_EQ(chosen("Port: ", "Fish market to close", "Fish market to close"),
            "Fish market to close");
  EXPECT_EQ(chosen("Port: ", "Fish market to close", "Port: Fish market to close"),
            "Port: Fish market to close")
      << "the page calls itself so";
  EXPECT_EQ(chosen("“", "Fish market to close”", "Fish market to close"), "“Fish market to close”")
      << "a mark is no kicker";
  EXPECT_EQ(chosen("The long end of the harbour in Eastmere: ", "Fish market closes",
                   "Fish market closes"),
            "The long end of the harbour in Eastmere: Fish market closes")
      << "what is longer than the rest is no kicker";
}

TEST(TitleTest, CapitalsGiveWayToAStatementOfTheSameMarksOnly) {
  EXPECT_EQ(ChooseTitle(Stating("Market vs harbour board"),
                        Blocks({{Level::kTitle, "MARKET VS. HARBOUR BOARD"}}), TestReferences(),
                        TestScores().title)
                .text,
            "MARKET VS. HARBOUR BOARD");
}

TEST(TitleTest, ElementsThatRunTogetherAreApartAsThePageStates) {
  EXPECT_EQ(ChooseTitle(Stating("Fish market to close: board votes"),
                        Blocks({{Level::kTitle, "Fish market to close:board votes"}}),
                        TestReferences(), TestScores().title)
                .text,
            "Fish market to close: board votes");
}

TEST(TitleTest, LongLastPartOfAStatementIsNoSite) {
  Head head;
  head.page_title = "Post | post.example - The five best landing places of the east coast";
  EXPECT_EQ(
      ChooseTitle(head,
                  Blocks({{Level::kTitle, "Pulse!"},
                          {Level::kHeading, "The five best landing places of the east coast"}}),
                  TestReferences(), TestScores().title)
          .text,
      "The five best landing places of the east coast");
}

TEST(TitleTest, HeadingsOfPartsAreNotTheTitle) {
  const std::vector<Block> parts =
      Blocks({{Level::kTitle, "Day seven"}, {Level::kTitle, "Day eight"}});
  EXPECT_EQ(
      ChooseTitle(Stating("Fish market to close"), parts, TestReferences(), TestScores().title)
          .text,
      "Fish market to close");
}

}  // namespace
}  // namespace textanalysis::clean
