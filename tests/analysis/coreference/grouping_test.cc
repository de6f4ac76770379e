#include "analysis/coreference/grouping.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

constexpr float kDoubtful = 0.7f;

// How many entities these bodies in `text` are.
size_t Bodies(const std::string& text, const std::vector<std::string>& names) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse(text);
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (const std::string& name : names) {
    at = text.find(name, at);
    tagged.push_back(
        {{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1}, reader::NameType::kOrganization, 1});
    at += name.size();
  }
  return grouper.Group(s, tagged).size();
}

TEST(GroupingTest, TheFormOfABodyMayBeMissing) {
  EXPECT_EQ(Bodies("The Heron Party met. Heron won.", {"Heron Party", "Heron"}), 1u);
  EXPECT_EQ(Bodies("Brandl Group met Heron.", {"Brandl Group", "Heron"}), 2u);
}

TEST(GroupingTest, AShortFormInBracketsIsTheNameBeforeIt) {
  EXPECT_EQ(Bodies("Moss National University (MosNU) opened. MosNU grew.",
                   {"Moss National University", "MosNU", "MosNU"}),
            1u);
  EXPECT_EQ(Bodies("Moss National University (TX) opened.", {"Moss National University", "TX"}),
            2u);
}

TEST(GroupingTest, ABodyIsCalledByLessThanItsFullName) {
  EXPECT_EQ(Bodies("The University of Heron met. Heron University won.",
                   {"University of Heron", "Heron University"}),
            1u);
  EXPECT_EQ(Bodies("US Supreme Court judges met. The Supreme Court won.",
                   {"US Supreme Court", "Supreme Court"}),
            1u);
  EXPECT_EQ(Bodies("Brandl Steel Ltd fell. Brandl rose.", {"Brandl Steel Ltd", "Brandl"}), 1u);
  EXPECT_EQ(Bodies("Brandl Steel fell. Brandl rose.", {"Brandl Steel", "Brandl"}), 1u);
  EXPECT_EQ(Bodies("Brandl Steel met Brandl Foods. Brandl rose.",
                   {"Brandl Steel", "Brandl Foods", "Brandl"}),
            3u);
  EXPECT_EQ(
      Bodies("Australian Airlines fell. Australian rose.", {"Australian Airlines", "Australian"}),
      2u);
}

// The mentions of names in `text`, all of one type.
std::vector<std::string> Mentions(const std::string& text, const std::vector<std::string>& names,
                                  reader::NameType type) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse(text);
  std::vector<reader::TaggedName> tagged;
  for (const std::string& name : names) {
    const size_t at = text.find(name);
    tagged.push_back({{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1}, type, 1});
  }
  std::vector<std::string> out;
  for (const entities::Entity& e : grouper.Group(s, tagged)) {
    for (const entities::Mention& m : e.mentions) out.emplace_back(Slice(s.text, m.span));
  }
  return out;
}

TEST(GroupingTest, SpansAreOfWholeNames) {
  using All = std::vector<std::string>;
  EXPECT_EQ(Mentions("Ana Diaz Jr. won.", {"Ana Diaz"}, reader::NameType::kPerson),
            All{"Ana Diaz Jr."});
  EXPECT_EQ(Mentions("Ana Diaz, Jr., won.", {"Ana Diaz"}, reader::NameType::kPerson),
            All{"Ana Diaz, Jr."});
  EXPECT_EQ(Mentions("Sgt Ana Diaz won.", {"Sgt Ana Diaz"}, reader::NameType::kPerson),
            All{"Ana Diaz"});
  EXPECT_EQ(Mentions("St John said that Ana St John won.", {"St John", "Ana St John"},
                     reader::NameType::kPerson),
            (All{"St John", "Ana St John"}));
  EXPECT_EQ(Mentions("Bo Li (R-Ohio) won.", {"R-Ohio"}, reader::NameType::kOrganization), All{});
  EXPECT_EQ(Mentions("The R-Ohio won.", {"R-Ohio"}, reader::NameType::kOrganization),
            All{"R-Ohio"});
}

