#include <gtest/gtest.h>

#include "analysis/values/measures.h"
#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

TEST(QuantitiesTest, QuantitiesHaveTheCodeOfTheirUnit) {
  EXPECT_EQ(MeasureIn("12 miles away"), "12 [mi_i] = 12 miles");
  EXPECT_EQ(MeasureIn("5km from here"), "5 km = 5km");
  EXPECT_EQ(MeasureIn("-4°C at night"), "-4 Cel = -4°C");
}

TEST(QuantitiesTest, TwoUnitsAreOneInTheSmaller) {
  EXPECT_EQ(MeasureIn("6ft 2in tall"), "74 [in_i] = 6ft 2in");
  EXPECT_EQ(MeasureIn("5-foot-9 guard"), "69 [in_i] = 5-foot-9");
}

TEST(QuantitiesTest, APartMayStandBehindTheUnit) {
  EXPECT_EQ(MeasureIn("a mile and a half away"), "1.5 [mi_i] = a mile and a half");
  EXPECT_EQ(MeasureIn("3 litres and a quarter"), "3.25 L = 3 litres and a quarter");
  EXPECT_EQ(MeasureIn("two pints and a half marathon", "two"), "2 [pt_us] = two pints");
}

TEST(QuantitiesTest, AnInchMarkStandsApartOnlyBeforeAMeasure) {
  EXPECT_EQ(MeasureIn("9 \" wide"), "9 [in_i] = 9 \"");
  EXPECT_EQ(MeasureIn("9 \" said"), "9 = 9");
}

TEST(QuantitiesTest, AMarkThatClosesAQuotationIsNoInch) {
  EXPECT_EQ(MeasureIn("The film \"Apollo 13\" was shown", "13"), "nothing");
  EXPECT_EQ(MeasureIn("the film “Apollo 13” was shown", "13"), "nothing");
  EXPECT_EQ(MeasureIn("a \"giant\" of 13\" was caught", "13"), "13 [in_i] = 13\"");
}

TEST(QuantitiesTest, WhatIsSaidAroundTellsWhetherPoundsWeigh) {
  EXPECT_EQ(MeasureIn("she lost 25 pounds", "25"), "25 [lb_av] = 25 pounds");
  EXPECT_EQ(MeasureIn("she paid 25 pounds", "25"), "GBP 25 = 25 pounds");
  EXPECT_EQ(MeasureIn("4 kilos of it with a street value of 25 pounds", "25"), "GBP 25 = 25 pounds")
      << "too far off";
}

}  // namespace
}  // namespace textanalysis::values
