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
  EXPECT_EQ(Before("“the mayor stole it”", "I deny that the mayor stole it.", "the"), "deny");
  EXPECT_EQ(Before("“the mayor stole it”", "I don't think the mayor stole it.", "the"), "n't");
  EXPECT_EQ(Before("“we can pay”", "I doubt that we can pay.", "we"), "doubt");
  EXPECT_EQ(Before("“we can pay”", "There is no doubt that we can pay.", "we"), "");
  EXPECT_EQ(Before("“the pier”", "I do not think that the pier will close.", "the"), "")
      << "no clause";
}

TEST(SurroundingsTest, ADenialIsOneInWhateverWords) {
  EXPECT_EQ(Before("“I took the money”", "It is false that I took the money.", "i"), "false");
  EXPECT_EQ(Before("“I took the money”", "It would be a lie to say I took the money.", "i"), "lie");
  EXPECT_EQ(Before("“we lose at home”", "Rarely do we lose at home.", "we"), "rarely");
  EXPECT_EQ(Before("“has paid”", "Neither Smith nor Jones has paid.", "has"), "nor");
  EXPECT_EQ(Before("“members agreed”", "Few members agreed.", "members"), "few");
  EXPECT_EQ(Before("“members agreed”", "Not all of our members agreed.", "members"), "not");
  EXPECT_EQ(Before("“our members agreed”", "None of our members agreed.", "our"), "none");
  EXPECT_EQ(Before("“members agreed”", "A few members agreed.", "members"), "");
  EXPECT_EQ(Before("“we will stay”", "He did not say “we will stay”.", "we"), "not");
}

TEST(SurroundingsTest, AQuestionIsNoStatementWithoutItsVerb) {
  EXPECT_EQ(Before("“the minister resigned”", "Has the minister resigned?", "the"), "has");
  EXPECT_EQ(Before("“the minister resigned?”", "Has the minister resigned?", "the"), "");
}

TEST(SurroundingsTest, AReportIsDeniedByTheVerbThatGovernsIt) {
  const auto denied = [](const std::string& source, const std::string& verb) {
    const Compared compared("“words”", source);
    const DraftStretch in = compared.stretch();
    return IsReportDenied(in.sources, in.functions, compared.PlaceOf(verb));
  };
  EXPECT_TRUE(denied("Pratt denied having said it.", "said"));
  EXPECT_TRUE(denied("It is a myth that Joe Pratt said it.", "said"));
  EXPECT_FALSE(denied("When she could not attend he said it.", "said"));
}

TEST(SurroundingsTest, AConditionThatOpensTheSentenceIsOfItsConsequence) {
  EXPECT_EQ(Before("“we will stay”", "If it rains, we will stay.", "we"), "if");
  EXPECT_EQ(Before("“we will stay”", "If it rains, then we will stay.", "we"), "if");
  EXPECT_EQ(Before("“we will stay”", "Without a deal, we will stay.", "we"), "without");
  EXPECT_EQ(Before("“we will stay”", "Should it rain, we will stay.", "we"), "should");
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
