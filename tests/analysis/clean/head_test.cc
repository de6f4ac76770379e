#include "analysis/clean/head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;

TEST(LinkedDataTest, ArticleIsFoundWhereverItStands) {
  Head head;
  ReadLinkedData(R"({"@graph": [{"@type": "Organization", "name": "The Post"},
                     {"@type": ["NewsArticle"], "headline": "Port opens", "datePublished": "2024-05-03T23:30:00-07:00",
                      "author": [{"name": "Ana Diaz"}, {"name": "Bo Li"}, "Ana Diaz"], "articleSection": ["World"]}]})",
                 &head);
  EXPECT_EQ(head.headline, "Port opens");
  EXPECT_EQ(head.section, "World");
  EXPECT_EQ(head.Day(), absl::CivilDay(2024, 5, 3)) << "the day as stated, in the page's own zone";
  EXPECT_THAT(head.Authors(), ElementsAre("Ana Diaz", "Bo Li"));
}

TEST(LinkedDataTest, CdataIsUnwrapped) {
  Head head;
  ReadLinkedData("\n<![CDATA[\n{\"@type\": \"BlogPosting\", \"headline\": \"Port opens\"}\n]]>\n",
                 &head);
  EXPECT_EQ(head.headline, "Port opens");
}

TEST(LinkedDataTest, BrokenJsonIsPassedOver) {
  Head head;
  ReadLinkedData(R"({"@type": "NewsArticle", "headline": )", &head);
  ReadLinkedData(std::string(100000, '['), &head);
  EXPECT_EQ(head.headline, "");
}

TEST(HeadTest, StatementsHaveAnOrder) {
  Head head;
  head.AddTime("2024-01-01", "");
  EXPECT_EQ(head.Day(), absl::CivilDay(2024, 1, 1));
  head.AddMeta("article:published_time", "2024-01-02T00:00:00Z");
  head.AddMeta("date", "2024-01-03");
  EXPECT_EQ(head.Day(), absl::CivilDay(2024, 1, 2));
}

struct DayCase {
  const char* text;
  std::optional<absl::CivilDay> day;
};

class ParseDayTest : public ::testing::TestWithParam<DayCase> {};

TEST_P(ParseDayTest, Reads) { EXPECT_EQ(ParseDay(GetParam().text), GetParam().day); }

INSTANTIATE_TEST_SUITE_P(
    Days, ParseDayTest,
    ::testing::Values(DayCase{"2019-11-19T08:00:00Z", absl::CivilDay(2019, 11, 19)},
                      DayCase{"20191119", absl::CivilDay(2019, 11, 19)},
                      DayCase{"2019/11/19 10:00", absl::CivilDay(2019, 11, 19)},
                      DayCase{"Tue, 19 Nov 2019 08:00:00 GMT", absl::CivilDay(2019, 11, 19)},
                      DayCase{"Published November 19th, 2019", absl::CivilDay(2019, 11, 19)},
                      DayCase{"publiziert am 30. Juli 2018", absl::CivilDay(2018, 7, 30)},
                      DayCase{"1er août 2019", absl::CivilDay(2019, 8, 1)},
                      DayCase{"19 de noviembre de 2019", absl::CivilDay(2019, 11, 19)},
                      DayCase{"3 juni 2021", absl::CivilDay(2021, 6, 3)},
                      DayCase{"30.07.2018, 14:00", absl::CivilDay(2018, 7, 30)},
                      DayCase{"0001-01-01T00:00:00Z", std::nullopt},
                      DayCase{"2019-02-30", std::nullopt}, DayCase{"yesterday", std::nullopt},
                      DayCase{"", std::nullopt}));

TEST(TitleTest, HeadingThatTheStatementsAgreeWithWins) {
  Head head;
  head.meta_title = "Port opens again - The Post";
  EXPECT_EQ(ChooseTitle(head, {"The Post", "Port opens again"}), "Port opens again");
}

TEST(TitleTest, HeadingThatNamesTheSiteIsNoTitle) {
  Head head;
  head.meta_title = "Port opens again";
  head.page_title = "Port opens again | News from the Old Port";
  EXPECT_EQ(ChooseTitle(head, {"News from the Old Port"}), "Port opens again");
}

TEST(TitleTest, HeadingMayDifferInMarksAndAWord) {
  Head head;
  head.meta_title = "Who loves oneself... — Messages to reflect on";
  EXPECT_EQ(ChooseTitle(head, {"Who loves oneself…"}), "Who loves oneself…");
  head.meta_title = "Skyrim: how to run faster in winter";
  EXPECT_EQ(ChooseTitle(head, {"Skyrim (PC): how to run faster in winter"}),
            "Skyrim (PC): how to run faster in winter");
}

TEST(TitleTest, ReferencesInLinkedDataAreDecoded) {
  Head head;
  ReadLinkedData(R"({"@type": "NewsArticle", "headline": "Port doesn&#8217;t open"})", &head);
  EXPECT_EQ(ChooseTitle(head, {}), "Port doesn’t open");
}

TEST(TitleTest, SiteNameIsCutOff) {
  Head head;
  head.page_title = "Port opens again | The Post";
  EXPECT_EQ(ChooseTitle(head, {}), "Port opens again");
  head.page_title = "Twenty-one - a long story of a short war in the hills";
  EXPECT_EQ(ChooseTitle(head, {}), head.page_title);
}

}  // namespace
}  // namespace textanalysis::clean
