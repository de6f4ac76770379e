#include "analysis/values/decimal.h"

#include <gtest/gtest.h>

namespace textanalysis::values {
namespace {

std::string Read(std::string_view digits) { return Decimal::Parse(digits)->ToString(); }

TEST(DecimalTest, KeepsWhatWasWritten) {
  EXPECT_EQ(Read("1,234.50"), "1234.50");
  EXPECT_EQ(Read("007"), "7");
  EXPECT_EQ(Read(".5"), "0.5");
  EXPECT_EQ(Read("0.050"), "0.050");
  EXPECT_FALSE(Decimal::Parse(""));
  EXPECT_FALSE(Decimal::Parse(std::string(Decimal::kMaxDigits + 1, '1')));
}

TEST(DecimalTest, ShiftsThePoint) {
  EXPECT_EQ(Decimal::Parse("1.2")->Shift(9).ToString(), "1200000000");
  EXPECT_EQ(Decimal::Parse("50")->Shift(-2).ToString(), "0.50");
  EXPECT_EQ(Decimal::Parse("1.25")->Shift(1).ToString(), "12.5");
}

TEST(DecimalTest, AddsAndMultiplies) {
  EXPECT_EQ(Decimal::Parse("9.95")->Plus(*Decimal::Parse("0.1")).ToString(), "10.05");
  EXPECT_EQ(Decimal(5).Plus(Decimal(-7)).ToString(), "-2");
  EXPECT_EQ(Decimal(-5).Plus(Decimal(5)).ToString(), "0");
  EXPECT_EQ(Decimal::Parse("1.5")->Times(Decimal(12)).ToString(), "18.0");
  EXPECT_EQ(Decimal::Parse("1.5")->Times(Decimal(12)).Trimmed().ToString(), "18");
  EXPECT_EQ(Decimal(-3).Times(Decimal(0)).ToString(), "0");
}

TEST(DecimalTest, DividesExactlyWhereItCan) {
  EXPECT_EQ(Decimal(1).Over(8).ToString(), "0.125");
  EXPECT_EQ(Decimal(1).Over(3).ToString(), "0.333333333333333");
  EXPECT_EQ(Decimal(2).Over(3).ToString(), "0.666666666666667");
  EXPECT_EQ(Decimal(20).Over(5).ToString(), "4");
  EXPECT_TRUE(Decimal(1).EndsOver(8));
  EXPECT_FALSE(Decimal(1).EndsOver(3));
}

TEST(DecimalTest, IsAnIntegerWhenItFits) {
  EXPECT_EQ(Decimal::Parse("12.00")->ToInt(), 12);
  EXPECT_EQ(Decimal::Parse("12.5")->ToInt(), std::nullopt);
  EXPECT_EQ(Decimal::Parse("1234567890123456")->ToInt(), std::nullopt);
}

}  // namespace
}  // namespace textanalysis::values