TEST(GroupingTest, WhatSomebodyIsInCapitalsIsNoName) {
  using All = std::vector<std::string>;
  EXPECT_EQ(Mentions("The local MSP came.", {"MSP"}, reader::NameType::kOrganization), All{});
  EXPECT_EQ(Mentions("TD cut its rates.", {"TD"}, reader::NameType::kOrganization), All{"TD"});
  EXPECT_EQ(Mentions("The TD Bank fell.", {"TD"}, reader::NameType::kOrganization), All{"TD"});
}

// Which of the people in `text` each name is, by the order in which they come.
std::vector<size_t> WhichOf(const std::string& text, const std::vector<std::string>& names) {
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (const std::string& name : names) {
    at = text.find(name, at);
    tagged.push_back(
        {{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1}, reader::NameType::kPerson, 1});
    at += name.size();
  }
  const std::vector<entities::Entity> entities = grouper.Group(s, tagged);
  std::vector<size_t> out;
  for (const reader::TaggedName& name : tagged) {
    for (size_t e = 0; e < entities.size(); ++e) {
      for (const entities::Mention& m : entities[e].mentions) {
        if (m.span.begin == s.tokens[name.tokens.begin].begin) out.push_back(e);
      }
    }
  }
  return out;
}

TEST(GroupingTest, ANameByBirthIsTheSamePersons) {
  using All = std::vector<size_t>;
  EXPECT_EQ(WhichOf("Ada Trench acted. She was born Ada Kassam in 1931. Bo Kassam knew Ada Kassam.",
                    {"Ada Trench", "Ada Kassam", "Bo Kassam", "Ada Kassam"}),
            (All{0, 0, 1, 0}));
  EXPECT_EQ(WhichOf("Ada Trench met Ada Kassam.", {"Ada Trench", "Ada Kassam"}), (All{0, 1}));
}

// The entities of names of these types, as "type:name" in order: o for a body, p for a person.
std::vector<std::string> Typed(const std::string& text,
                               const std::vector<std::pair<std::string, reader::NameType>>& names) {
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (const auto& [name, type] : names) {
    at = text.find(name, at);
    tagged.push_back({{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1}, type, 0.9f});
    at += name.size();
  }
  std::vector<std::string> out;
  for (const entities::Entity& e : grouper.Group(s, tagged))
    out.push_back((e.type == entities::EntityType::kPerson ? "p:" : "o:") + e.name);
  return out;
}

TEST(GroupingTest, AWordIsABodysWhereTheDocumentSaysSo) {
  using reader::NameType;
  using All = std::vector<std::string>;
  constexpr NameType kBody = NameType::kOrganization, kPerson = NameType::kPerson;
  EXPECT_EQ(Typed("Norvida Steel fell. Norvida said so.",
                  {{"Norvida Steel", kBody}, {"Norvida", kPerson}}),
            All{"o:Norvida Steel"});
  EXPECT_EQ(Typed("Norvida fell. Norvida rose. Norvida said so.",
                  {{"Norvida", kBody}, {"Norvida", kBody}, {"Norvida", kPerson}}),
            All{"o:Norvida"});
  EXPECT_EQ(Typed("Ana Norvida left Norvida Steel. Norvida said so.",
                  {{"Ana Norvida", kPerson}, {"Norvida Steel", kBody}, {"Norvida", kPerson}}),
            (All{"p:Ana Norvida", "o:Norvida Steel"}));
}

TEST(GroupingTest, ANameIsWrittenAsInRunningText) {
  using reader::NameType;
  EXPECT_EQ(Typed("ANA DIAZ, the painter, died. Ana Diaz was 80.",
                  {{"ANA DIAZ", NameType::kPerson}, {"Ana Diaz", NameType::kPerson}}),
            std::vector<std::string>{"p:Ana Diaz"});
}

