#include <gtest/gtest.h>

#include "analysis/values/measures.h"
#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

TEST(MoneyTest, MoneyHasItsCurrencyOnEitherSide) {
  EXPECT_EQ(MeasureIn("£4.2m was spent"), "GBP 4200000 = £4.2m");
  EXPECT_EQ(MeasureIn("US$5 a head"), "USD 5 = US$5");
  EXPECT_EQ(MeasureIn("30 million euros in all"), "EUR 30000000 = 30 million euros");
  EXPECT_EQ(MeasureIn("50p coins"), "GBP 0.50 = 50p");
}

TEST(MoneyTest, ARateIsNoTimeThatIsOver) {
  const auto per = [](const std::string& text) {
    return ReadMeasure(Paragraph(text).reader(), 0)->details.per;
  };
  EXPECT_EQ(per("$650 a week in rent"), "wk");
  EXPECT_EQ(per("$3 a week ago"), "");
  EXPECT_EQ(per("$3 a year earlier"), "");
}

TEST(MoneyTest, ACodeThatIsAWordNeedsALargeAmount) {
  EXPECT_EQ(MeasureIn("TRY 3.2 billion in aid"), "TRY 3200000000 = TRY 3.2 billion");
  EXPECT_EQ(MeasureIn("TRY 2,500 in aid"), "TRY 2500 = TRY 2,500");
  EXPECT_EQ(MeasureIn("TRY 3 of them"), "nothing");
}

TEST(MoneyTest, SmallerMoneyIsPartOfTheAmount) {
  EXPECT_EQ(MeasureIn("3 pounds 50 pence in all"), "GBP 3.50 = 3 pounds 50 pence");
  EXPECT_EQ(MeasureIn("3 pounds and 50 people"), "GBP 3 = 3 pounds");
}

}  // namespace
}  // namespace textanalysis::values
