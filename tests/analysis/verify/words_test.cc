#include "analysis/verify/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/bundle.h"

namespace textanalysis::verify {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

const WordForms& Forms() {
  static const auto& forms = *new WordForms(testing::TestBundle());
  return forms;
}

// Numbers of the words of several texts, by one vocabulary.
std::vector<std::vector<WordId>> IdsOf(const std::vector<std::string>& texts) {
  Vocabulary vocabulary(Forms());
  std::vector<std::vector<WordId>> out;
  for (const std::string& text : texts) {
    out.emplace_back();
    for (const Word& word : ReadWords(text, {0, text.size()}, &vocabulary))
      out.back().push_back(word.id);
  }
  return out;
}

std::vector<Word> WordsOf(const std::string& text) {
  Vocabulary vocabulary(Forms());
  return ReadWords(text, {0, text.size()}, &vocabulary);
}

TEST(FoldWordTest, AWordWithMoreMarksThanALanguageNeedsIsReadAsItIs) {
  std::string marks;
  for (int k = 0; k < 20; ++k) marks += "\u0301\u0316";
  EXPECT_EQ(FoldWord("Caf\u00C9"), "cafe");
  EXPECT_EQ(FoldWord("Caf\u00C9" + marks), "caf\u00E9" + marks);
}

struct Pair {
  const char* name;
  const char* a;
  const char* b;
};

class SameWordsTest : public ::testing::TestWithParam<Pair> {};

TEST_P(SameWordsTest, AreSameInEitherForm) {
  const auto ids = IdsOf({GetParam().a, GetParam().b});
  EXPECT_FALSE(ids[0].empty());
  EXPECT_EQ(ids[0], ids[1]);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, SameWordsTest,
    ::testing::Values(
        Pair{"Case", "The Harbour", "the harbour"}, Pair{"Shouted", "IT HURTS US", "it hurts us"},
        Pair{"Backticks", "don`t go", "do not go"}, Pair{"NoApostrophe", "dont go", "do not go"},
        Pair{"Strokes", "Øresund, Łódź", "Oresund, Lodz"}, Pair{"Hundreds", "a hundred", "100"},
        Pair{"Stops", "the U.S. and the W.H.O.", "the US and the WHO"},
        Pair{"Marks", "don’t “go”", "don't \"go\""},
        Pair{"Punctuation", "yes, well - no", "Yes. Well; no!"},
        Pair{"Hyphens", "a well-known man", "a well known man"},
        Pair{"Accents", "a café in Łódź", "a cafe\u0301 in Łódź"},
        Pair{"Our", "neighbours favour colour", "neighbors favor color"},
        Pair{"Ise", "organised globalisation", "organized globalization"},
        Pair{"Doubled", "travelled", "traveled"},
        Pair{"Contraction", "it's not, I can't, we'll", "it is not, I can not, we will"},
        Pair{"Numbers", "fourteen of 1,000", "14 of 1000"}, Pair{"Tens", "twenty-five", "25"},
        Pair{"Percent", "5 per cent", "5%"}, Pair{"Minus", "−5 and 10–15", "-5 and 10-15"},
        Pair{"Half", "½", "1/2"}, Pair{"Initials", "the U.S. at 3 p.m.", "the US at 3 pm"},
        Pair{"NumberAndUnit", "£14m, 2.5bn, 3pm, 5km",
             "£14 million, 2.5 billion, 3 p.m., 5 kilometres"},
        Pair{"Ordinals", "the 1st and the eleventh", "the first and the 11th"},
        Pair{"Unseen", "har\u00adbour\u200b wall", "harbour wall"}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

class OtherWordsTest : public ::testing::TestWithParam<Pair> {};

TEST_P(OtherWordsTest, StayApart) {
  const auto ids = IdsOf({GetParam().a, GetParam().b});
  EXPECT_FALSE(ids[0].empty());
  EXPECT_NE(ids[0], ids[1]);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, OtherWordsTest,
    ::testing::Values(Pair{"Currency", "$5", "£5"}, Pair{"Decimals", "4.2", "42"},
                      Pair{"Digits", "1,500", "1,600"}, Pair{"Negation", "I do", "I don't"},
                      Pair{"Unit", "14m", "14bn"}, Pair{"Rank", "1st", "1"},
                      Pair{"Sign", "-5", "5"}, Pair{"Bound", ">5", "<5"},
                      Pair{"Power", "10³", "103"}, Pair{"Fraction", "1½", "1"},
                      Pair{"Slash", "1/2", "1 2"}, Pair{"Range", "10-15", "10 15"},
                      Pair{"ShortOur", "four tours", "for tors"}, Pair{"Plural", "rise", "rises"}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(WordsTest, ContractionsAreTwoWordsOfTheirOwnSpans) {
  const std::string text = "I don’t";
  const std::vector<Word> words = WordsOf(text);
  ASSERT_THAT(words, SizeIs(3));
  EXPECT_EQ(text::Slice(text, words[1].span()), "do");
  EXPECT_EQ(text::Slice(text, words[2].span()), "n’t");
  EXPECT_TRUE(words[2].is_negation);
  EXPECT_FALSE(words[1].is_negation);
}

TEST(WordsTest, ANumberAndItsUnitAreWordsOfTheirOwnSpans) {
  const std::string text = "about £1,400m";
  const std::vector<Word> words = WordsOf(text);
  ASSERT_THAT(words, SizeIs(4));
  EXPECT_EQ(text::Slice(text, words[2].span()), "1,400");
  EXPECT_EQ(text::Slice(text, words[3].span()), "m");
  EXPECT_TRUE(words[2].is_number && words[3].is_number);
}

TEST(WordsTest, TellsWhatStandsAroundThem) {
  const std::vector<Word> words = WordsOf("One … two [three]. Four\n\nfive ... six […] seven");
  std::vector<bool> elided, bracketed, ended, paragraph;
  for (const Word& word : words) {
    elided.push_back(word.follows_elision);
    bracketed.push_back(word.is_bracketed);
    ended.push_back(word.ends_sentence);
    paragraph.push_back(word.begins_paragraph);
  }
  EXPECT_THAT(elided, ElementsAre(false, true, false, false, false, true, true));
  EXPECT_THAT(bracketed, ElementsAre(false, false, true, false, false, false, false));
  EXPECT_THAT(ended, ElementsAre(false, false, true, false, false, false, false));
  EXPECT_THAT(paragraph, ElementsAre(false, false, false, false, true, false, false));
}

TEST(WordsTest, WordsThatTheSourcesLackEqualNothing) {
  Vocabulary vocabulary(Forms());
  const std::string source = "the harbour";
  ReadWords(source, {0, source.size()}, &vocabulary);
  const std::string draft = "the marble";
  const std::vector<Word> words =
      ReadWords(draft, {0, draft.size()}, static_cast<const Vocabulary&>(vocabulary));
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_NE(words[0].id, Vocabulary::kUnknown);
  EXPECT_EQ(words[1].id, Vocabulary::kUnknown);
}

}  // namespace
}  // namespace textanalysis::verify
