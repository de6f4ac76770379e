#include "analysis/reader/fast_reader.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analysis/syntax/syntax.h"
#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

constexpr char kStory[] =
    "Martin Hallam met Priya Okafor of Reuters in Edinburgh.\n\n"
    "“We have moved as far as we can,” Mr Hallam said on Monday. Ms Okafor told him that the "
    "strike would go on.";

class FastReaderTest : public ::testing::Test {
 protected:
  Reading Read(const std::string& text, Heads heads) {
    text_ = text;
    syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
    return reader_->Read(syntax_, heads, {}).value();
  }

  std::string Text(syntax::TokenRange tokens) const {
    return std::string(Slice(text_, syntax_.Bytes(tokens)));
  }

  const std::unique_ptr<const Reader> reader_ = FastReader::Create(testing::TestBundle()).value();
  std::string text_;
  syntax::Syntax syntax_;
};

TEST_F(FastReaderTest, NamesComeInOrderWithTheirTypes) {
  const Reading reading = Read(kStory, {});
  std::map<std::string, NameType> types;
  size_t end = 0;
  for (const TaggedName& name : reading.names) {
    EXPECT_GE(name.tokens.begin, end);
    end = name.tokens.end;
    EXPECT_GT(name.confidence, 0);
    EXPECT_LE(name.confidence, 1);
    types.emplace(Text(name.tokens), name.type);
  }
  ASSERT_TRUE(types.contains("Martin Hallam"));
  EXPECT_EQ(types["Martin Hallam"], NameType::kPerson);
  ASSERT_TRUE(types.contains("Reuters"));
  EXPECT_EQ(types["Reuters"], NameType::kOrganization);
  ASSERT_TRUE(types.contains("Edinburgh"));
  EXPECT_EQ(types["Edinburgh"], NameType::kLocation);
}

TEST_F(FastReaderTest, ACueHasItsSourceAndWhatItReports) {
  const Reading reading = Read(kStory, {});
  ASSERT_EQ(reading.cues.size(), 2u);
  EXPECT_EQ(Text(reading.cues[0].tokens), "said");
  ASSERT_TRUE(reading.cues[0].source.has_value());
  EXPECT_EQ(Text(*reading.cues[0].source), "Mr Hallam");
  const Cue& told = reading.cues[1];
  EXPECT_EQ(Text(told.tokens), "told");
  const size_t strike = syntax_.TokenAt(text_.find("strike"));
  EXPECT_GT(told.content[strike - told.reach.begin], 0) << "the strike is reported";
  EXPECT_LT(told.content[told.tokens.begin - told.reach.begin], 0) << "the cue is not";
}

TEST_F(FastReaderTest, MarksOfAQuotationAreToldFromMarksOfATerm) {
  const auto quoted_at = [this](const std::string& text, const std::string& word) {
    const Reading reading = Read(text, {});
    return reading.quoted[syntax_.TokenAt(text_.find(word))];
  };
  const float quotation =
      quoted_at("“We have moved as far as we can,” Martin Hallam said.", "moved");
  EXPECT_GT(quotation, 0);
  EXPECT_LT(quoted_at("The so-called “bedroom tax” was dropped.", "bedroom"), quotation);
}

TEST_F(FastReaderTest, WhatIsNotAskedForIsEmpty) {
  const Reading names = Read(kStory, {.names = true, .quotes = false});
  EXPECT_FALSE(names.names.empty());
  EXPECT_TRUE(names.cues.empty());
  const Reading quotes = Read(kStory, {.names = false, .quotes = true});
  EXPECT_TRUE(quotes.names.empty());
  EXPECT_FALSE(quotes.cues.empty());
}

TEST_F(FastReaderTest, TheSameTextIsReadTheSameToTheLastBit) {
  const Reading first = Read(kStory, {}), second = Read(kStory, {});
  ASSERT_EQ(first.names.size(), second.names.size());
  for (size_t k = 0; k < first.names.size(); ++k)
    EXPECT_EQ(first.names[k].confidence, second.names[k].confidence);
  EXPECT_EQ(first.quoted, second.quoted);
  ASSERT_EQ(first.cues.size(), second.cues.size());
  for (size_t k = 0; k < first.cues.size(); ++k)
    EXPECT_EQ(first.cues[k].content, second.cues[k].content);
}

TEST_F(FastReaderTest, AnEmptyTextReadsAsNothing) {
  const Reading reading = Read("", {});
  EXPECT_TRUE(reading.names.empty());
  EXPECT_TRUE(reading.cues.empty());
  EXPECT_TRUE(reading.quoted.empty());
}

TEST_F(FastReaderTest, AStoppedBudgetEndsTheReading) {
  std::stop_source stop;
  stop.request_stop();
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(kStory);
  EXPECT_EQ(reader_->Read(s, {}, {.stop = stop.get_token()}).status().code(),
            absl::StatusCode::kCancelled);
}

TEST(FastReaderCreateTest, ABundleWithoutTheModelIsRefused) {
  const auto bundle =
      model::Bundle::FromBytes(model::WriteBundle({{"version", "1"}}), "test").value();
  EXPECT_EQ(FastReader::Create(*bundle).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace textanalysis::reader
