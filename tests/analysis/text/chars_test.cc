#include "analysis/text/chars.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(CharsTest, LowersBeyondAscii) { EXPECT_EQ(ToLower("ÉCLAIR Ж A"), "éclair ж a"); }

TEST(CharsTest, LowersWithoutMarksHoweverTheyAreEncoded) {
  EXPECT_EQ(ToLowerUnmarked("In\u00C9s Diaz"), "ines diaz");
  EXPECT_EQ(ToLowerUnmarked("INE\u0301S"), "ines");
  EXPECT_EQ(ToLowerUnmarked("PLAIN"), "plain");
}

TEST(CharsTest, TrimsUnicodeSpace) { EXPECT_EQ(Trim("\u00A0\t word \u200B"), "word"); }

TEST(CharsTest, CountsHyphenatedAndPossessiveWordsOnce) {
  EXPECT_EQ(CountWords("The 40-minute call’s end — twice"), 5u);
}

TEST(CharsTest, SentenceEndsLookThroughClosingMarks) {
  EXPECT_TRUE(EndsSentence("He left.”"));
  EXPECT_TRUE(EndsSentence("Why?)"));
  EXPECT_FALSE(EndsSentence("Read more"));
  EXPECT_FALSE(EndsSentence(""));
}

}  // namespace
}  // namespace textanalysis::text
