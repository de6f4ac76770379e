#include "analysis/values/numerals.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// The number that `text` begins with, and the words of it: "1200 = 1,200".
std::string Read(const std::string& text) {
  const Paragraph p(text);
  const auto numeral = ReadNumeral(p.reader(), 0);
  if (!numeral) return "none";
  return numeral->value.ToString() + " = " + std::string(p.reader().Surface(0, numeral->end));
}

Numeral Of(const std::string& text) {
  const Paragraph p(text);
  const auto numeral = ReadNumeral(p.reader(), 0);
  EXPECT_TRUE(numeral) << text;
  return numeral.value_or(Numeral{});
}

TEST(NumeralsTest, WordsAreReadAsFarAsTheyAreOneNumber) {
  EXPECT_EQ(Read("one hundred and twenty-three men"), "123 = one hundred and twenty-three");
  EXPECT_EQ(Read("fifty-two point three percent"), "52.3 = fifty-two point three");
  EXPECT_EQ(Read("two men"), "2 = two");
  EXPECT_EQ(Read("two million three hundred thousand"),
            "2300000 = two million three hundred thousand");
}

TEST(NumeralsTest, TensAndOnesMayBeJoinedAsOfOld) {
  EXPECT_EQ(Read("thirty and four days"), "34 = thirty and four");
  EXPECT_EQ(Read("five and thirty hours"), "35 = five and thirty");
  EXPECT_EQ(Read("forty and one and two fifths"), "41.4 = forty and one and two fifths");
  EXPECT_EQ(Read("thirty and four men"), "30 = thirty") << "two numbers";
}

TEST(NumeralsTest, SpacesMayStandAroundAHyphen) {
  EXPECT_EQ(Read("seventy - three men"), "73 = seventy - three");
  EXPECT_EQ(Read("four - ninths of it"), "0.444444444444444 = four - ninths");
  EXPECT_EQ(Read("twenty - thirty men"), "20 = twenty") << "a range";
}

TEST(NumeralsTest, AHundredNeedsNoOneBehindItsArticle) {
  const Paragraph p("the hundred and sixth visitor");
  const auto numeral = ReadNumeral(p.reader(), 1);
  ASSERT_TRUE(numeral);
  EXPECT_EQ(numeral->value.ToString(), "106");
  EXPECT_TRUE(numeral->ordinal);
}

TEST(NumeralsTest, ScalesMultiplyFiguresAndWords) {
  EXPECT_EQ(Read("2.5 million people"), "2500000 = 2.5 million");
  EXPECT_EQ(Read("five and a half million"), "5500000 = five and a half million");
  EXPECT_TRUE(Of("2.5 million").scaled);
  EXPECT_FALSE(Of("25").scaled);
}

TEST(NumeralsTest, AScaleThatIsALetterIsLeftToTheUnit) {
  const Paragraph p("1.8m");
  const auto numeral = ReadNumeral(p.reader(), 0);
  ASSERT_TRUE(numeral);
  EXPECT_EQ(numeral->value.ToString(), "1.8");
  EXPECT_EQ(numeral->letter_scale, 6);
  EXPECT_EQ(numeral->end, 3u) << "the letter is not part of it";
}

TEST(NumeralsTest, FractionsKeepTheRatioThatNoDecimalHas) {
  EXPECT_EQ(Of("two thirds").ratio, "2/3");
  EXPECT_TRUE(Of("two thirds").fraction);
  EXPECT_EQ(Read("10 1/2 miles"), "10.5 = 10 1/2");
  EXPECT_EQ(Read("½ a mile").substr(0, 3), "0.5");
  EXPECT_EQ(Of("three quarters").ratio, "") << "0.75 says all of it";
}

TEST(NumeralsTest, OrdinalsDozensAndSignsAreKnownAsSuch) {
  EXPECT_TRUE(Of("34th").ordinal);
  EXPECT_TRUE(Of("twenty-second").ordinal);
  EXPECT_EQ(Read("half a dozen eggs"), "6 = half a dozen");
  EXPECT_EQ(Read("minus five degrees"), "-5 = minus five");
  EXPECT_TRUE(Of("minus five").is_signed);
  EXPECT_TRUE(Of("dozens of people").vague);
}

TEST(NumeralsTest, WordsBelowAHundredAreReadByThemselves) {
  const auto read = [](const std::string& text) {
    const Paragraph p(text);
    const auto small = ReadBelow100(p.reader(), 0);
    return small ? std::to_string(small->value) + (small->ordinal ? "th " : " ") +
                       std::string(p.reader().Surface(0, small->end))
                 : "none";
  };
  EXPECT_EQ(read("eleven hundred"), "11 eleven");
  EXPECT_EQ(read("twenty-five past six"), "25 twenty-five");
  EXPECT_EQ(read("twenty-second of May"), "22th twenty-second");
  EXPECT_EQ(read("thirtieth of May"), "30th thirtieth");
  EXPECT_EQ(read("twenty eleven"), "20 twenty");
  for (const char* text : {"25", "hundred", "hundredth", "half"}) EXPECT_EQ(read(text), "none");
}

TEST(NumeralsTest, WhatIsNoNumberIsNone) {
  for (const char* text : {"people", "the two", "", "—"}) EXPECT_EQ(Read(text), "none") << text;
}

}  // namespace
}  // namespace textanalysis::values
