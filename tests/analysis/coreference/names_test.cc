#include "analysis/coreference/names.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;

Entity Make(EntityType type, std::initializer_list<text::Span> mentions) {
  Entity e;
  e.type = type;
  for (const text::Span span : mentions) {
    e.mentions.push_back({});
    e.mentions.back().span = span;
    e.mentions.back().type = MentionType::kName;
  }
  return e;
}

TEST(NamesTest, MentionsByNameComeInOrder) {
  const std::string text = "Ana met Bo and Ana on Monday.";
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  const std::vector<Entity> entities = {Make(EntityType::kPerson, {{0, 3}, {15, 18}}),
                                        Make(EntityType::kPerson, {{8, 10}}),
                                        Make(EntityType::kDateTime, {{22, 28}})};
  const std::vector<NameAt> names = NamesOf(s, entities);
  ASSERT_EQ(names.size(), 3u) << "a date is no name";
  EXPECT_EQ(names[0].entity, 0u);
  EXPECT_EQ(names[1].entity, 1u);
  EXPECT_EQ(names[2].entity, 0u);
  EXPECT_EQ(NameFrom(names, 1) - names.begin(), 1);
  EXPECT_EQ(NameFrom(names, 5), names.end());
}

}  // namespace
}  // namespace textanalysis::coreference
