#include "analysis/values/figures.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// The number that the figures at the start of `text` make, and the figures; "none" where none do.
std::string Read(const std::string& text) {
  const Paragraph p(text);
  const Numeral n = ReadFigures(p.reader(), 0);
  return n.end == 0 ? "none"
                    : n.value.ToString() + " = " + std::string(p.reader().Surface(0, n.end));
}

TEST(FiguresTest, GroupsArePartOfTheNumber) {
  EXPECT_EQ(Read("1,234.5 people"), "1234.5 = 1,234.5");
  EXPECT_EQ(Read("12,34,567 rupees"), "1234567 = 12,34,567");
  EXPECT_EQ(Read("1.234.567,89 euros"), "1234567.89 = 1.234.567,89");
  EXPECT_EQ(Read("1 234 567 people"), "1234567 = 1 234 567");
  EXPECT_EQ(Read("22,24,26 and 28"), "22 = 22") << "a list";
}

TEST(FiguresTest, WhatIsWrittenIsKept) {
  EXPECT_EQ(Read("0.50 of it"), "0.50 = 0.50");
  EXPECT_EQ(Read("2019 was"), "2019 = 2019");
  EXPECT_EQ(Read(".08 of it"), "0.08 = .08");
}

TEST(FiguresTest, ExponentsAndPowersAreWorkedOut) {
  EXPECT_EQ(Read("2.5e10 cells"), "25000000000 = 2.5e10");
  EXPECT_EQ(Read("10^6 cells"), "1000000 = 10^6");
}

TEST(FiguresTest, OrdinalsAndBareDigitsAreKnownAsSuch) {
  EXPECT_TRUE(ReadFigures(Paragraph("34th").reader(), 0).ordinal);
  EXPECT_TRUE(ReadFigures(Paragraph("34").reader(), 0).bare);
  EXPECT_FALSE(ReadFigures(Paragraph("3,400").reader(), 0).bare);
}

TEST(FiguresTest, WhatIsNoNumberIsNone) {
  for (const char* text : {"1.2.3", "people", ".", ""}) EXPECT_EQ(Read(text), "none") << text;
}

}  // namespace
}  // namespace textanalysis::values