TEST(GroupingTest, WhatSomebodyIsIsNoPartOfTheName) {
  using reader::NameType;
  EXPECT_EQ(Typed("The prosecutor Ana Diaz came.", {{"prosecutor Ana Diaz", NameType::kPerson}}),
            std::vector<std::string>{"p:Ana Diaz"});
  EXPECT_EQ(Typed("Councilwoman Ana Diaz came.", {{"Councilwoman Ana Diaz", NameType::kPerson}}),
            std::vector<std::string>{"p:Ana Diaz"});
}

TEST(GroupingTest, ASurnameOfSeveralWordsIsWhoeverWasNamedFirst) {
  EXPECT_EQ(WhichOf("Oda de la Rosa met her father, Luis de la Rosa. De la Rosa left.",
                    {"Oda de la Rosa", "Luis de la Rosa", "De la Rosa"}),
            (std::vector<size_t>{0, 1, 0}));
}

TEST(GroupingTest, AnAppositionTellsARelativesGender) {
  const syntax::Syntax s =
      syntax::Parser(testing::TestBundle()).Parse("Her husband, the old potter Jan Hill, left.");
  const auto entities =
      Grouper(testing::TestBundle(), kDoubtful).Group(s, {{{6, 8}, reader::NameType::kPerson, 1}});
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].gender, entities::Gender::kMale);
}

TEST(GroupingTest, AShortFormInBracketsHasTheTypeOfTheName) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse("Moss Heron Front (MHF) met. MHF won.");
  using reader::NameType;
  const auto of = [&](NameType full, NameType in_brackets, NameType later) {
    return grouper.Group(s, {{{0, 3}, full, 1}, {{4, 5}, in_brackets, 1}, {{8, 9}, later, 1}});
  };
  const auto bodies = of(NameType::kOrganization, NameType::kMiscellaneous, NameType::kPerson);
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(bodies[0].mentions.size(), 3u);
  const auto named = of(NameType::kPerson, NameType::kOrganization, NameType::kLocation);
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].type, entities::EntityType::kOrganization);
  EXPECT_EQ(of(NameType::kPerson, NameType::kPerson, NameType::kPerson).size(), 2u);
}

TEST(GroupingTest, EqualNamesAreOfOneKind) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse("The Gulf met. Gulf ships met the Gulf.");
  const auto name = [](size_t token, float geopolitical, float place) {
    return reader::TaggedName{{token, token + 1},
                              reader::NameType::kLocation,
                              1,
                              reader::TaggedName::kNobody,
                              {geopolitical, place}};
  };
  const auto entities = grouper.Group(s, {name(1, 2, 1), name(4, 0, 2.5f), name(8, 1, 0)});
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].type, entities::EntityType::kLocation);
  EXPECT_EQ(grouper.Group(s, {name(1, 2, 1)})[0].type, entities::EntityType::kGeopolitical);
}

// The types of these names in `text`, which a reader takes for bodies': "person", "body"; of those that
// begin with "@", for people's.
std::vector<std::string> Types(const std::string& text, const std::vector<std::string>& names) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse(text);
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (std::string name : names) {
    const bool is_person = name.starts_with('@');
    name.erase(0, is_person);
    at = text.find(name, at);
    tagged.push_back({{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1},
                      is_person ? reader::NameType::kPerson : reader::NameType::kOrganization,
                      1});
    at += name.size();
  }
  std::vector<std::string> out;
  for (const entities::Entity& e : grouper.Group(s, tagged))
    out.push_back(e.type == entities::EntityType::kPerson ? "person" : "body");
  return out;
}

TEST(GroupingTest, WhoHasAnAgeOrAnOccupationIsAPerson) {
  using All = std::vector<std::string>;
  EXPECT_EQ(Types("Serhiy Ozran, a chemistry researcher, left.", {"Serhiy Ozran"}), All{"person"});
  EXPECT_EQ(Types("Serhiy Ozran, 44, left.", {"Serhiy Ozran"}), All{"person"});
  EXPECT_EQ(Types("Mosel Group, a researcher, left.", {"Mosel Group"}), All{"body"});
  EXPECT_EQ(Types("Brandl Ozran, an ally of Heron, left.", {"Brandl Ozran"}), All{"body"});
  EXPECT_EQ(Types("Brandl Ozran, the vote showed, lost.", {"Brandl Ozran"}), All{"body"});
}

