#include "analysis/sourcing/source_words.h"

#include <gtest/gtest.h>

#include <set>

#include "analysis/model/lexicon.h"
#include "tests/support/bundle.h"

namespace textanalysis::sourcing {
namespace {

const SourceWords& Words() {
  static const SourceWords kWords(testing::TestBundle());
  return kWords;
}

std::string ReasonIn(const std::string& sentence) {
  const auto found = Words().ReasonIn(sentence);
  return found ? std::string(text::Slice(sentence, *found)) : "";
}

TEST(SourceWordsTest, EveryRowOfTheTableSaysWhatItsWordIs) {
  std::set<SourceWord> kinds;
  for (const model::Row& row : model::ParseRows(testing::TestBundle().Section("sourcing"), 2)) {
    EXPECT_NE(Words().Find(row[0]), SourceWord::kNone) << row[0];
    kinds.insert(Words().Find(row[0]));
  }
  EXPECT_EQ(kinds.size(), 11u) << "each kind has a word";
}

TEST(SourceWordsTest, OtherWordsAreNone) {
  EXPECT_EQ(Words().Find("harbour"), SourceWord::kNone);
  EXPECT_EQ(Words().Find(""), SourceWord::kNone);
  EXPECT_EQ(Words().Find("Statement"), SourceWord::kNone) << "words are in lower case";
}

TEST(SourceWordsTest, AReasonIsFoundWithinItsSentence) {
  EXPECT_NE(ReasonIn("The official spoke on condition of anonymity because she was not authorised "
                     "to speak."),
            "");
  EXPECT_EQ(
      ReasonIn("One officer, who asked to remain anonymous for fear of losing his job, said so."),
      "for fear of losing his job");
}

TEST(SourceWordsTest, ASentenceWithoutAReasonGivesNone) {
  EXPECT_EQ(ReasonIn("The official spoke on Monday because it rained."), "");
  EXPECT_EQ(ReasonIn("The anonymous letter came by post."), "");
  EXPECT_EQ(ReasonIn(""), "");
}

TEST(SourceWordsTest, APatternThatIsDamagedMatchesNothing) {
  const auto bundle =
      model::Bundle::FromBytes(
          model::WriteBundle({{"anonymity", "((\n(not named)\n"}, {"sourcing", "memo\tnothing\n"}}),
          "damaged")
          .value();
  const SourceWords words(*bundle);
  EXPECT_TRUE(words.ReasonIn("who is not named"));
  EXPECT_FALSE(words.ReasonIn("(("));
  EXPECT_EQ(words.Find("memo"), SourceWord::kNone);
}

}  // namespace
}  // namespace textanalysis::sourcing
