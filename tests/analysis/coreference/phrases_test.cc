#include "analysis/coreference/phrases.h"

#include <gtest/gtest.h>

#include <string>

#include "analysis/syntax/syntax.h"
#include "tests/analysis/coreference/named_text.h"
#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;

// Reads the phrase of all of `text` up to " said", with these persons and bodies in it.
// "whole|head".
std::string Read(const std::string& text, const std::vector<std::string>& people,
                 const std::vector<std::string>& bodies = {}) {
  const syntax::Parser parser(testing::TestBundle());
  const PhraseReader reader(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  std::vector<Entity> entities;
  const auto add = [&](const std::string& name, EntityType type) {
    const size_t begin = text.find(name);
    entities.push_back(
        {.name = name, .type = type, .mentions = {{.span = {begin, begin + name.size()}}}});
  };
  for (const std::string& name : people) add(name, EntityType::kPerson);
  for (const std::string& name : bodies) add(name, EntityType::kOrganization);
  const size_t cue = s.TokenAt(text.find(" said") + 1);
  const auto phrase = reader.Read(s, NamesOf(s, entities), entities, {0, cue}, {cue, cue + 1});
  if (!phrase) return "";
  return std::string(Slice(text, s.Bytes(phrase->whole))) + "|" +
         std::string(Slice(text, s.Bytes(phrase->head)));
}

TEST(PhrasesTest, ThePersonOfAPostSpeaks) {
  EXPECT_EQ(Read("FBI Director Paul Wray said no.", {"Paul Wray"}, {"FBI"}),
            "FBI Director Paul Wray|Paul Wray");
  EXPECT_EQ(Read("The Peruvian envoy to Malta, Elena Kostas, said no.", {"Elena Kostas"}),
            "The Peruvian envoy to Malta, Elena Kostas|Elena Kostas");
  EXPECT_EQ(Read("The host, harbour board member Nina Lund, said no.", {"Nina Lund"}),
            "The host, harbour board member Nina Lund|Nina Lund");
  EXPECT_EQ(
      Read("Ambassador to the Netherlands Omar Hill said no.", {"Omar Hill"}, {"Netherlands"}),
      "Ambassador to the Netherlands Omar Hill|Omar Hill");
}

TEST(PhrasesTest, OneOfManyThatAreNamedTogetherSpeaksNotAlone) {
  EXPECT_EQ(Read("The UN and other aid bodies said no.", {}, {"UN"}),
            "The UN and other aid bodies|The UN and other aid bodies");
}

TEST(PhrasesTest, ANameWithinADescriptionDoesNot) {
  EXPECT_EQ(Read("Maja Lindqvist's mother said no.", {"Maja Lindqvist"}),
            "Maja Lindqvist's mother|Maja Lindqvist's mother");
  EXPECT_EQ(Read("Lindqvist allies said no.", {"Lindqvist"}), "Lindqvist allies|Lindqvist allies");
  EXPECT_EQ(Read("A spokeswoman for Mayor Ruth Adeyemi said no.", {"Ruth Adeyemi"}),
            "A spokeswoman for Mayor Ruth Adeyemi|A spokeswoman");
  EXPECT_EQ(Read("Sources close to Mr Hill said no.", {"Hill"}),
            "Sources close to Mr Hill|Sources close");
  EXPECT_EQ(Read("Doctors at the Royal Infirmary said no.", {}, {"Royal Infirmary"}),
            "Doctors at the Royal Infirmary|Doctors");
}

TEST(PhrasesTest, TheSubjectSpeaksNotWhatOpensItsSentence) {
  EXPECT_EQ(Read("Before the High Court, the delegation said no.", {}, {"High Court"}),
            "the delegation|the delegation");
  EXPECT_EQ(Read("Appearing before the High Court, the delegation said no.", {}, {"High Court"}),
            "the delegation|the delegation");
}

TEST(PhrasesTest, AnAdverbIsNoPartOfThePhrase) {
  EXPECT_EQ(Read("The minister also said no.", {}), "The minister|The minister");
  EXPECT_EQ(Read("Lindqvist later said no.", {"Lindqvist"}), "Lindqvist|Lindqvist");
}

TEST(PhrasesTest, AShortFormInBracketsEndsNoPhrase) {
  EXPECT_EQ(
      Read("Port Authority (PA) chief, Omar Hill, said no.", {"Omar Hill"}, {"Port Authority"}),
      "Port Authority (PA) chief, Omar Hill|Omar Hill");
}

// The descriptions found in `text`, with a bar after each.
std::string Descriptions(const std::string& text, const std::string& name) {
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  const size_t begin = text.find(name);
  const std::vector<Entity> entities = {{.name = name,
                                         .type = EntityType::kPerson,
                                         .mentions = {{.span = {begin, begin + name.size()}}}}};
  std::string out;
  for (const syntax::TokenRange& r :
       FindDescriptions(WordBook(testing::TestBundle()), s, NamesOf(s, entities), {}))
    out += std::string(Slice(text, s.Bytes(r))) + "|";
  return out;
}

TEST(PhrasesTest, ADescriptionOfOnePersonBeginsWithTheArticleOrAPossessive) {
  EXPECT_EQ(Descriptions("Her husband slept, and his two sisters left.", "Ana Diaz"),
            "Her husband|");
  EXPECT_EQ(Descriptions("The French striker was unmoved; a goalkeeper met the minister Ana Diaz, "
                         "the fans and the rain.",
                         "Ana Diaz"),
            "The French striker|");
}

// As Descriptions(), of everybody.
std::string Nominals(const std::string& text, const std::vector<std::string>& names) {
  const NamedText marked(text, names);
  std::string out;
  for (const syntax::TokenRange& r :
       FindNominals(WordBook(testing::TestBundle()), marked.syntax(), marked.names(), {}))
    out += marked.Text(r) + "|";
  return out;
}

TEST(PhrasesTest, ANounPhraseBeginsAtItsDeterminerOwnerOrAdjective) {
  EXPECT_EQ(
      Nominals("A small boy met his two sisters, Diaz's lawyers and angry fishermen.", {"Diaz"}),
      "A small boy|his two sisters|Diaz's lawyers|angry fishermen|");
}

TEST(PhrasesTest, ATitleIsNoNounPhraseAndNeitherIsAPartOfOne) {
  EXPECT_EQ(
      Nominals("Police officer training cost Mayor Ana Diaz the police officers.", {"Ana Diaz"}),
      "the police officers|");
}

TEST(PhrasesTest, AVerbAfterANameIsNoPartOfThePhrase) {
  EXPECT_EQ(Read("Lindqvist brushed Tamm off and said no.", {"Lindqvist", "Tamm"}),
            "Lindqvist|Lindqvist");
}

}  // namespace
}  // namespace textanalysis::coreference
