// The choice is the test's own: what it may choose from does not hang on trained weights.

#include "analysis/coreference/antecedents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/analysis/coreference/named_text.h"

namespace textanalysis::coreference {
namespace {

using entities::MentionType;
using ::testing::Contains;

constexpr char kText[] =
    "Ana Diaz met Hugh Hill at the port. It rained all day. She said so, and the doctor agreed.";

constexpr Certainty kSure{.by_nearness = 0.5f, .by_going_on = 0.9f};

std::vector<Mention> MentionsOf(const NamedText& text) {
  std::vector<Mention> out;
  for (const NameAt& name : text.names())
    out.push_back({.tokens = name.tokens, .whole = name.tokens, .referent = name.entity});
  for (const auto& [words, type] :
       {std::pair("She", MentionType::kPronoun), std::pair("the doctor", MentionType::kNominal)}) {
    const syntax::TokenRange tokens = text.Tokens(words);
    out.push_back({.tokens = tokens, .whole = tokens, .type = type, .is_source = true});
  }
  std::sort(out.begin(), out.end(),
            [](const Mention& x, const Mention& y) { return x.tokens.begin < y.tokens.begin; });
  return out;
}

// Takes the candidate that means `referent`, and notes all that there were.
struct Choosing {
  size_t referent;
  std::vector<std::vector<size_t>> offered{};

