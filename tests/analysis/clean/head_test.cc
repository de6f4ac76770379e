#include "analysis/clean/head.h"

#include <gtest/gtest.h>

namespace textanalysis::clean {
namespace {

TEST(HeadTest, NamesOfMetadataAreReadInAnySpelling) {
  for (const char* name : {"article:published_time", "DC.date.issued", "dcterms_created",
                           "vr:published-time", "date_published"}) {
    Head head;
    ASSERT_TRUE(Head::Reads(name)) << name;
    head.AddMeta(name, "2024-01-02");
    head.AddMeta("date", "2024-01-03");
    EXPECT_EQ(head.published, "2024-01-02") << "the first counts";
  }
  EXPECT_FALSE(Head::Reads("viewport"));
}

TEST(HeadTest, DateWithoutFiguresIsNone) {
  Head head;
  head.AddMeta("date", "today");
  EXPECT_EQ(head.published, "");
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

}  // namespace
}  // namespace textanalysis::clean
