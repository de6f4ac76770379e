#include "analysis/coreference/coreference.h"

#include <gtest/gtest.h>

#include <string>

#include "analysis/syntax/syntax.h"
#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Gender;

Entity Person(const std::string& text, const std::string& name, Gender gender) {
  const size_t begin = text.find(name);
  return {.name = name,
          .type = EntityType::kPerson,
          .mentions = {{.span = {begin, begin + name.size()}}},
          .gender = gender};
}

// Whom the last mention of `text` means; `source` is the phrase that says something, if any.
std::string Meant(const std::string& text, const std::vector<Entity>& entities,
                  const std::string& source = "") {
  const syntax::Parser parser(testing::TestBundle());
  const Coreference coreference = Coreference::Create(testing::TestBundle()).value();
  const syntax::Syntax s = parser.Parse(text);
  std::vector<Source> sources;
  if (!source.empty()) {
    const size_t begin = text.rfind(source);
    const syntax::TokenRange tokens{s.TokenAt(begin), s.TokenAt(begin + source.size() - 1) + 1};
    sources.push_back({tokens, {tokens.end, tokens.end + 1}});
  }
  const Discourse discourse = coreference.Resolve(s, entities, sources);
  const size_t referent = discourse.mentions.back().referent;
  if (referent == kNobody) return "nobody";
  return referent < entities.size()
             ? entities[referent].name
             : "\"" + discourse.unnamed[referent - entities.size()].words + "\"";
}

// Whom the mention means that begins where `words` do.
std::string MeantBy(const std::string& words, const std::string& text,
                    const std::vector<Entity>& entities) {
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  const Coreference coreference = Coreference::Create(testing::TestBundle()).value();
  for (const Mention& m : coreference.Resolve(s, entities, {}).mentions) {
    if (s.tokens[m.tokens.begin].begin == text.find(words) && m.referent < entities.size())
      return entities[m.referent].name;
  }
  return "nobody";
}

TEST(CoreferenceTest, APronounMeansSomebodyOfItsGender) {
  const std::string text = "Ana Diaz met Paul Wray in Leeds. Later she left.";
  EXPECT_EQ(Meant(text, {Person(text, "Ana Diaz", Gender::kFemale),
                         Person(text, "Paul Wray", Gender::kMale)}),
            "Ana Diaz");
}

TEST(CoreferenceTest, AManIsNobodyWhoseNameTellsAWoman) {
  const std::string text = "Paul Wray sat. Ana Diaz came, sat and turned a map. He knew it.";
  EXPECT_EQ(Meant(text, {Person(text, "Paul Wray", Gender::kMale),
                         Person(text, "Ana Diaz", Gender::kFemale)}),
            "Paul Wray");
}

TEST(CoreferenceTest, AGivenNameAloneSuggestsAGenderAndAPronounTellsIt) {
  const std::string text = "Tama Whitcombe, a minister, won. He smiled. “We won,” he said.";
  Entity minister = Person(text, "Tama Whitcombe", Gender::kFemale);
  EXPECT_EQ(Meant(text, {minister}, "he"), "Tama Whitcombe");
  minister.is_gender_told = true;
  EXPECT_EQ(Meant(text, {minister}, "he"), "nobody");
}

TEST(CoreferenceTest, ANameIsNotWhoseColleagueHeIs) {
  const std::string text = "Ana Diaz lost.\n\nHer cabinet colleague Tama Whitcombe won. He smiled.";
  const Entity minister = Person(text, "Ana Diaz", Gender::kFemale);
  const Entity colleague = Person(text, "Tama Whitcombe", Gender::kFemale);
  EXPECT_EQ(Meant(text, {minister, colleague}), "Tama Whitcombe");
}

TEST(CoreferenceTest, WhoeverAskedIsNotWhoPaused) {
  const std::string text =
      "Ana Diaz sat down. Asked by Fiona Reid whether that was all, she paused.";
  EXPECT_NE(Meant(text, {Person(text, "Ana Diaz", Gender::kFemale),
                         Person(text, "Fiona Reid", Gender::kFemale)}),
            "Fiona Reid");
}

