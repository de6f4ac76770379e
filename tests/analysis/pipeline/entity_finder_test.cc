#include "analysis/pipeline/entity_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "analysis/entities/selection.h"
#include "analysis/reader/fast_reader.h"
#include "analysis/reader/reader.h"
#include "tests/support/bundle.h"

namespace textanalysis::pipeline {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Gender;
using entities::Mention;
using entities::Options;

std::vector<Entity> Extract(const std::string& text, const Options& options = {}) {
  const syntax::Parser parser(testing::TestBundle());
  const auto reader = reader::FastReader::Create(testing::TestBundle()).value();
  const auto finder =
      EntityFinder::Create(testing::TestBundle(),
                           coreference::Coreference::Create(testing::TestBundle()).value())
          .value();
  const syntax::Syntax s = parser.Parse(text);
  std::vector<Entity> found =
      finder.Find(s, reader->Read(s, {}, {}).value().names, {}, std::nullopt, {}).value();
  return entities::Select(std::move(found), options);
}

const Entity* Named(const std::vector<Entity>& entities, const std::string& name) {
  const auto e = std::find_if(entities.begin(), entities.end(),
                              [&name](const Entity& x) { return x.name == name; });
  return e == entities.end() ? nullptr : &*e;
}

constexpr char kStory[] =
    "Martin Hallam met Priya Okafor in Edinburgh on Tuesday. Mr Hallam said the talks went well. "
    "Ms Okafor, who leads the union, told Reuters that Hallam had listened. She then flew to "
    "Germany.";

TEST(EntitiesTest, PartialNamesJoinTheirPerson) {
  const auto entities = Extract(kStory);
  const Entity* hallam = Named(entities, "Martin Hallam");
  ASSERT_NE(hallam, nullptr);
  EXPECT_EQ(hallam->type, EntityType::kPerson);
  EXPECT_EQ(hallam->mentions.size(), 3u);
  ASSERT_NE(Named(entities, "Priya Okafor"), nullptr);
  EXPECT_EQ(Named(entities, "Priya Okafor")->gender, Gender::kFemale);
}

TEST(EntitiesTest, PeopleAreKnownByAnyPartOfTheirNames) {
  const auto entities = Extract(
      "Pedro Duarte Galvão met William Thorne in Madrid. Duarte thanked Will Thorne. Thorne left.");
  const Entity* duarte = Named(entities, "Pedro Duarte Galvão");
  ASSERT_NE(duarte, nullptr);
  EXPECT_EQ(duarte->mentions.size(), 2u);
  const Entity* thorne = Named(entities, "William Thorne");
  ASSERT_NE(thorne, nullptr);
  EXPECT_EQ(thorne->mentions.size(), 3u);
}

TEST(EntitiesTest, ShortFormsOfCountriesJoinThem) {
  const auto entities = Extract(
      "Officials in the United States spoke on Monday. The U.S. will vote, and the US will pay.");
  const Entity* country = Named(entities, "United States");
  ASSERT_NE(country, nullptr);
  EXPECT_EQ(country->mentions.size(), 3u);
}

TEST(EntitiesTest, PlacesAndOrganisationsAreTyped) {
  const auto entities = Extract(kStory);
  ASSERT_NE(Named(entities, "Germany"), nullptr);
  EXPECT_EQ(Named(entities, "Germany")->type, EntityType::kGeopolitical);
  ASSERT_NE(Named(entities, "Reuters"), nullptr);
  EXPECT_EQ(Named(entities, "Reuters")->type, EntityType::kOrganization);
}

TEST(EntitiesTest, SalienceFallsAndSumsToOne) {
  const auto entities = Extract(kStory);
  const float sum = std::accumulate(entities.begin(), entities.end(), 0.f,
                                    [](float s, const Entity& e) { return s + e.salience; });
  EXPECT_NEAR(sum, 1, 1e-5);
  EXPECT_TRUE(
      std::is_sorted(entities.begin(), entities.end(),
                     [](const Entity& a, const Entity& b) { return a.salience > b.salience; }));
  EXPECT_EQ(entities.front().name, "Martin Hallam");
}

TEST(EntitiesTest, OtherNamesAreTypedByTheirWords) {
  const auto type_of = [](const std::string& text, const std::string& name) {
    const auto entities = Extract(text);
    const Entity* e = Named(entities, name);
    return e == nullptr ? EntityType::kOther : e->type;
  };
  EXPECT_EQ(type_of("Spain won the World Cup in July.", "World Cup"), EntityType::kEvent);
  EXPECT_EQ(type_of("Muslims in France and Christians in Egypt marched.", "Muslims"),
            EntityType::kGroup);
  EXPECT_EQ(type_of("He rode in the Tour de France twice.", "Tour de France"), EntityType::kEvent);
  EXPECT_EQ(type_of("An F-16 jet crashed near Boise.", "F-16"), EntityType::kProduct);
  EXPECT_EQ(type_of("Congress passed the Voting Rights Act in August 1965.", "Voting Rights Act"),
            EntityType::kWork);
}

TEST(EntitiesTest, FullStopOfALineIsNoPartOfAName) {
  const std::string text = "Analysts like Lear Corp. for its seats.\nThey also like Lear Corp.\n";
  const Entity* lear = nullptr;
  const auto entities = Extract(text);
  for (const Entity& e : entities)
    if (e.name.starts_with("Lear")) lear = &e;
  ASSERT_NE(lear, nullptr);
  ASSERT_EQ(lear->mentions.size(), 2u);
  EXPECT_EQ(Slice(text, lear->mentions[0].span), "Lear Corp.");
  EXPECT_EQ(Slice(text, lear->mentions[1].span), "Lear Corp");
}

TEST(EntitiesTest, PeopleOfDifferentGenderStayApart) {
  const auto entities =
      Extract("Mr Bill Carter and Mrs Anna Carter arrived in Boston. Mrs Carter spoke first.");
  ASSERT_NE(Named(entities, "Anna Carter"), nullptr);
  EXPECT_EQ(Named(entities, "Anna Carter")->mentions.size(), 2u);
}

// Whether the entities of a text hold the value that its table marks with brackets.
bool HoldsMarked(const std::string& before, const std::string& marked, const std::string& after,
                 const std::string& shown, const syntax::Parser& parser,
                 const reader::Reader& reader, const EntityFinder& finder) {
  const size_t open = marked.find('['), close = marked.find(']');
  const text::Span span{before.size() + open, before.size() + close - 1};
  const std::string text = before + absl::StrReplaceAll(marked, {{"[", ""}, {"]", ""}}) + after;
  const syntax::Syntax s = parser.Parse(text);
  const auto found =
      finder.Find(s, reader.Read(s, {}, {}).value().names, {}, absl::CivilDay(2024, 6, 5), {})
          .value();
  return std::any_of(found.begin(), found.end(), [&](const Entity& e) {
    return values::Show(e.value) == shown &&
           std::any_of(e.mentions.begin(), e.mentions.end(), [&](const Mention& m) {
             return m.span.begin == span.begin && m.span.end == span.end;
           });
  });
}

// Names and values are decided together: no value of the table is lost to a name, alone or in a sentence.
TEST(EntitiesTest, EachValueOfTheTableIsAnEntity) {
  const syntax::Parser parser(testing::TestBundle());
  const auto reader = reader::FastReader::Create(testing::TestBundle()).value();
  const auto finder =
      EntityFinder::Create(testing::TestBundle(),
                           coreference::Coreference::Create(testing::TestBundle()).value())
          .value();
  const std::string table = testing::ReadSourceFile("tests/analysis/values/values.tsv");
  int rows = 0;
  for (const absl::string_view line : absl::StrSplit(table, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> row = absl::StrSplit(line, '\t');
    if (row.size() < 3 || row[2].empty() || line[0] == '#') continue;
    ++rows;
    const std::string stop = row[1].ends_with(".") ? "" : ".";
    EXPECT_TRUE(HoldsMarked("", row[1], "", row[2], parser, *reader, finder)) << row[1];
    EXPECT_TRUE(HoldsMarked("In short: ", row[1], stop, row[2], parser, *reader, finder)) << row[1];
  }
  EXPECT_GE(rows, 400);
}

TEST(EntitiesTest, WhatHoldsTheOtherWins) {
  const auto entities = Extract("The deal cost US$5 million, and August Wilson paid in May.");
  EXPECT_NE(Named(entities, "US$5 million"), nullptr);
  EXPECT_EQ(Named(entities, "US"), nullptr);
  ASSERT_NE(Named(entities, "August Wilson"), nullptr);
  EXPECT_EQ(Named(entities, "August Wilson")->type, EntityType::kPerson);
  EXPECT_EQ(Named(entities, "August"), nullptr);
}

TEST(EntitiesTest, ANumberAndAYearOfTheSameFiguresAreTwo) {
  const auto entities = Extract("Some 2012 people came. They met in 2012.");
  EXPECT_EQ(std::count_if(entities.begin(), entities.end(),
                          [](const Entity& e) { return e.name == "2012"; }),
            2);
}

TEST(EntitiesTest, TypesAndConfidenceFilter) {
  for (const Entity& e : Extract(kStory, {.types = {EntityType::kDateTime}}))
    EXPECT_EQ(e.type, EntityType::kDateTime);
  EXPECT_TRUE(Extract(kStory, {.min_confidence = 1.1f}).empty());
}

}  // namespace
}  // namespace textanalysis::pipeline
