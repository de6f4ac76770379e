#include "analysis/values/measures.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

TEST(MeasuresTest, PercentagesAreNumbersOfTheirOwnKind) {
  const Paragraph p("5.5 per cent of voters");
  const auto found = ReadMeasure(p.reader(), 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::kPercent);
  EXPECT_EQ(Show(found->value), "5.5");
}

TEST(MeasuresTest, TheLongestReadingWins) {
  EXPECT_EQ(MeasureIn("6 feet 2 inches tall").substr(0, 3), "74 ");
  EXPECT_EQ(MeasureIn("3 people").substr(0, 4), "3 = ");
}

TEST(MeasuresTest, WhatOnlyLooksLikeAValueIsOfNoKind) {
  const Paragraph p("9/11 changed it");
  const auto found = ReadMeasure(p.reader(), 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::kNone);
  EXPECT_EQ(MeasureIn("Nothing here"), "nothing");
}

TEST(MeasuresTest, TailsOfWordsAndCodesBeginNoValue) {
  const Paragraph p("the A380 and 747");
  EXPECT_FALSE(StartsFree(p.reader(), p.At("380")));
  EXPECT_TRUE(StartsFree(p.reader(), p.At("747")));
}

TEST(MeasuresTest, PeriodsHaveCodesWhereUcumHasOne) {
  EXPECT_EQ(UcumOf(Period::kWeek), "wk");
  EXPECT_EQ(UcumOf(Period::kYear), "a");
  EXPECT_EQ(UcumOf(Period::kCentury), "");
}

}  // namespace
}  // namespace textanalysis::values
