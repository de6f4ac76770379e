#include "analysis/clean/days.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using absl::CivilDay;

const DayReader& Reader() {
  static const MetadataWords kWords(testing::TestBundle());
  static const DayReader kReader(kWords);
  return kReader;
}

std::string DayIn(std::string_view text, std::string_view language = "en",
                  bool month_first = false) {
  const std::vector<FoundDay> days = Reader().Find(text, {std::string(language), month_first});
  return days.empty() ? "none" : absl::FormatCivilTime(days[0].day);
}

struct Written {
  const char* language;
  const char* text;
  const char* day;
};

class WrittenDayTest : public ::testing::TestWithParam<Written> {};

TEST_P(WrittenDayTest, IsRead) {
  EXPECT_EQ(DayIn(GetParam().text, GetParam().language), GetParam().day);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, WrittenDayTest,
    ::testing::Values(Written{"en", "Updated Nov. 19th, 2019 at 5 pm", "2019-11-19"},
                      Written{"en", "Tue, 19 Nov 2019 08:00:00 GMT", "2019-11-19"},
                      Written{"en", "Wed Nov 19 16:00:00 EDT 2019", "2019-11-19"},
                      Written{"en", "2019-11-19T08:00:00Z", "2019-11-19"},
                      Written{"en", "20191119", "2019-11-19"},
                      Written{"de", "Mo 03.02.20 | 14:07 Uhr", "2020-02-03"},
                      Written{"de", "30. Jänner 2018", "2018-01-30"},
                      Written{"fr", "1er août 2019", "2019-08-01"},
                      Written{"es", "Lunes, 19 de noviembre del 2019", "2019-11-19"},
                      Written{"pl", "19 listopada 2019", "2019-11-19"},
                      Written{"hr", "19. listopada 2019.", "2019-10-19"},
                      Written{"hu", "2019. november 19.", "2019-11-19"},
                      Written{"ru", "19 ноября 2019, 13:43", "2019-11-19"},
                      Written{"el", "19 Νοεμβρίου 2019", "2019-11-19"},
                      Written{"he", "19 בנובמבר 2019", "2019-11-19"},
                      Written{"ar", "الخميس 19 أيلول / سبتمبر 2019", "2019-09-19"},
                      Written{"hi", "19 नवंबर 2019", "2019-11-19"},
                      Written{"ja", "2019年11月19日(火)", "2019-11-19"},
                      Written{"ko", "2019년 11월 19일", "2019-11-19"},
                      Written{"vi", "19 tháng 11, 2019", "2019-11-19"},
                      Written{"th", "19 พฤศจิกายน 2562", "2019-11-19"},
                      Written{"fa", "۲۸ آبان ۱۳۹۸", "2019-11-19"}));

TEST(DayReaderTest, CountryDecidesTheOrderOfFigures) {
  EXPECT_EQ(DayIn("3/4/2020", "en", true), "2020-03-04");
  EXPECT_EQ(DayIn("3/4/2020", "en", false), "2020-04-03");
  EXPECT_EQ(DayIn("17/3/2020", "en", true), "2020-03-17") << "there is no month 17";
  EXPECT_EQ(DayIn("3.4.2020", "en", true), "2020-04-03") << "with dots the day is first";
  EXPECT_TRUE(Reader().StyleOf("en-US", "").month_first);
  EXPECT_FALSE(Reader().StyleOf("en-GB", "https://post.example.com/").month_first);
  EXPECT_TRUE(Reader().StyleOf("en", "https://post.example.com/a").month_first);
  EXPECT_FALSE(Reader().StyleOf("en", "https://post.co.uk/a").month_first);
  EXPECT_FALSE(Reader().StyleOf("de", "https://post.example.com/").month_first);
}

TEST(DayReaderTest, WhatIsNoDayIsNone) {
  for (const char* text : {"", "yesterday", "2019-02-30", "0001-01-01", "1.2.3",
                           "call 555 1234 2020", "May 2020", "12:30:2020"})
    EXPECT_EQ(DayIn(text), "none") << text;
}

TEST(DayReaderTest, AllDaysOfALineAreFound) {
  const std::string_view line = "Published 27 August 2024, updated 30 August 2024";
  const std::vector<FoundDay> days = Reader().Find(line, {"en", false});
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[1].day, CivilDay(2024, 8, 30));
  EXPECT_EQ(Slice(line, days[0].span), "27 August 2024");
}

TEST(DayReaderTest, DataAreReadInTheirOwnZone) {
  EXPECT_EQ(Reader().Read("2024-05-03T23:30:00-07:00", {}), CivilDay(2024, 5, 3));
  EXPECT_EQ(Reader().Read("1623742200", {}), CivilDay(2021, 6, 15));
  EXPECT_EQ(Reader().Read("1623742200000", {}), CivilDay(2021, 6, 15));
  EXPECT_EQ(Reader().Read("soon", {}), std::nullopt);
}

TEST(DayReaderTest, ZonesPartAMomentFromThePagesDay) {
  const auto reach = [](std::string_view datum) {
    const StatedDay stated = Reader().ReadStated(datum, {}).value();
    return std::pair(stated.before, stated.after);
  };
  EXPECT_EQ(reach("2020-03-17"), std::pair(1, 1));
  EXPECT_EQ(reach("2020-03-17T00:00:00Z"), std::pair(1, 1));
  EXPECT_EQ(reach("2020-03-17T06:30:00Z"), std::pair(1, 0));
  EXPECT_EQ(reach("2020-03-17T23:30:00+0000"), std::pair(0, 1));
  EXPECT_EQ(reach("2020-03-17 11:30:00"), std::pair(1, 1));
  EXPECT_EQ(reach("2020-03-17T23:30:00-04:00"), std::pair(0, 0));
  EXPECT_FALSE(Reader().ReadStated("yesterday", {}).has_value());
}

TEST(DayReaderTest, FiguresAloneHaveAnotherOrder) {
  const auto other = [](std::string_view line) { return Reader().Find(line, {}).at(0).other; };
  EXPECT_EQ(other("3/10/2023"), CivilDay(2023, 3, 10));
  EXPECT_EQ(other("3 October 2023"), std::nullopt);
  EXPECT_EQ(other("2023-10-03"), std::nullopt);
  EXPECT_EQ(other("23/10/2023"), std::nullopt);
  EXPECT_EQ(other("03.10.2023"), std::nullopt);
}

}  // namespace
}  // namespace textanalysis::clean
