#include "analysis/verify/passage.h"

#include <gtest/gtest.h>

#include "tests/analysis/verify/source_words.h"

namespace textanalysis::verify {
namespace {

const SourceWords& Sources3() {
  static const SourceWords& words =
      *new SourceWords({"The council met on Monday. The harbour will stay shut until the repairs "
                        "of the eastern pier "
                        "are done. Nobody asked the crews what they needed.",
                        "It rained in Leith. The ferries of the island line sail again in April."});
  return words;
}

std::string Nearest(const std::string& report) {
  const std::vector<Word> words = Sources3().Read(report);
  const auto passage = NearestPassage(Sources3().sources(), words);
  return passage ? Sources3().Shown(passage->places.begin, passage->places.end) : "nothing";
}

TEST(PassageTest, TheSentenceWithMostOfTheWordsIsFoundInAnyOrder) {
  EXPECT_EQ(Nearest("repairs of the pier keep the harbour shut"),
            "The harbour will stay shut until the repairs of the eastern pier are done");
  EXPECT_EQ(Nearest("in April the island ferries will sail"),
            "The ferries of the island line sail again in April");
}

TEST(PassageTest, TheShareSaysHowMuchOfTheReportStandsThere) {
  const auto share = [](const std::string& report) {
    const std::vector<Word> words = Sources3().Read(report);
    const auto passage = NearestPassage(Sources3().sources(), words);
    return passage ? passage->share : 0.0;
  };
  const double all = share("the harbour will stay shut until the repairs are done");
  const double some = share("the harbour will stay open and zeppelins will land on the pier");
  EXPECT_GT(all, 0.95);
  EXPECT_LE(all, 1);
  EXPECT_GT(some, 0);
  EXPECT_LT(some, all);
}

TEST(PassageTest, WithoutTwoOfTheWordsTogetherThereIsNone) {
  EXPECT_EQ(Nearest("zeppelins rarely land"), "nothing");
  EXPECT_EQ(Nearest(""), "nothing");
}

}  // namespace
}  // namespace textanalysis::verify
