#include "analysis/reader/taggers.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

class TaggersTest : public ::testing::Test {
 protected:
  const Taggers taggers_ = Taggers::Create(testing::TestBundle()).value();
  const std::string text_ = "Martin Hallam left. “We won,” said Priya Okafor.";
  const syntax::Syntax syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
};

TEST_F(TaggersTest, WhatIsAskedForIsRead) {
  const Reading all = taggers_.Read(syntax_, {}, {}).value();
  EXPECT_EQ(all.names.size(), 2u);
  EXPECT_EQ(all.cues.size(), 1u);
  EXPECT_TRUE(taggers_.Read(syntax_, {.names = false}, {}).value().names.empty());
  EXPECT_TRUE(taggers_.Read(syntax_, {.quotes = false}, {}).value().cues.empty());
}

TEST_F(TaggersTest, ASecondOpinionIsAskedForNamesAlone) {
  size_t asked = 0;
  std::vector<model::LabelScores> scores;
  const SentenceScores second = [&](syntax::TokenRange sentence) {
    ++asked;
    scores.assign(sentence.end - sentence.begin, model::LabelScores{});
    for (model::LabelScores& s : scores) s[0] = 50;
    return std::span<const model::LabelScores>(scores);
  };
  const Reading sure = taggers_.Read(syntax_, {}, {}, second).value();
  EXPECT_EQ(asked, syntax_.sentences.size());
  EXPECT_LT(sure.names.size(), 2u) << "it is sure that there are none";
  EXPECT_EQ(sure.cues.size(), 1u);
  asked = 0;
  EXPECT_TRUE(taggers_.Read(syntax_, {.names = false}, {}, second).ok());
  EXPECT_EQ(asked, 0u);
}

TEST_F(TaggersTest, AnErrorOfTheSecondOpinionIsTheReadings) {
  const SentenceScores second =
      [](syntax::TokenRange) -> absl::StatusOr<std::span<const model::LabelScores>> {
    return absl::CancelledError("enough");
  };
  EXPECT_EQ(taggers_.Read(syntax_, {}, {}, second).status().code(), absl::StatusCode::kCancelled);
}

TEST(TaggersCreateTest, BothModelsAreNeeded) {
  for (const char* name : {"name_tagger", "quote_tagger"}) {
    const auto bundle =
        model::Bundle::FromBytes(
            model::WriteBundle({{name, std::string(testing::TestBundle().Section(name))}}), "half")
            .value();
    EXPECT_EQ(Taggers::Create(*bundle).status().code(), absl::StatusCode::kDataLoss) << name;
  }
}

}  // namespace
}  // namespace textanalysis::reader
