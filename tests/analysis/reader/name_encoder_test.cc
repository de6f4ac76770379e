#include "analysis/reader/name_encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/reader/accurate_reader.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::reader {
namespace {

constexpr char kStory[] =
    "Martin Hallam met Priya Okafor of Reuters in Edinburgh.\n\n"
    "“We have moved as far as we can,” Mr Hallam said on Monday. Ms Okafor told him that the "
    "strike at Barrow & Finch plc would go on.\n\n";

std::shared_ptr<const model::Bundle> AccurateBundle() {
  return model::Bundle::ForLanguage(model::Bundle::Open(TA_ACCURATE_BUNDLE).value(), "en");
}

class NameEncoderTest : public ::testing::Test {
 protected:
  std::vector<model::LabelScores> Score(const std::string& text, const model::Kernels& kernels) {
    text_ = text;
    syntax_ = syntax::Parser(*bundle_).Parse(text_);
    return encoder_.Score(syntax_, kernels, {}).value();
  }

  const std::shared_ptr<const model::Bundle> bundle_ = AccurateBundle();
  const NameEncoder encoder_ = NameEncoder::Create(*bundle_).value();
  std::string text_;
  syntax::Syntax syntax_;
};

TEST_F(NameEncoderTest, FindsTheNamesOfAStory) {
  text_ = kStory;
  const std::unique_ptr<const Reader> reader = CreateReader(*bundle_).value();
  syntax_ = syntax::Parser(*bundle_).Parse(text_);
  std::string names;
  const Reading reading = reader->Read(syntax_, {}, {}).value();
  for (const TaggedName& name : reading.names)
    names += std::string(Slice(text_, syntax_.Bytes(name.tokens))) + "; ";
  EXPECT_EQ(
      names,
      "Martin Hallam; Priya Okafor; Reuters; Edinburgh; Hallam; Okafor; Barrow & Finch plc; ");
}

TEST_F(NameEncoderTest, EveryLevelOfTheProcessorScoresAlike) {
  const auto best = Score(kStory, model::BestKernels());
  for (const model::Kernels* kernels : model::UsableKernels()) {
    const auto scores = Score(kStory, *kernels);
    ASSERT_EQ(scores.size(), best.size());
    for (size_t k = 0; k < scores.size(); ++k) {
      EXPECT_EQ(std::max_element(scores[k].begin(), scores[k].end()) - scores[k].begin(),
                std::max_element(best[k].begin(), best[k].end()) - best[k].begin());
      for (size_t label = 0; label < model::kNumLabels; ++label)
        ASSERT_NEAR(scores[k][label], best[k][label], 0.3) << kernels->name << ' ' << k;
    }
  }
}

TEST_F(NameEncoderTest, EveryTokenOfALongTextIsScored) {
  std::string text;
  for (int k = 0; k < 40; ++k) text += kStory;
  for (const std::string& input : {text, std::string(5000, '-'), std::string(5000, 'a')}) {
    const auto scores = Score(input, model::BestKernels());
    EXPECT_EQ(scores.size(), syntax_.tokens.size());
  }
  EXPECT_TRUE(Score("", model::BestKernels()).empty());
}

}  // namespace
}  // namespace textanalysis::reader
