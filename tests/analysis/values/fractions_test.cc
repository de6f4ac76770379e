#include "analysis/values/fractions.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// The fraction that `text` begins with, and its words: "2/25 = two twenty-fifths".
std::string Read(const std::string& text) {
  const Paragraph p(text);
  const auto fraction = ReadCompoundFraction(p.reader(), 0);
  if (!fraction) return "none";
  return std::to_string(fraction->numerator) + "/" + std::to_string(fraction->denominator) + " = " +
         std::string(p.reader().Surface(0, fraction->end));
}

TEST(FractionsTest, ADenominatorTakesAllTheWordsThatMakeItOneNumber) {
  EXPECT_EQ(Read("nine thirty-firsts of it"), "9/31 = nine thirty-firsts");
  EXPECT_EQ(Read("six twenty thirds"), "6/23 = six twenty thirds");
  EXPECT_EQ(Read("three hundred two thousand sevenths"),
            "300/2007 = three hundred two thousand sevenths");
  EXPECT_EQ(Read("7 forty-firsts"), "7/41 = 7 forty-firsts");
  EXPECT_EQ(Read("two hundred thirty-fifths"), "200/35 = two hundred thirty-fifths");
}

TEST(FractionsTest, HundredthsAndTheLikeLeaveTheNumeratorWhatIsANumber) {
  EXPECT_EQ(Read("forty five hundredths"), "none") << "of one word: no compound";
  EXPECT_EQ(Read("six ten-thousandths"), "6/10000 = six ten-thousandths");
  EXPECT_EQ(Read("five hundred-thousandths"), "5/100000 = five hundred-thousandths");
  EXPECT_EQ(Read("two hundred thousandths"), "none");
}

TEST(FractionsTest, OnePartIsReadWhereNothingIsCounted) {
  EXPECT_EQ(Read("one three hundredth of it"), "1/300 = one three hundredth");
  EXPECT_EQ(Read("one twenty-fifth of it"), "1/25 = one twenty-fifth");
  EXPECT_EQ(Read("one twenty-fifth birthday"), "none");
}

TEST(FractionsTest, OrdinalsAndSecondsAreNone) {
  EXPECT_EQ(Read("two hundred fiftieth anniversary"), "none");
  EXPECT_EQ(Read("four twenty seconds later"), "none");
  EXPECT_EQ(Read("four twenty seconds of the whole"), "4/22 = four twenty seconds");
  EXPECT_EQ(Read("twenty seconds"), "none");
}

}  // namespace
}  // namespace textanalysis::values
