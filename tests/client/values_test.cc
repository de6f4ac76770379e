#include "client/cpp/values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace textanalysis::command {
namespace {

using ::testing::ElementsAre;

void Add(const std::string& name, int begin, float salience, const std::string& pounds,
         v1::AnalyzeResponse* out) {
  v1::Entity* const entity = out->add_entities();
  entity->set_name(name);
  entity->set_type(pounds.empty() ? v1::ENTITY_TYPE_PERSON : v1::ENTITY_TYPE_MONEY);
  entity->set_salience(salience);
  entity->add_mentions()->mutable_span()->set_begin_offset(begin);
  if (pounds.empty()) return;
  entity->mutable_normalized_value()->mutable_money()->set_currency_code("GBP");
  entity->mutable_normalized_value()->mutable_money()->set_amount(pounds);
}

std::vector<std::string> RowsOf(const v1::AnalyzeResponse& response) {
  std::vector<std::string> out;
  for (const v1::Entity& entity : GroupedByValue(response.entities()))
    out.push_back(entity.name() + " " + std::to_string(entity.mentions_size()));
  return out;
}

TEST(GroupedByValueTest, AValueIsOneRowHoweverItIsWritten) {
  v1::AnalyzeResponse response;
  Add("Ana Diaz", 0, 0.4F, "", &response);
  Add("about £38 million", 90, 0.3F, "38000000", &response);
  response.mutable_entities(1)->mutable_normalized_value()->set_approximation(
      v1::VALUE_APPROXIMATION_ABOUT);
  Add("£38m", 20, 0.2F, "38000000", &response);
  Add("£5", 40, 0.1F, "5", &response);
  EXPECT_THAT(RowsOf(response), ElementsAre("£38m 2", "Ana Diaz 1", "£5 1"));
  EXPECT_EQ(GroupedByValue(response.entities())[0].mentions(0).span().begin_offset(), 20);
}

TEST(GroupedByValueTest, WhatHasNoValueStaysApart) {
  v1::AnalyzeResponse response;
  Add("Ana Diaz", 0, 0.5F, "", &response);
  Add("Tom Hale", 9, 0.5F, "", &response);
  EXPECT_THAT(RowsOf(response), ElementsAre("Ana Diaz 1", "Tom Hale 1"));
  response.mutable_entities(0)->set_type(v1::ENTITY_TYPE_NUMBER);
  response.mutable_entities(1)->set_type(v1::ENTITY_TYPE_NUMBER);
  EXPECT_THAT(RowsOf(response), ElementsAre("Ana Diaz 1", "Tom Hale 1")) << "no value is settled";
}

}  // namespace
}  // namespace textanalysis::command
