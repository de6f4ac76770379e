#include "analysis/values/calendar.h"

#include <gtest/gtest.h>

namespace textanalysis::values {
namespace {

using absl::CivilDay;

When MonthOf(std::optional<int> year, int month) {
  When w{.precision = Precision::kMonth};
  w.year = year;
  w.month = month;
  return w;
}

TEST(CalendarTest, DaysThatDoNotExistAreNone) {
  EXPECT_TRUE(IsDay(2024, 2, 29));
  EXPECT_FALSE(IsDay(2023, 2, 29));
  EXPECT_FALSE(IsDay(2024, 13, 1));
}

TEST(CalendarTest, FormatsWhatIsKnown) {
  EXPECT_EQ(Format(DayOf(CivilDay(2024, 6, 5))), "2024-06-05");
  EXPECT_EQ(Format(MonthOf(2024, 6)), "2024-06");
  EXPECT_EQ(Format(MonthOf(std::nullopt, 6)), "XXXX-06") << "EDTF's open year";
  EXPECT_EQ(Format(WeekOf(CivilDay(2024, 12, 30))), "2025-W01") << "the ISO year";
  When never = DayOf(CivilDay(2023, 2, 28));
  never.day = 30;
  EXPECT_EQ(Format(never), "");
}

TEST(CalendarTest, PeriodsHaveAFirstAndALastDay) {
  EXPECT_EQ(DaysOf(MonthOf(2024, 2)), (Days{CivilDay(2024, 2, 1), CivilDay(2024, 2, 29)}));
  EXPECT_EQ(DaysOf(WeekOf(CivilDay(2024, 6, 5))),
            (Days{CivilDay(2024, 6, 3), CivilDay(2024, 6, 9)}));
  EXPECT_EQ(DaysOf(MonthOf(std::nullopt, 2)), std::nullopt);
}

TEST(CalendarTest, TheTenseChoosesTheYear) {
  const CivilDay reference(2024, 6, 5);
  const auto year = [reference](int month, Tense tense) {
    When w = MonthOf(std::nullopt, month);
    SetYear(&w, reference, tense);
    return w.year;
  };
  EXPECT_EQ(year(10, Tense::kPast), 2023);
  EXPECT_EQ(year(10, Tense::kFuture), 2024);
  EXPECT_EQ(year(2, Tense::kPast), 2024);
  EXPECT_EQ(year(2, Tense::kFuture), 2025);
  EXPECT_EQ(year(2, Tense::kUnknown), 2024);
}

TEST(CalendarTest, WhatLiesNearNeedsNoTense) {
  const CivilDay reference(2024, 6, 5);
  const auto shift = [reference](int month, int day, Tense tense) {
    const CivilDay that(2024, month, day);
    return YearShift({that, that}, reference, tense);
  };
  EXPECT_EQ(shift(6, 24, Tense::kPast), 0) << "it comes within a month";
  EXPECT_EQ(shift(9, 24, Tense::kPast), -1);
  EXPECT_EQ(shift(4, 24, Tense::kFuture), 0) << "who meant the next would name its year";
  EXPECT_EQ(shift(1, 24, Tense::kFuture), 1);
  const Days may{CivilDay(2024, 5, 1), CivilDay(2024, 5, 31)};
  EXPECT_EQ(YearShift(may, reference, Tense::kFuture), 0) << "just over";
  const CivilDay december(2024, 12, 28), january(2024, 1, 8);
  EXPECT_EQ(YearShift({january, january}, december, Tense::kUnknown), 1);
  EXPECT_EQ(YearShift({december, december}, january, Tense::kUnknown), -1);
  EXPECT_EQ(YearShift({january, january}, december, Tense::kPast), 0);
}

TEST(CalendarTest, TheWeekdayThatWasSaidChoosesTheYear) {
  for (const Tense tense : {Tense::kPast, Tense::kFuture, Tense::kUnknown}) {
    When w{.precision = Precision::kDay, .month = 6, .day = 2, .weekday = 7};
    SetYear(&w, absl::CivilDay(2024, 6, 1), tense);
    EXPECT_EQ(Format(w), "2024-06-02") << "a Sunday";
  }
  When none{.precision = Precision::kDay, .month = 6, .day = 2, .weekday = 3};
  SetYear(&none, absl::CivilDay(2024, 6, 1), Tense::kPast);
  EXPECT_EQ(Format(none), "2024-06-02") << "no Wednesday in these years; it is tomorrow";
}

TEST(CalendarTest, FeastsOfOtherCalendarsHaveTheirDays) {
  const auto day = [](const char* rule, int year) {
    const std::optional<absl::CivilDay> found = HolidayIn(rule, year);
    return found ? Format(DayOf(*found)) : "none";
  };
  EXPECT_EQ(day("I10-01", 2024), "2024-04-10") << "Eid al-Fitr";
  EXPECT_EQ(day("I10-01", 2025), "2025-03-30");
  EXPECT_EQ(day("I12-10", 2024), "2024-06-16") << "Eid al-Adha";
  EXPECT_EQ(day("H01-10", 2023), "2023-09-25") << "Yom Kippur";
  EXPECT_EQ(day("H07-14", 2024), "2024-03-24") << "Purim, of the second Adar";
  EXPECT_EQ(day("C01-01", 2024), "2024-02-10") << "Lunar New Year";
  EXPECT_EQ(day("C08-15", 2023), "2023-09-29") << "a leap month stands before";
  EXPECT_EQ(day("I10-01", 1600), "none") << "beyond what is reckoned";
}

TEST(CalendarTest, TwoFiguresAreAYearOfThisCenturyOrTheLast) {
  EXPECT_EQ(FullYear(39), 2039);
  EXPECT_EQ(FullYear(40), 1940) << "of the war";
}

}  // namespace
}  // namespace textanalysis::values
