#include "analysis/dictionary/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::dictionary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> WordsIn(const std::string& text) {
  std::vector<std::string> out;
  const Words words = WordsOf(text);
  size_t end = 0;
  for (const Word& word : words.words) {
    EXPECT_GE(word.bytes.begin, end);
    end = word.bytes.end;
    out.emplace_back(text::Slice(text, word.bytes));
  }
  return out;
}

// The comparable form of all of a text.
std::string Form(const std::string& text) {
  const Words words = WordsOf(text);
  return words.words.empty() ? "" : std::string(words.Form(0, words.words.size()));
}

TEST(DictionaryWordsTest, AWordIsARunOfLettersDigitsAndMarks) {
  EXPECT_THAT(WordsIn("Zoë Reid, 61 (Leith)"), ElementsAre("Zoë", "Reid", "61", "Leith"));
  EXPECT_THAT(WordsIn("AT&T"), ElementsAre("AT", "T"));
  EXPECT_THAT(WordsIn("C++, C# and Disney+. 1+1, (C+)++"),
              ElementsAre("C++", "C#", "and", "Disney+", "1", "1", "C+"));
  EXPECT_THAT(WordsIn("— … —"), IsEmpty());
  EXPECT_THAT(WordsIn(""), IsEmpty());
}

TEST(DictionaryWordsTest, CaseSpaceApostrophesAndHyphensMakeNoDifference) {
  EXPECT_EQ(Form("PORT  of\n Leith"), Form("Port of Leith"));
  EXPECT_EQ(Form("O’Brien"), Form("O'Brien"));
  EXPECT_EQ(Form("Smith‐Jones"), Form("Smith-Jones"));
}

TEST(DictionaryWordsTest, WhatStandsBetweenWordsCounts) {
  EXPECT_NE(Form("Smith-Jones"), Form("Smith Jones"));
  EXPECT_NE(Form("AT&T"), Form("AT T"));
  EXPECT_NE(Form("Reid. Leith"), Form("Reid Leith"));
}

TEST(DictionaryWordsTest, PunctuationAroundIsNoPartOfTheForm) {
  EXPECT_EQ(Form("“Port of Leith”,"), Form("Port of Leith"));
}

TEST(DictionaryWordsTest, WithCaseKeepsTheLettersAndNothingElse) {
  EXPECT_EQ(WithCase("“Port  of LEITH”."), "Port of LEITH");
  EXPECT_EQ(WithCase("…"), "");
}

TEST(DictionaryWordsTest, ASpentBudgetEndsIt) {
  std::stop_source stop;
  stop.request_stop();
  std::string text;
  for (int k = 0; k < 1'000'000; ++k) text += "word ";
  EXPECT_LT(WordsOf(text, {.stop = stop.get_token()}).words.size(), 1'000'000u);
}

}  // namespace
}  // namespace textanalysis::dictionary
