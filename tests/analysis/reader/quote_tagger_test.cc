#include "analysis/reader/quote_tagger.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

DocumentFeatures FeaturesOf(const syntax::Syntax& s) {
  return FeatureExtractor(testing::TestBundle()).Read(s, {}).value();
}

syntax::Syntax Parse(std::string_view text) {
  return syntax::Parser(testing::TestBundle()).Parse(text);
}

TEST(TokenFlagsTest, TellWhatIsBetweenMarksAndWhatBegins) {
  const std::string text = "He left.\n\n“It rains,” Ana said. Then she left.";
  const syntax::Syntax s = Parse(text);
  const std::vector<uint8_t> flags = TokenFlags(s);
  ASSERT_EQ(flags.size(), s.tokens.size());
  const auto of = [&](const char* word) { return flags[s.TokenAt(text.find(word))]; };
  EXPECT_EQ(of("He"), kBeginsSentence | kBeginsParagraph);
  EXPECT_TRUE(of("It") & kInsideMarks);
  EXPECT_TRUE(of("It") & kFirstInside);
  EXPECT_TRUE(of("rains") & kInsideMarks);
  EXPECT_FALSE(of("said") & kInsideMarks);
  EXPECT_TRUE(of("Then") & kBeginsSentence);
  EXPECT_FALSE(of("Then") & kBeginsParagraph);
}

TEST(QuoteTaggerTest, MarksThatQuoteScoreAboveMarksThatName) {
  const QuoteTagger tagger = QuoteTagger::Create(testing::TestBundle()).value();
  const std::string text =
      "“We have moved as far as we can,” Mr Hallam said on Monday. The film “Ladybird” was shown.";
  const syntax::Syntax s = Parse(text);
  const Reading reading = tagger.Read(s, FeaturesOf(s), {}).value();
  ASSERT_EQ(reading.quoted.size(), s.tokens.size());
  EXPECT_GT(reading.quoted[s.TokenAt(text.find("moved"))],
            reading.quoted[s.TokenAt(text.find("Ladybird"))]);
  EXPECT_TRUE(reading.names.empty());
  ASSERT_FALSE(reading.cues.empty());
  EXPECT_EQ(Slice(text, s.Bytes(reading.cues[0].tokens)), "said");
}

TEST(QuoteTaggerTest, EmptyTextReadsAsNothing) {
  const QuoteTagger tagger = QuoteTagger::Create(testing::TestBundle()).value();
  const syntax::Syntax s = Parse("");
  const Reading reading = tagger.Read(s, FeaturesOf(s), {}).value();
  EXPECT_TRUE(reading.cues.empty());
  EXPECT_TRUE(reading.quoted.empty());
}

}  // namespace
}  // namespace textanalysis::reader
