#include "analysis/entities/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::entities {
namespace {

using ::testing::ElementsAre;

Entity Named(const std::string& name, EntityType type, std::vector<Mention> mentions) {
  return {.name = name, .type = type, .mentions = std::move(mentions)};
}

std::vector<Entity> Story() {
  return {Named("Edinburgh", EntityType::kGeopolitical, {{{4000, 4009}}}),
          Named("Martin Hallam", EntityType::kPerson,
                {{{0, 13}}, {{90, 96}, MentionType::kName, 0.4f}}),
          Named("£5m", EntityType::kMoney, {{{20, 24}}})};
}

std::vector<std::string> NamesOf(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const Entity& e : entities) out.push_back(e.name);
  return out;
}

TEST(SelectionTest, TheMostSalientComeFirstAndValuesWeighLess) {
  EXPECT_THAT(NamesOf(Select(Story(), {})), ElementsAre("Martin Hallam", "Edinburgh", "£5m"));
}

TEST(SelectionTest, SalienceSumsToOne) {
  float sum = 0;
  for (const Entity& e : Select(Story(), {})) sum += e.salience;
  EXPECT_NEAR(sum, 1, 1e-5);
}

TEST(SelectionTest, OnlyTheTypesAskedForStay) {
  EXPECT_THAT(NamesOf(Select(Story(), {.types = {EntityType::kMoney, EntityType::kPerson}})),
              ElementsAre("Martin Hallam", "£5m"));
}

TEST(SelectionTest, AMentionBelowTheConfidenceGoesAndAnEntityWithItsLast) {
  std::vector<Entity> story = Story();
  story[0].mentions[0].confidence = 0.3f;
  const std::vector<Entity> sure = Select(story, {.min_confidence = 0.5f});
  EXPECT_THAT(NamesOf(sure), ElementsAre("Martin Hallam", "£5m"));
  EXPECT_EQ(sure[0].mentions.size(), 1u);
}

TEST(SelectionTest, EquallySalientEntitiesKeepTheirOrder) {
  const std::vector<Entity> twins = {Named("A", EntityType::kPerson, {{{10, 11}}}),
                                     Named("B", EntityType::kPerson, {{{10, 11}}})};
  EXPECT_THAT(NamesOf(Select(twins, {})), ElementsAre("A", "B"));
}

}  // namespace
}  // namespace textanalysis::entities