  Choice operator()(std::span<const Mention>, size_t, std::span<const Candidate> candidates) {
    offered.emplace_back();
    Choice choice;
    for (size_t k = 0; k < candidates.size(); ++k) {
      offered.back().push_back(candidates[k].referent);
      EXPECT_FALSE(candidates[k].features.empty());
      for (const uint16_t row : candidates[k].features) EXPECT_LT(row, kNumWeights);
      if (candidates[k].referent == referent) choice = {k, 0.75f};
    }
    return choice;
  }
};

const WordBook& Words() {
  static const WordBook kBook(testing::TestBundle());
  return kBook;
}

Discourse Resolve(const NamedText& text, Choosing* choosing, Scope scope = Scope::kSpeakers) {
  return ResolveMentions(
      Words(), text.syntax(), text.entities(), MentionsOf(text),
      [choosing](auto mentions, size_t k, auto candidates) {
        return (*choosing)(mentions, k, candidates);
      },
      kSure, scope);
}

TEST(AntecedentsTest, EachMentionIsAskedForOnceWithThoseBeforeIt) {
  const NamedText text(kText, {"Ana Diaz", "Hugh Hill"});
  Choosing choosing{.referent = 0};
  Resolve(text, &choosing);
  ASSERT_EQ(choosing.offered.size(), 2u);
  for (const std::vector<size_t>& offered : choosing.offered) {
    EXPECT_THAT(offered, Contains(0u));
    EXPECT_THAT(offered, Contains(1u));
    EXPECT_THAT(offered, Contains(kNobody)) << "nobody is a candidate, too";
    std::vector<size_t> sorted = offered;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
  }
}

TEST(AntecedentsTest, WhatIsChosenIsMeantWithItsConfidence) {
  const NamedText text(kText, {"Ana Diaz", "Hugh Hill"});
  Choosing choosing{.referent = 1};
  const Discourse discourse = Resolve(text, &choosing);
  ASSERT_EQ(discourse.mentions.size(), 4u);
  EXPECT_EQ(discourse.mentions[0].referent, 0u) << "names mean themselves";
  EXPECT_EQ(discourse.mentions[1].referent, 1u);
  EXPECT_EQ(discourse.mentions[2].referent, 1u);
  EXPECT_EQ(discourse.mentions[2].confidence, 0.75f);
}

TEST(AntecedentsTest, WhoIsNobodyNamedIsKnownByTheWordsAlone) {
  const NamedText text(kText, {"Ana Diaz", "Hugh Hill"});
  Choosing choosing{.referent = kNobody};
  const Discourse discourse = Resolve(text, &choosing);
  const size_t referent = discourse.mentions.back().referent;
  ASSERT_NE(referent, kNobody);
  ASSERT_GE(referent, text.entities().size());
  EXPECT_EQ(discourse.unnamed[referent - text.entities().size()].words, "the doctor");
}

TEST(AntecedentsTest, WhoSaysNothingIsSomebodyWhereEverybodyCounts) {
  const NamedText text("It rained. A doctor came.", {});
  const syntax::TokenRange doctor = text.Tokens("A doctor");
  const std::vector<Mention> mentions = {
      {.tokens = doctor, .whole = doctor, .type = MentionType::kNominal}};
  for (const Scope scope : {Scope::kSpeakers, Scope::kEverybody}) {
    const Discourse discourse = ResolveMentions(
        Words(), text.syntax(), {}, mentions, [](auto, size_t, auto) { return Choice{}; }, kSure,
        scope);
    EXPECT_EQ(discourse.unnamed.size(), scope == Scope::kEverybody ? 1u : 0u);
  }
}

TEST(AntecedentsTest, WhoIsNamedInWhatASourceSaysIsNotTheSource) {
  const NamedText text("The doctor said Ana Diaz had left. Hugh Hill came.",
                       {"Ana Diaz", "Hugh Hill"});
  const syntax::TokenRange doctor = text.Tokens("The doctor");
  std::vector<Mention> mentions = {{.tokens = doctor,
                                    .whole = doctor,
                                    .type = MentionType::kNominal,
                                    .is_source = true,
                                    .content = {text.Tokens("Ana Diaz had left")}}};
  for (const NameAt& name : text.names())
    mentions.push_back({.tokens = name.tokens, .whole = name.tokens, .referent = name.entity});
  Choosing choosing{.referent = kNobody};
  ResolveMentions(
      Words(), text.syntax(), text.entities(), mentions,
      [&choosing](auto all, size_t k, auto candidates) { return choosing(all, k, candidates); },
      kSure, Scope::kSpeakers);
  ASSERT_EQ(choosing.offered.size(), 1u);
  EXPECT_THAT(choosing.offered[0], ::testing::ElementsAre(1u, kNobody));
}

// The mentions of names, and of `source` that says something and is no name.
std::vector<Mention> WithSource(const NamedText& text, const char* source, MentionType type) {
  std::vector<Mention> out;
  for (const NameAt& name : text.names())
    out.push_back({.tokens = name.tokens, .whole = name.tokens, .referent = name.entity});
  const syntax::TokenRange tokens = text.Tokens(source);
  out.push_back({.tokens = tokens, .whole = tokens, .type = type, .is_source = true});
  return out;
}

TEST(AntecedentsTest, WhoIsOfTheAgeIsMeantAndNobodyOfAnother) {
  const NamedText text("Ana Diaz, 83, left. Hugh Hill, 20, stayed. The 83-year-old said so.",
                       {"Ana Diaz", "Hugh Hill"});
  Choosing choosing{.referent = 1};
  const Discourse discourse = ResolveMentions(
      Words(), text.syntax(), text.entities(),
      WithSource(text, "The 83-year-old", MentionType::kNominal),
      [&choosing](auto all, size_t k, auto candidates) { return choosing(all, k, candidates); },
      kSure, Scope::kSpeakers);
  EXPECT_TRUE(choosing.offered.empty()) << "nothing is to be chosen";
  EXPECT_EQ(discourse.mentions.back().referent, 0u);
}

TEST(AntecedentsTest, HeIsNobodyWhoWasSheBefore) {
  const NamedText text("Ana Diaz left. Then she spoke. Then he said more.", {"Ana Diaz"});
  std::vector<Mention> mentions = WithSource(text, "she", MentionType::kPronoun);
  const syntax::TokenRange he = text.Tokens("he");
  mentions.push_back({.tokens = he, .whole = he, .type = MentionType::kPronoun, .is_source = true});
  const Discourse discourse = ResolveMentions(
      Words(), text.syntax(), text.entities(), mentions,
      [](auto, size_t, auto) {
        return Choice{0, 0.9f};
      },
      kSure, Scope::kSpeakers);
  EXPECT_EQ(discourse.mentions[1].referent, 0u);
  EXPECT_EQ(discourse.mentions[2].referent, kNobody);
}

TEST(AntecedentsTest, WhatHangsOnAMentionIsNoSurer) {
  const NamedText text("Ana Diaz left. The doctor said so. Then she said more.", {"Ana Diaz"});
  std::vector<Mention> mentions = WithSource(text, "The doctor", MentionType::kNominal);
  const syntax::TokenRange she = text.Tokens("she");
  mentions.push_back(
      {.tokens = she, .whole = she, .type = MentionType::kPronoun, .is_source = true});
  const Discourse discourse = ResolveMentions(
      Words(), text.syntax(), text.entities(), mentions,
      [](auto, size_t k, auto) {
        return Choice{0, k == 1 ? 0.6f : 0.99f};
      },
      kSure, Scope::kSpeakers);
  EXPECT_EQ(discourse.mentions.back().referent, 0u);
  EXPECT_FLOAT_EQ(discourse.mentions.back().confidence, 0.6f);
}

TEST(AntecedentsTest, WithoutMentionsThereIsNoDiscourse) {
  const NamedText text("It rained.", {});
  const Discourse discourse = ResolveMentions(
      Words(), text.syntax(), {}, {}, [](auto, size_t, auto) { return Choice{}; }, kSure,
      Scope::kEverybody);
  EXPECT_TRUE(discourse.mentions.empty());
  EXPECT_TRUE(discourse.unnamed.empty());
}

}  // namespace
}  // namespace textanalysis::coreference
