#include "analysis/syntax/tokenizer.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::syntax {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* tokens;  // Joined by '|'.
};

class TokenizerTest : public ::testing::TestWithParam<Case> {};

TEST_P(TokenizerTest, SplitsAsTheTreebankDoes) {
  const model::Lexicon abbreviations(testing::TestBundle().Section("abbreviations"));
  const std::string text = GetParam().text;
  std::string joined;
  for (const text::Span& token : Tokenize(text, abbreviations)) {
    if (!joined.empty()) joined += '|';
    joined += Slice(text, token);
  }
  EXPECT_EQ(joined, GetParam().tokens);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TokenizerTest,
    ::testing::Values(Case{"Plain", "He left.", "He|left|."},
                      Case{"Contraction", "They won't, can’t.", "They|wo|n't|,|ca|n’t|."},
                      Case{"Possessive", "Hallam's and the boss’s", "Hallam|'s|and|the|boss|’s"},
                      Case{"PluralPossessive", "the dogs’ bowls", "the|dogs|’|bowls"},
                      Case{"Money", "worth $1.2bn, or £400,000", "worth|$|1.2bn|,|or|£|400,000"},
                      Case{"Title", "Mr. Hallam", "Mr.|Hallam"},
                      Case{"Initials", "J. K. Lee of the U.S. team", "J.|K.|Lee|of|the|U.S.|team"},
                      Case{"Quotes", "“No,” she said", "“|No|,|”|she|said"},
                      Case{"Straight", "\"No\" (yes)", "\"|No|\"|(|yes|)"},
                      Case{"Ellipsis", "Well... no…", "Well|...|no|…"},
                      Case{"Url", "see https://a.example/x?y=1, now",
                           "see|https://a.example/x?y=1|,|now"},
                      Case{"Mail", "to ana@b.example.", "to|ana@b.example|."},
                      Case{"Hyphen", "a 40-minute-long call", "a|40-minute-long|call"},
                      Case{"Decade", "the ’90s", "the|’90s"},
                      Case{"Clock", "at 2:46 p.m.", "at|2:46|p.m."}, Case{"Empty", "", ""},
                      Case{"Emoji", "ok 😀!", "ok|😀|!"}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace textanalysis::syntax
