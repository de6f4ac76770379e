#include "analysis/values/ranges.h"

#include <gtest/gtest.h>

#include <deque>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// What begins at each of two places of `text`, once they have told each other what they know.
std::deque<Found> Shared(const std::string& text, const std::string& first,
                         const std::string& second) {
  const Paragraph p(text);
  const Reader r = p.reader();
  std::deque<Found> found = {*ReadMeasure(r, p.At(first)), *ReadMeasure(r, p.At(second))};
  const text::Budget unlimited;
  text::Pace pace(unlimited);
  ShareRanges(r, &pace, &found);
  return found;
}

TEST(RangesTest, EndsShareScaleAndCurrency) {
  const std::deque<Found> found = Shared("between £10 and £20 million", "£10", "£20");
  EXPECT_EQ(Show(found[0].value), "GBP 10000000");
  EXPECT_EQ(found[0].details.range_high, "20000000");
  EXPECT_EQ(found[1].details.range_low, "10000000");
}

TEST(RangesTest, APlainNumberTakesTheUnitOfTheOtherEnd) {
  const std::deque<Found> found = Shared("some 5 to 10 km off", "5", "10");
  EXPECT_EQ(found[0].kind, Kind::kQuantity);
  EXPECT_EQ(Show(found[0].value), "5 km");
}

TEST(RangesTest, TheSecondEndIsNotBelowTheFirst) {
  const std::deque<Found> found = Shared("from $65 to $45 million", "$65", "$45");
  EXPECT_EQ(Show(found[0].value), "USD 65000000");
  EXPECT_EQ(found[0].details.range_high, "");
}

TEST(RangesTest, APartOfSomethingIsNoEnd) {
  const std::deque<Found> found = Shared("rose by a fifth to $9 billion", "a fifth", "$9");
  EXPECT_EQ(Show(found[0].value), "0.2");
}

TEST(RangesTest, APlainNumberIsOfHundredthsLikeTheOtherEnd) {
  const std::deque<Found> found = Shared("between 60 and 70 cents", "60", "70");
  EXPECT_EQ(Show(found[0].value), "USD 0.60");
  EXPECT_EQ(found[0].details.range_high, "0.70");
}

TEST(RangesTest, TwoValuesThatAWordKeepsApartAreNone) {
  const std::deque<Found> found = Shared("paid 5 and 10 km off", "5", "10");
  EXPECT_EQ(Show(found[0].value), "5");
  EXPECT_EQ(found[0].details.range_high, "");
}

}  // namespace
}  // namespace textanalysis::values
