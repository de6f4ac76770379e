#include "analysis/reader/accurate_reader.h"

#include <gtest/gtest.h>

#include "analysis/reader/fast_reader.h"
#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

constexpr char kStory[] =
    "Martin Hallam met Priya Okafor of Reuters in Edinburgh.\n\n“We have moved,” Mr Hallam said.";

class AccurateReaderTest : public ::testing::Test {
 protected:
  Reading Read(const Reader& reader, Heads heads) const {
    return reader.Read(syntax_, heads, {}).value();
  }

  const std::shared_ptr<const model::Bundle> bundle_ =
      model::Bundle::ForLanguage(model::Bundle::Open(TA_ACCURATE_BUNDLE).value(), "en");
  const std::unique_ptr<const Reader> reader_ = CreateReader(*bundle_).value();
  const std::string text_ = kStory;
  const syntax::Syntax syntax_ = syntax::Parser(*bundle_).Parse(text_);
};

TEST_F(AccurateReaderTest, TheBundleTellsWhichReaderItIsFor) {
  EXPECT_TRUE(IsAccurate(*bundle_));
  EXPECT_FALSE(IsAccurate(testing::TestBundle()));
  EXPECT_NE(dynamic_cast<const AccurateReader*>(reader_.get()), nullptr);
  const auto fast = CreateReader(testing::TestBundle()).value();
  EXPECT_NE(dynamic_cast<const FastReader*>(fast.get()), nullptr);
}

TEST_F(AccurateReaderTest, QuotationsAreThoseOfTheFastTier) {
  const auto fast = FastReader::Create(*bundle_).value();
  const Reading own = Read(*reader_, {}), other = Read(*fast, {});
  ASSERT_EQ(own.cues.size(), other.cues.size());
  ASSERT_FALSE(own.cues.empty());
  for (size_t k = 0; k < own.cues.size(); ++k)
    EXPECT_EQ(own.cues[k].content, other.cues[k].content);
  EXPECT_EQ(own.quoted, other.quoted);
}

TEST_F(AccurateReaderTest, NamesHaveTheOpinionOfBothModels) {
  const auto fast = FastReader::Create(*bundle_).value();
  const Reading own = Read(*reader_, {}), other = Read(*fast, {});
  ASSERT_FALSE(own.names.empty());
  bool differs = own.names.size() != other.names.size();
  for (size_t k = 0; !differs && k < own.names.size(); ++k)
    differs = own.names[k].confidence != other.names[k].confidence;
  EXPECT_TRUE(differs);
}

TEST_F(AccurateReaderTest, WhatIsNotAskedForIsEmpty) {
  EXPECT_TRUE(Read(*reader_, {.names = false}).names.empty());
  EXPECT_TRUE(Read(*reader_, {.quotes = false}).cues.empty());
  EXPECT_FALSE(Read(*reader_, {.quotes = false}).names.empty());
}

TEST_F(AccurateReaderTest, ABundleWithoutItsModelsIsRefused) {
  const auto bundle =
      model::Bundle::FromBytes(model::WriteBundle({{"name_encoder", "x"}}), "test").value();
  EXPECT_EQ(CreateReader(*bundle).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace textanalysis::reader
