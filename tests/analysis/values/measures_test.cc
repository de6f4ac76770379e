#include "analysis/values/measures.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// What begins at `from` in `text`, with its words: "USD 5 = $5".
std::string Read(const std::string& text, const std::string& from) {
  const Paragraph p(text);
  const auto found = ReadMeasure(p.reader(), p.At(from));
  if (!found) return "nothing";
  return Show(found->value) + " = " + std::string(p.reader().Surface(found->begin, found->end));
}
std::string Read(const std::string& text) { return Read(text, text.substr(0, 1)); }

TEST(MeasuresTest, MoneyHasItsCurrencyOnEitherSide) {
  EXPECT_EQ(Read("£4.2m was spent"), "GBP 4200000 = £4.2m");
  EXPECT_EQ(Read("US$5 a head"), "USD 5 = US$5");
  EXPECT_EQ(Read("30 million euros in all"), "EUR 30000000 = 30 million euros");
  EXPECT_EQ(Read("50p coins"), "GBP 0.50 = 50p");
}

TEST(MeasuresTest, QuantitiesHaveTheCodeOfTheirUnit) {
  EXPECT_EQ(Read("12 miles away"), "12 [mi_i] = 12 miles");
  EXPECT_EQ(Read("5km from here"), "5 km = 5km");
  EXPECT_EQ(Read("-4°C at night"), "-4 Cel = -4°C");
}

TEST(MeasuresTest, PercentagesAreNumbersOfTheirOwnKind) {
  const Paragraph p("5.5 per cent of voters");
  const auto found = ReadMeasure(p.reader(), 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::kPercent);
  EXPECT_EQ(Show(found->value), "5.5");
}

TEST(MeasuresTest, ARateIsNoTimeThatIsOver) {
  const auto per = [](const std::string& text) {
    return ReadMeasure(Paragraph(text).reader(), 0)->details.per;
  };
  EXPECT_EQ(per("$650 a week in rent"), "wk");
  EXPECT_EQ(per("$3 a week ago"), "");
  EXPECT_EQ(per("$3 a year earlier"), "");
}

TEST(MeasuresTest, TheLongestReadingWins) {
  EXPECT_EQ(Read("6 feet 2 inches tall").substr(0, 3), "74 ");
  EXPECT_EQ(Read("3 people").substr(0, 4), "3 = ");
}

TEST(MeasuresTest, WhatOnlyLooksLikeAValueIsOfNoKind) {
  const Paragraph p("9/11 changed it");
  const auto found = ReadMeasure(p.reader(), 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::kNone);
  EXPECT_EQ(Read("Nothing here"), "nothing");
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
