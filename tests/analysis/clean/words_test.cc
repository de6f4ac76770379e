#include "analysis/clean/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::clean {
namespace {

std::vector<uint32_t> Sayings(std::string_view text) {
  std::vector<uint32_t> out;
  const WordHashes hashes = ReadWords(text).hashes;
  AppendSayings(hashes.all, hashes.stems, &out);
  return out;
}

TEST(WordsTest, SayingsDoNotDependOnCapitalsAndFigures) {
  EXPECT_EQ(Sayings("12 Kommentare anzeigen"), Sayings("97 KOMMENTARE Anzeigen"));
  EXPECT_EQ(Sayings("Über uns"), Sayings("über uns"));
  EXPECT_NE(Sayings("Read more"), Sayings("More read"));
}

TEST(WordsTest, FormsOfAWordShareTheirBeginning) {
  const std::vector<uint32_t> one = Sayings("Abonnement"), other = Sayings("Abonnieren");
  EXPECT_THAT(one, ::testing::Contains(::testing::AnyOfArray(other)));
}

TEST(WordsTest, ALongTextSaysNoMoreThanItsEnds) {
  std::string text = "word";
  for (int k = 0; k < 5000; ++k) text += " word";
  EXPECT_LE(Sayings(text).size(), 70u);
  EXPECT_THAT(Sayings(""), ::testing::IsEmpty());
}

TEST(WordsTest, ScriptsWithoutSpacesHaveWords) {
  const WordCounts words = ReadWords("港湾委員会は火曜日、会合を開いた。").counts;
  EXPECT_GT(words.words, 6u);
  EXPECT_EQ(words.sentence_ends, 1u);
  EXPECT_EQ(words.commas, 1u);
}

}  // namespace
}  // namespace textanalysis::clean
