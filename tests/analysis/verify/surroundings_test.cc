#include "analysis/verify/surroundings.h"

#include <gtest/gtest.h>

#include "tests/analysis/verify/indexed.h"

namespace textanalysis::verify {
namespace {

// The source's word that a draft leaves off before the words that begin with `first`.
std::string Before(const std::string& draft, const std::string& source, const std::string& first) {
  const Compared compared(draft, source);
  return compared.At(LeftOffBefore(compared.stretch(), compared.PlaceOf(first)));
}

// The same behind the words that end with `last`.
std::string After(const std::string& draft, const std::string& source, const std::string& last) {
  const Compared compared(draft, source);
  return compared.At(LeftOffAfter(compared.stretch(), compared.PlaceOf(last) + 1));
}

TEST(SurroundingsTest, ANegationBeforeTheWordsIsLeftOffUnlessTheDraftHasOne) {
  EXPECT_EQ(Before("“all members agreed”", "Not all members agreed.", "all"), "not");
  EXPECT_EQ(Before("Not “all members agreed”", "Not all members agreed.", "all"), "");
  EXPECT_EQ(Before("“all members agreed”", "No, all members agreed.", "all"), "")
      << "a mark parts them";
}

TEST(SurroundingsTest, ANegationOfThinkingIsOneOfTheClause) {
  EXPECT_EQ(Before("“we can pay”", "I do not think that we can pay.", "we"), "not");
  EXPECT_EQ(Before("“we can pay”", "I think that we can pay.", "we"), "");
  EXPECT_EQ(Before("“we can pay”", "I doubt that we can pay.", "we"), "doubt");
  EXPECT_EQ(Before("“we can pay”", "There is no doubt that we can pay.", "we"), "");
  EXPECT_EQ(Before("“the pier”", "I do not think that the pier will close.", "the"), "")
      << "no clause";
}

TEST(SurroundingsTest, AConditionThatOpensTheSentenceIsOfItsConsequence) {
  EXPECT_EQ(Before("“we will stay”", "If it rains, we will stay.", "we"), "if");
  EXPECT_EQ(Before("“we will stay”", "If it rains, then we will stay.", "we"), "if");
  EXPECT_EQ(Before("If it rains, “we will stay”", "If it rains, we will stay.", "we"), "");
  EXPECT_EQ(Before("“we will stay”", "If it rains, it rains, but we will stay.", "we"), "");
  EXPECT_EQ(Before("“we will stay”", "It rains if it rains. Again, we will stay.", "we"), "");
}

TEST(SurroundingsTest, AConditionOrAnotherPartOfANumberBehindTheWordsIsLeftOff) {
  EXPECT_EQ(After("“we will pay”", "We will pay, if they pay.", "pay"), "if");
  EXPECT_EQ(After("“we will pay”, said when asked if", "We will pay, if they pay.", "pay"), "if");
  EXPECT_EQ(After("“we will pay”, if asked", "We will pay, if they pay.", "pay"), "");
  EXPECT_EQ(After("“it will cost 14”", "It will cost 14 million.", "14"), "million");
  EXPECT_EQ(After("“it will cost 14”", "It will cost 14 boats.", "14"), "");
}

TEST(SurroundingsTest, WhatIsTurnedRoundIsSoWhateverTheDraftSays) {
  const Compared compared("Not “all members agreed”", "Not all members agreed.");
  EXPECT_TRUE(IsTurnedRound(compared.stretch(), compared.PlaceOf("all")));
  EXPECT_FALSE(IsTurnedRound(compared.stretch(), compared.PlaceOf("agreed")));
}

}  // namespace
}  // namespace textanalysis::verify
