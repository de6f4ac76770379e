#include "analysis/coreference/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

using entities::Gender;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const WordBook& Book() {
  static const WordBook kBook(testing::TestBundle());
  return kBook;
}

Description Describe(const std::string& phrase) {
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(phrase);
  return Book().Describe(s, {0, s.tokens.size()});
}

TEST(WordBookTest, ADescriptionSaysWhatItsWordsTell) {
  const Description d = Describe("the 63-year-old French actress");
  EXPECT_EQ(d.determiner, Determiner::kThe);
  EXPECT_EQ(d.noun, "actress");
  EXPECT_EQ(d.noun_class, NounClass::kPerson);
  EXPECT_EQ(d.gender, Gender::kFemale);
  EXPECT_EQ(d.nation, "france");
  EXPECT_EQ(d.age, "63");
  EXPECT_FALSE(d.is_plural);
  EXPECT_THAT(d.modifiers, ElementsAre("63-year-old", "french"));
}

TEST(IsAcronymTest, CapitalsAmongSmallLettersAreOne) {
  const auto is_acronym = [](const std::string& text, size_t token) {
    return IsAcronym(syntax::Parser(testing::TestBundle()).Parse(text), token);
  };
  EXPECT_TRUE(is_acronym("the WHO said", 1));
  EXPECT_FALSE(is_acronym("those who said", 1));
  EXPECT_FALSE(is_acronym("I said", 0));
  EXPECT_FALSE(is_acronym("THOSE WHO SAID", 1));
}

TEST(WordBookTest, PluralsHaveTheirSingularNoun) {
  const Description officials = Describe("three officials");
  EXPECT_EQ(officials.noun, "official");
  EXPECT_TRUE(officials.is_plural);
  const Description agencies = Describe("these agencies");
  EXPECT_EQ(agencies.noun, "agency");
  EXPECT_EQ(agencies.noun_class, NounClass::kBody);
  EXPECT_EQ(agencies.determiner, Determiner::kThis);
  EXPECT_FALSE(Describe("the witness").is_plural);
}

TEST(WordBookTest, HeadsOfStatesAndPossessivesAreKnown) {
  EXPECT_TRUE(Describe("the president").is_state);
  EXPECT_FALSE(Describe("the actress").is_state);
  EXPECT_EQ(Describe("his lawyer").determiner, Determiner::kPossessive);
  EXPECT_EQ(Describe("Reid’s lawyer").determiner, Determiner::kPossessive);
  EXPECT_EQ(Describe("lawyers").determiner, Determiner::kNone);
}

TEST(WordBookTest, NounsThatNoTableHasAreToldByTheirEnding) {
  EXPECT_EQ(Describe("a zzyzxologist").noun_class, NounClass::kPerson);
  EXPECT_EQ(Describe("a zzyzx").noun_class, NounClass::kUnknown);
  EXPECT_EQ(Describe("the French").noun_class, NounClass::kDemonym);
}

TEST(WordBookTest, NationsAreKnownByNameAndDemonym) {
  EXPECT_EQ(Book().NationOf("french"), "france");
  EXPECT_EQ(Book().NationOf("france"), "france");
  EXPECT_EQ(Book().NationOf("harbour"), "");
}

TEST(WordBookTest, PronounsTellAGenderOrNone) {
  EXPECT_EQ(Book().PronounGender("She"), Gender::kFemale);
  EXPECT_EQ(Book().PronounGender("him"), Gender::kMale);
  EXPECT_EQ(Book().PronounGender("they"), std::nullopt);
  EXPECT_EQ(Book().PronounGender("port"), std::nullopt);
}

TEST(WordBookTest, TitlesAreReadWithAndWithoutTheirStop) {
  EXPECT_TRUE(Book().IsTitle("mr"));
  EXPECT_TRUE(Book().IsTitle("mr."));
  EXPECT_FALSE(Book().IsTitle("harbour"));
  EXPECT_TRUE(Book().TitleOf("mrs")->starts_with("f"));
}

TEST(WordBookTest, CourtesiesSayNothingOfAnOffice) {
  EXPECT_TRUE(Book().IsCourtesy("mrs"));
  EXPECT_TRUE(Book().IsCourtesy("mr."));
  EXPECT_FALSE(Book().IsCourtesy("judge"));
  EXPECT_FALSE(Book().IsCourtesy("mr justice"));
}

TEST(WordBookTest, SomeNounsTellAGender) {
  EXPECT_EQ(Book().GenderOf("wife"), entities::Gender::kFemale);
  EXPECT_EQ(Book().GenderOf("doctor"), entities::Gender::kUnknown);
}

TEST(WordBookTest, AMotherOfThreeIsAMother) {
  EXPECT_EQ(Book().GenderOf("mother-of-three"), Gender::kFemale);
  EXPECT_EQ(Book().GenderOf("dad-of-two"), Gender::kMale);
  EXPECT_EQ(Book().GenderOf("state-of-the-art"), Gender::kUnknown);
}

TEST(WordBookTest, NounsForPeopleAreFoundWithinCompounds) {
  EXPECT_TRUE(Book().IsForPeople("ministers"));
  EXPECT_TRUE(Book().IsForPeople("ex-minister"));
  EXPECT_TRUE(Book().IsForPeople("minister-president"));
  EXPECT_FALSE(Book().IsForPeople("harbour"));
  EXPECT_FALSE(Book().IsForPeople(""));
}

TEST(WordBookTest, AgesAreOneToThreeFigures) {
  EXPECT_EQ(WordBook::AgeIn("63"), "63");
  EXPECT_EQ(WordBook::AgeIn("9-year-old"), "9");
  for (const char* word : {"2019", "63rd", "old", "", "63-year"})
    EXPECT_THAT(WordBook::AgeIn(word), IsEmpty()) << word;
}

TEST(WordBookTest, NoWordThatTellsAnythingIsLongerThanForty) {
  EXPECT_EQ(LowerWord("ÉCOLE"), "école");
  EXPECT_EQ(LowerWord(std::string(41, 'a')), "");
  EXPECT_EQ(LowerWord(std::string(40, 'A')), std::string(40, 'a'));
}

}  // namespace
}  // namespace textanalysis::coreference
