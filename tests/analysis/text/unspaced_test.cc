#include "analysis/text/unspaced.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/text/chars.h"

namespace textanalysis::text {
namespace {

using ::testing::ElementsAre;

TEST(UnspacedTest, ScriptsWithoutSpacesAreKnown) {
  for (const char32_t c : {U'港', U'の', U'カ', U'ー', U'ก', U'ក', U'က'})
    EXPECT_TRUE(IsUnspaced(c));
  for (const char32_t c : {U'a', U'é', U'д', U'한', U'ع', U'。', U'1'}) EXPECT_FALSE(IsUnspaced(c));
}

TEST(UnspacedTest, RunsAreSplitByDictionary) {
  EXPECT_THAT(SplitUnspaced("東京都庁"), ElementsAre("東京", "都庁"));
  EXPECT_THAT(SplitUnspaced("ประเทศไทย"), ElementsAre("ประเทศไทย"));
  EXPECT_GT(SplitUnspaced("ភាសាខ្មែរគឺជាភាសា").size(), 2u);
}

TEST(UnspacedTest, LongRunsAreReadInParts) {
  std::string run;
  for (int k = 0; k < 3000; ++k) run += "港";
  const size_t end = UnspacedEnd(run, 0);
  EXPECT_LT(end, run.size());
  EXPECT_EQ(end % 3, 0) << "between characters";
  EXPECT_EQ(UnspacedEnd(run.substr(0, 30), 0), 30);
}

TEST(UnspacedTest, WordsOfSuchScriptsAreCounted) {
  EXPECT_EQ(CountWords("東京都庁 and two"), 4u);
  EXPECT_EQ(CountWords("one two"), 2u);
  EXPECT_GT(CountWords("港湾委員会は火曜日に会合を開いた。"), 6u);
}

TEST(UnspacedTest, AStretchEndsWhereTheScriptDoes) {
  const std::string_view text = "東京2020";
  EXPECT_EQ(UnspacedEnd(text, 0), 6u);
  EXPECT_EQ(UnspacedEnd(text, 6), 6u);
}

}  // namespace
}  // namespace textanalysis::text
