#include "analysis/pipeline/analyzer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "analysis/text/error.h"
#include "tests/support/bundle.h"

namespace textanalysis::pipeline {
namespace {

using testing::TestAnalyzer;

TEST(AnalyzerTest, ArticleIsAnalysedInOnePass) {
  const std::string text = testing::ReadSourceFile("examples/harbour.txt");
  const Analysis a = TestAnalyzer().Analyze({.text = text}, {}, {}).value();
  EXPECT_EQ(a.language_code, "en");
  const auto said_by = [&a](const std::string& name) {
    return std::count_if(a.quotes.begin(), a.quotes.end(), [&name](const quotes::Quote& q) {
      return q.speaker && q.speaker->name == name;
    });
  };
  EXPECT_GE(said_by("Martin Hallam"), 2);
  EXPECT_GE(said_by("Fiona Reid"), 2);
  EXPECT_GE(said_by("Priya Okafor"), 2);
}

TEST(AnalyzerTest, SpeakersAreEntitiesOfTheResult) {
  const std::string text = testing::ReadSourceFile("examples/harbour.txt");
  const Analysis a = TestAnalyzer().Analyze({.text = text}, {.entities = false}, {}).value();
  ASSERT_FALSE(a.quotes.empty());
  for (const quotes::Quote& q : a.quotes) {
    if (!q.speaker || q.speaker->entity_id.empty()) continue;
    EXPECT_TRUE(std::any_of(a.entities.begin(), a.entities.end(), [&q](const entities::Entity& e) {
      return e.id == q.speaker->entity_id;
    }));
  }
}

TEST(AnalyzerTest, SpeakersThatWereNotAskedForHaveNoEntity) {
  const std::string text = testing::ReadSourceFile("examples/harbour.txt");
  const Analysis a = TestAnalyzer()
                         .Analyze({.text = text},
                                  {.entity_options = {.types = {entities::EntityType::kMoney}}}, {})
                         .value();
  ASSERT_FALSE(a.quotes.empty());
  EXPECT_TRUE(std::any_of(a.quotes.begin(), a.quotes.end(), [](const quotes::Quote& q) {
    return q.speaker && !q.speaker->name.empty();
  }));
  for (const quotes::Quote& q : a.quotes) EXPECT_EQ(q.speaker ? q.speaker->entity_id : "", "");
}

TEST(AnalyzerTest, WhatADictionaryKnowsHasItsIdInMentionsEntitiesAndSpeakers) {
  dictionary::Dictionary::Builder builder;
  ASSERT_TRUE(builder
                  .Add({.id = "Q1",
                        .name = "Fiona Reid",
                        .type = entities::EntityType::kPerson,
                        .aliases = {"the harbour lioness"}})
                  .ok());
  const std::shared_ptr<const dictionary::Dictionary> dictionary = std::move(builder).Build();
  const std::string text =
      "The ferry will sail, the harbour lioness said. Fiona Reid’s plan is old. “We are ready,” "
      "Reid said.";
  const Analysis a =
      TestAnalyzer().Analyze({.text = text}, {.dictionaries = {dictionary}}, {}).value();
  const auto reid = std::find_if(a.entities.begin(), a.entities.end(),
                                 [](const auto& e) { return e.dictionary_id == "Q1"; });
  ASSERT_NE(reid, a.entities.end());
  EXPECT_EQ(reid->name, "Fiona Reid");
  ASSERT_EQ(reid->mentions.size(), 3u);
  EXPECT_EQ(text::Slice(text, reid->mentions[0].span), "the harbour lioness");
  EXPECT_TRUE(reid->mentions[0].is_known && reid->mentions[1].is_known);
  EXPECT_FALSE(reid->mentions[2].is_known) << "the model found it, and grouping joined it";
  ASSERT_FALSE(a.quotes.empty());
  for (const quotes::Quote& q : a.quotes)
    EXPECT_EQ(q.speaker ? q.speaker->dictionary_id : "", "Q1");
}

TEST(AnalyzerTest, NamedLanguageThatIsNotServedIsAnError) {
  const auto result = TestAnalyzer().Analyze({.text = "Hallo.", .language_code = "de"}, {}, {});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(text::GetErrorDetail(result.status())->reason, "UNSUPPORTED_LANGUAGE");
  EXPECT_TRUE(TestAnalyzer()
                  .Analyze({.text = "Hallo.", .language_code = "de"},
                           {.quotes = false, .entities = false}, {})
                  .ok());
}

TEST(AnalyzerTest, NamedLanguageThatIsNotServedIsNoErrorWhereAnyIsAccepted) {
  const Analysis a =
      TestAnalyzer()
          .Analyze({.text = "Hallo.", .language_code = "de"}, {.accepts_any_language = true}, {})
          .value();
  EXPECT_EQ(a.language_code, "de");
  EXPECT_TRUE(a.language_unsupported);
}

TEST(AnalyzerTest, DetectedLanguageThatIsNotServedIsNoError) {
  const Analysis a = TestAnalyzer()
                         .Analyze({.text = "Der Minister sagte am Montag, die Gespräche würden bis "
                                           "in die Nacht fortgesetzt."},
                                  {}, {})
                         .value();
  EXPECT_EQ(a.language_code, "de");
  EXPECT_TRUE(a.language_unsupported);
  EXPECT_TRUE(a.cleaned.has_value());
}

TEST(AnalyzerTest, SpentBudgetStopsTheWork) {
  const auto late = TestAnalyzer().Analyze({.text = "A sentence."}, {},
                                           {.deadline = text::FromNow(-absl::Seconds(1))});
  EXPECT_EQ(late.status().code(), absl::StatusCode::kDeadlineExceeded);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(TestAnalyzer()
                .Analyze({.text = "A sentence."}, {.clean = false}, {.stop = source.get_token()})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace textanalysis::pipeline
