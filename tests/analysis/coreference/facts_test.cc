#include "analysis/coreference/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/coreference/named_text.h"

namespace textanalysis::coreference {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const WordBook& Book() {
  static const WordBook kBook(testing::TestBundle());
  return kBook;
}

Facts FactsOf(const NamedText& text) {
  const text::Budget unlimited;
  text::Pace pace(unlimited);
  return Facts(Book(), text.syntax(), text.entities(), text.names(), &pace);
}

TEST(FactsTest, WordsBeforeANameAreSaidOfIt) {
  const NamedText text("Transport Minister Fiona Reid came. It rained all day. Hugh Hill left.",
                       {"Fiona Reid", "Hugh Hill"});
  const Facts facts = FactsOf(text);
  EXPECT_TRUE(facts.Says(0, "minister"));
  EXPECT_TRUE(facts.Says(0, "transport"));
  EXPECT_TRUE(facts.HasNoun(0));
  EXPECT_FALSE(facts.Says(1, "minister"));
  EXPECT_THAT(facts.Of("minister"), ElementsAre(0));
}

TEST(FactsTest, ARelativeIsSaidBeforeAComma) {
  for (const char* text : {"Her husband, Hugh Hill, left.", "Her husband, Mr Hugh Hill, left."})
    EXPECT_TRUE(FactsOf(NamedText(text, {"Hugh Hill"})).Says(0, "husband")) << text;
}

TEST(FactsTest, AClauseAfterANameTellsAgeAndNoun) {
  const NamedText text("Hugh Hill, 61, a doctor from Leeds, met Fiona Reid.",
                       {"Hugh Hill", "Fiona Reid"});
  const Facts facts = FactsOf(text);
  EXPECT_TRUE(facts.HasAge(0));
  EXPECT_TRUE(facts.Says(0, "doctor"));
  EXPECT_FALSE(facts.HasAge(1));
  EXPECT_FALSE(facts.Says(1, "doctor"));
}

TEST(FactsTest, WhatANameIsSaidToBeIsAFact) {
  const NamedText text("Reid is the minister for ports.", {"Reid"});
  EXPECT_TRUE(FactsOf(text).Says(0, "minister"));
}

TEST(FactsTest, WhatSomebodyServesAsIsAFact) {
  for (const char* text :
       {"Hugh Hill, who is a baker, left.", "Hugh Hill, who works as a baker, left.",
        "Hugh Hill works as a baker.", "Hugh Hill, who has been a baker for years, left."})
    EXPECT_TRUE(FactsOf(NamedText(text, {"Hugh Hill"})).Says(0, "baker")) << text;
  EXPECT_FALSE(
      FactsOf(NamedText("Hugh Hill, who met a baker, left.", {"Hugh Hill"})).Says(0, "baker"));
}

TEST(FactsTest, HeadsOfStatesAndNationsAreKnown) {
  const NamedText text("French President Marc Aubry met the German striker Leo Hart.",
                       {"Marc Aubry", "Leo Hart"});
  const Facts facts = FactsOf(text);
  EXPECT_TRUE(facts.IsState(0));
  EXPECT_TRUE(facts.HasNation(0));
  EXPECT_FALSE(facts.IsState(1));
  EXPECT_TRUE(facts.HasNation(1));
}

TEST(FactsTest, WhatIsSaidOfOnePersonIsNotSaidOfTheNext) {
  const NamedText text("Minister Fiona Reid met Hugh Hill. The doctor met Ana Diaz.",
                       {"Fiona Reid", "Hugh Hill", "Ana Diaz"});
  const Facts facts = FactsOf(text);
  EXPECT_TRUE(facts.Says(0, "minister"));
  EXPECT_FALSE(facts.Says(1, "minister"));
  EXPECT_FALSE(facts.Says(2, "doctor"));
}

TEST(FactsTest, APhraseBeforeACommaSaysWhatItsHeadSays) {
  const NamedText text(
      "Norway's foreign minister, Fiona Reid, spoke. The chair of the board, Hugh Hill, left. With "
      "the doctor, Ana Diaz came. It was signed by the French envoy, Leo Hart, at noon.",
      {"Fiona Reid", "Hugh Hill", "Ana Diaz", "Leo Hart"});
  const Facts facts = FactsOf(text);
  EXPECT_TRUE(facts.Says(0, "minister"));
  EXPECT_TRUE(facts.Says(0, "=norway"));
  EXPECT_TRUE(facts.Says(1, "chair"));
  EXPECT_FALSE(facts.Says(1, "board"));
  EXPECT_FALSE(facts.Says(2, "doctor"));
  EXPECT_TRUE(facts.Says(3, "envoy"));
}

TEST(FactsTest, WhoeverSomebodyMarriedIsASpouse) {
  NamedText text("In 1966 she married Hugh Hill.", {"Hugh Hill"});
  std::vector<entities::Entity> entities = text.entities();
  entities[0].gender = entities::Gender::kMale;
  const text::Budget unlimited;
  text::Pace pace(unlimited);
  const Facts facts(Book(), text.syntax(), entities, text.names(), &pace);
  EXPECT_TRUE(facts.Says(0, "husband"));
  EXPECT_FALSE(facts.Says(0, "wife"));
}

TEST(FactsTest, ASharedWordHasAllInTheirOrder) {
  const NamedText text("Minister Hugh Hill came. It rained. Minister Fiona Reid left.",
                       {"Fiona Reid", "Hugh Hill"});
  EXPECT_THAT(FactsOf(text).Of("minister"), ElementsAre(1, 0));
}

TEST(FactsTest, NothingIsSaidWhereNothingStands) {
  const NamedText text("Fiona Reid slept.", {"Fiona Reid"});
  const Facts facts = FactsOf(text);
  EXPECT_FALSE(facts.HasNoun(0));
  EXPECT_FALSE(facts.HasAge(0));
  EXPECT_THAT(facts.Of("minister"), IsEmpty());
}

}  // namespace
}  // namespace textanalysis::coreference
