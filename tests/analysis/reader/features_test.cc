#include "analysis/reader/features.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

class FeaturesTest : public ::testing::Test {
 protected:
  void Read(const std::string& text) {
    text_ = text;
    syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
    features_ = FeatureExtractor(testing::TestBundle()).Read(syntax_, {}).value();
  }

  // The hashes of the first token that is `word`.
  std::vector<uint64_t> HashesOf(const std::string& word) const {
    for (const syntax::TokenRange& sentence : syntax_.sentences) {
      std::vector<uint64_t> hashes;
      features_->Fill(syntax_, sentence, &hashes);
      for (size_t k = sentence.begin; k < sentence.end; ++k) {
        if (syntax_.Token(k) != word) continue;
        const auto first =
            hashes.begin() + static_cast<ptrdiff_t>((k - sentence.begin) * kNumTemplates);
        return {first, first + kNumTemplates};
      }
    }
    return {};
  }

  const TokenFacts& FactsOf(const std::string& word) const {
    return features_->Facts(syntax_.TokenAt(text_.find(word)));
  }

  std::string text_;
  syntax::Syntax syntax_;
  std::optional<DocumentFeatures> features_;
};

TEST_F(FeaturesTest, EachTokenHasOneHashATemplate) {
  Read("Martin Hallam spoke. Nobody heard.");
  for (const syntax::TokenRange& sentence : syntax_.sentences) {
    std::vector<uint64_t> hashes;
    features_->Fill(syntax_, sentence, &hashes);
    EXPECT_EQ(hashes.size(), (sentence.end - sentence.begin) * kNumTemplates);
  }
}

TEST_F(FeaturesTest, CapitalsAndDigitsAreFoldedWhereAWordIsLookedUp) {
  Read("In 1998 the Mill burnt, in 2004 the mill.");
  EXPECT_EQ(FactsOf("Mill").lower, FactsOf("mill").lower);
  EXPECT_NE(FactsOf("Mill").word, FactsOf("mill").word);
  EXPECT_EQ(FactsOf("1998").zeroed, FactsOf("2004").zeroed);
  EXPECT_NE(FactsOf("1998").lower, FactsOf("2004").lower);
}

TEST_F(FeaturesTest, TheFirstWordOfASentenceIsKnownAsSuch) {
  Read("“Mills burnt.” They were old Mills.");
  EXPECT_TRUE(features_->Facts(1).initial) << "a mark before it does not count";
  EXPECT_FALSE(features_->Facts(syntax_.tokens.size() - 2).initial);
}

TEST_F(FeaturesTest, WhatAWordDoesElsewhereInTheDocumentTells) {
  Read("Rose came late.");
  const std::vector<uint64_t> alone = HashesOf("Rose");
  Read("Rose came late. Prices rose.");
  const std::vector<uint64_t> also_lower = HashesOf("Rose");
  Read("Rose came late. They met Rose again.");
  const std::vector<uint64_t> also_name = HashesOf("Rose");
  EXPECT_NE(alone, also_lower);
  EXPECT_NE(alone, also_name);
  EXPECT_NE(also_lower, also_name);
}

TEST_F(FeaturesTest, SentencesInCapitalsDoNotTellHowAWordIsUsed) {
  Read("Rose came late.");
  const std::vector<uint64_t> alone = HashesOf("Rose");
  Read("Rose came late.\n\nPRICES ROSE AGAIN\n\n");
  EXPECT_EQ(alone, HashesOf("Rose"));
}

TEST_F(FeaturesTest, NeighboursBeyondTheSentenceAreNotSeen) {
  Read("He left. Hallam spoke.");
  const std::vector<uint64_t> after_left = HashesOf("Hallam");
  Read("He stayed. Hallam spoke.");
  EXPECT_EQ(after_left, HashesOf("Hallam"));
}

TEST_F(FeaturesTest, ASpentBudgetEndsTheReading) {
  const std::string text = "One sentence. Another sentence.";
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  const auto features =
      FeatureExtractor(testing::TestBundle()).Read(s, {.deadline = text::SteadyTime::min()});
  EXPECT_EQ(features.status().code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace textanalysis::reader