TEST(GroupingTest, WhatPeopleWorkAtIsNoPlace) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const auto places = [&](const std::string& text, float confidence) {
    return grouper.Group(parser.Parse(text), {{{0, 1}, reader::NameType::kLocation, confidence}})
        .size();
  };
  EXPECT_EQ(places("Dock workers met.", 0.6f), 0u);
  EXPECT_EQ(places("Leeds workers met.", 0.9f), 1u);
  EXPECT_EQ(places("Leeds met workers.", 0.6f), 1u);
}

TEST(GroupingTest, WhoseSurnameStandsAloneIsAPerson) {
  EXPECT_EQ(Types("Edo De La Moss won. De La Moss left.", {"Edo De La Moss", "@De La Moss"}),
            std::vector<std::string>{"person"});
  EXPECT_EQ(Types("Ana St Moss won. St Moss left.", {"@Ana St Moss", "St Moss"}),
            std::vector<std::string>{"person"});
}

// The entities of names in `text`, each known by the id beside it or by none: "Ana Diaz[q1]:2" for two
// mentions.
std::vector<std::string> People(const std::string& text,
                                const std::vector<std::pair<std::string, std::string>>& names) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle(), kDoubtful);
  const syntax::Syntax s = parser.Parse(text);
  const std::vector<entities::KnownEntity> known = {
      {"q1", "Ana Diaz", entities::EntityType::kPerson},
      {"q2", "Bo Diaz", entities::EntityType::kPerson}};
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (const auto& [name, id] : names) {
    at = text.find(name, at);
    tagged.push_back({{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1},
                      reader::NameType::kPerson,
                      1,
                      id == "q1"   ? size_t{0}
                      : id == "q2" ? size_t{1}
                                   : reader::TaggedName::kNobody});
    at += name.size();
  }
  std::vector<std::string> out;
  for (const entities::Entity& e : grouper.Group(s, tagged, known))
    out.push_back(e.name + "[" + e.dictionary_id + "]:" + std::to_string(e.mentions.size()));
  return out;
}

TEST(GroupingTest, OfTwoOfASurnameTheFirstIsCalledByIt) {
  EXPECT_EQ(
      People("Bo Harlan left. His wife, Ann Harlan, wept. Harlan said so. Mrs Harlan did not.",
             {{"Bo Harlan", ""}, {"Ann Harlan", ""}, {"Harlan", ""}, {"Harlan", ""}}),
      (std::vector<std::string>{"Bo Harlan[]:2", "Ann Harlan[]:2"}));
}

TEST(GroupingTest, NamesOfOneIdAreOneEntity) {
  EXPECT_EQ(People("Iron Lady, or Ana Diaz. Diaz won.",
                   {{"Iron Lady", "q1"}, {"Ana Diaz", "q1"}, {"Diaz", ""}}),
            std::vector<std::string>{"Ana Diaz[q1]:3"});
  EXPECT_EQ(People("Diaz won. Ana Diaz left.", {{"Diaz", ""}, {"Ana Diaz", "q1"}}),
            std::vector<std::string>{"Ana Diaz[q1]:2"});
}

TEST(GroupingTest, NoEntityHasTwoIds) {
  EXPECT_EQ(People("Diaz met Bo Diaz and Ana Diaz.",
                   {{"Diaz", "q1"}, {"Bo Diaz", "q2"}, {"Ana Diaz", "q1"}}),
            (std::vector<std::string>{"Ana Diaz[q1]:2", "Bo Diaz[q2]:1"}));
}

}  // namespace
}  // namespace textanalysis::coreference