TEST(CoreferenceTest, ARelativeIsWhoeverWasSaidToBeThat) {
  const std::string text =
      "Ana Diaz sat. Her husband, Mr Jan Hill, a driver, left. The nurse came. Her husband said "
      "so.";
  EXPECT_EQ(
      Meant(text,
            {Person(text, "Ana Diaz", Gender::kFemale), Person(text, "Jan Hill", Gender::kMale)},
            "Her husband"),
      "Jan Hill");
}

TEST(CoreferenceTest, WhoseFatherIsNamedBearsHisSurname) {
  const std::string text =
      "Oda Fuentes drove. Her editor, Ruth Achter, heard it. Achter laughed.\n\nShe grew up where "
      "her "
      "father, Luis Fuentes, cut cane.";
  const std::vector<Entity> people = {Person(text, "Oda Fuentes", Gender::kFemale),
                                      Person(text, "Ruth Achter", Gender::kFemale),
                                      Person(text, "Luis Fuentes", Gender::kMale)};
  EXPECT_EQ(MeantBy("She grew", text, people), "Oda Fuentes");
  EXPECT_EQ(MeantBy("her father", text, people), "Oda Fuentes");
}

TEST(CoreferenceTest, ADescriptionOfANationIsNoBodyOfWhichItIsNotSaid) {
  const std::string text = "Ana Diaz met the World Court. Later the South African delegation left.";
  Entity court = Person(text, "World Court", Gender::kUnknown);
  court.type = EntityType::kOrganization;
  EXPECT_EQ(Meant(text, {court}, "the South African delegation"),
            "\"the South African delegation\"");
}

TEST(CoreferenceTest, WhatFollowsAnOpeningPhraseIsNotSaidOfIt) {
  const std::string text = "In Des Moines, the new leadership met. Then the leadership spoke.";
  Entity town = Person(text, "Des Moines", Gender::kUnknown);
  town.type = EntityType::kGeopolitical;
  EXPECT_NE(Meant(text, {town}, "the leadership"), "Des Moines");
}

TEST(CoreferenceTest, ADescriptionMeansHimOfWhomItWasSaid) {
  const std::string text =
      "Striker Paul Wray met Leo Hart, the mayor of Leeds. It rained. The mayor said so.";
  EXPECT_EQ(
      Meant(text,
            {Person(text, "Paul Wray", Gender::kMale), Person(text, "Leo Hart", Gender::kMale)},
            "The mayor"),
      "Leo Hart");
}

TEST(CoreferenceTest, ADescriptionThatSaysNothingIsAMentionAllTheSame) {
  const syntax::Parser parser(testing::TestBundle());
  const Coreference coreference = Coreference::Create(testing::TestBundle()).value();
  const syntax::Syntax s = parser.Parse("It rained. The mayor was unmoved.");
  const std::vector<Mention> mentions = coreference.FindMentions(s, {}, {});
  ASSERT_FALSE(mentions.empty());
  EXPECT_EQ(Slice(s.text, s.Bytes(mentions.back().tokens)), "The mayor");
  EXPECT_FALSE(mentions.back().is_source);
}

TEST(CoreferenceTest, ANationMeansNobodyOfAnother) {
  const std::string text =
      "Paul Wray met the Ukrainian leader Leo Hart. It rained. The French leader said so.";
  EXPECT_NE(
      Meant(text,
            {Person(text, "Paul Wray", Gender::kMale), Person(text, "Leo Hart", Gender::kMale)},
            "The French leader"),
      "Leo Hart");
}

TEST(CoreferenceTest, ADescriptionOfNobodyNamedIsItsWords) {
  const std::string text = "Ana Diaz left. Three officials from the port said so.";
  EXPECT_EQ(Meant(text, {Person(text, "Ana Diaz", Gender::kFemale)}, "Three officials"),
            "\"Three officials\"");
}

TEST(CoreferenceTest, WithoutItsWeightsThereIsNone) {
  const auto bundle = model::Bundle::FromBytes(model::WriteBundle({}), "empty").value();
  EXPECT_FALSE(Coreference::Create(*bundle).ok());
}

}  // namespace
}  // namespace textanalysis::coreference
