#include "analysis/syntax/syntax.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::syntax {
namespace {

size_t NumSentences(const std::string& text) {
  return Parser(testing::TestBundle()).Parse(text).sentences.size();
}

TEST(SyntaxTest, AbbreviationsDoNotEndSentences) {
  EXPECT_EQ(NumSentences("Mr. Hallam met Gen. Ruiz at 9 a.m. in the U.S. capital. They spoke."),
            2u);
  EXPECT_EQ(NumSentences("He lives in the U.S. The house is old."), 2u);
}

TEST(SyntaxTest, ClosingMarksBelongToTheSentence) {
  EXPECT_EQ(NumSentences("“We won.” The crowd left."), 2u);
  EXPECT_EQ(NumSentences("“Why?” he asked."), 1u);
}

TEST(SyntaxTest, DecimalsDoNotEndSentences) {
  EXPECT_EQ(NumSentences("It rose 2.5 per cent. Then it fell."), 2u);
}

TEST(SyntaxTest, BlankLinesEndParagraphs) {
  const Syntax s =
      Parser(testing::TestBundle()).Parse("A heading\n\nOne line\nthat goes on. Two.\n");
  EXPECT_EQ(s.paragraphs.size(), 2u);
  EXPECT_EQ(s.sentences.size(), 3u);
}

TEST(SyntaxTest, SentencesTileTheTokensAndStayBounded) {
  std::string text;
  for (int k = 0; k < 5000; ++k) text += "word ";
  const Syntax s = Parser(testing::TestBundle()).Parse(text);
  size_t at = 0;
  for (const TokenRange& r : s.sentences) {
    EXPECT_EQ(r.begin, at);
    EXPECT_LE(r.end - r.begin, 500u);
    at = r.end;
  }
  EXPECT_EQ(at, s.tokens.size());
}

TEST(SyntaxTest, TokenAtFindsTheTokenThatEndsAfterAByte) {
  const Syntax s = Parser(testing::TestBundle()).Parse("one two");
  EXPECT_EQ(s.TokenAt(0), 0u);
  EXPECT_EQ(s.TokenAt(3), 1u);
  EXPECT_EQ(s.TokenAt(7), 2u);
}

TEST(SyntaxTest, BehindTheLastTokenIsNone) {
  const Syntax s = Parser(testing::TestBundle()).Parse("one two");
  EXPECT_EQ(s.Token(1), "two");
  EXPECT_EQ(s.Token(2), "");
}

}  // namespace
}  // namespace textanalysis::syntax
