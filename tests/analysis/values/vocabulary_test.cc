#include "analysis/values/vocabulary.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

bool Is(const char* lower, Class c) {
  const Word* const word = TestVocabulary().Find(lower);
  return word != nullptr && word->Is(c);
}

TEST(VocabularyTest, AWordMayBeSeveralThings) {
  EXPECT_TRUE(Is("second", Class::kOrdinal));
  EXPECT_TRUE(Is("second", Class::kPeriod));
  EXPECT_TRUE(Is("may", Class::kMonth));
  EXPECT_TRUE(Is("may", Class::kModal));
  EXPECT_FALSE(Is("may", Class::kPeriod));
  EXPECT_EQ(TestVocabulary().Find("zzyzx"), nullptr);
}

TEST(VocabularyTest, WordsHaveTheirFigures) {
  EXPECT_EQ(TestVocabulary().Find("march")->Value(Class::kMonth), 3);
  EXPECT_EQ(TestVocabulary().Find("million")->Value(Class::kScale), 6);
  EXPECT_EQ(TestVocabulary().Find("seventy")->Value(Class::kTens), 70);
  EXPECT_EQ(TestVocabulary().Find("nineteen")->Value(Class::kNumber), 19);
  EXPECT_EQ(TestVocabulary().Find("twentieth")->Value(Class::kOrdinal), 20);
}

TEST(VocabularyTest, TheLongestPhraseOfATableIsFound) {
  const Paragraph p("12 square miles of land");
  const auto any = [](int, size_t) { return true; };
  const Phrase phrase =
      TestVocabulary().Longest(p.atoms(), p.At("square"), Vocabulary::kUnits, any);
  ASSERT_GE(phrase.index, 0);
  EXPECT_EQ(phrase.end, p.At("of"));
  EXPECT_EQ(TestVocabulary().unit(phrase.index).ucum, "[smi_us]");
  const auto none = [](int, size_t) { return false; };
  EXPECT_EQ(TestVocabulary().Longest(p.atoms(), p.At("square"), Vocabulary::kUnits, none).index,
            -1);
}

TEST(VocabularyTest, PhrasesDoNotGoOnOverParagraphs) {
  const Paragraph p("12 square\n\nmiles");
  const auto any = [](int, size_t) { return true; };
  const Phrase phrase =
      TestVocabulary().Longest(p.atoms(), p.At("square"), Vocabulary::kUnits, any);
  EXPECT_TRUE(phrase.index < 0 || phrase.end <= p.At("miles"));
}

TEST(VocabularyTest, WordsOfSeveralAtomsArePhrasesOfTheirClass) {
  const Paragraph p("six o'clock");
  const auto any = [](int, size_t) { return true; };
  const Phrase phrase = TestVocabulary().Longest(p.atoms(), 1, Vocabulary::kPhrases, any);
  ASSERT_GE(phrase.index, 0);
  EXPECT_EQ(phrase.end, p.atoms().size());
  EXPECT_EQ(TestVocabulary().phrase_class(phrase.index), Class::kOClock);
}

TEST(VocabularyTest, CurrenciesAreKnownByCodeNameAndSign) {
  const auto any = [](int, size_t) { return true; };
  for (const auto& [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"euros", "EUR"}, {"USD", "USD"}, {"£", "GBP"}, {"Swiss francs", "CHF"}}) {
    const Paragraph p(text);
    const Phrase phrase = TestVocabulary().Longest(p.atoms(), 0, Vocabulary::kCurrencies, any);
    ASSERT_GE(phrase.index, 0) << text;
    EXPECT_EQ(TestVocabulary().currency(phrase.index).code, code);
  }
}

TEST(VocabularyTest, ACountryTellsWhichCurrencyANounMeans) {
  EXPECT_TRUE(TestVocabulary().VariesByCountry("pesos"));
  EXPECT_EQ(TestVocabulary().CodeByCountry("manila", "pesos"), "PHP");
  EXPECT_EQ(TestVocabulary().CodeByCountry("zzyzx", "pesos"), "");
  EXPECT_FALSE(TestVocabulary().VariesByCountry("euros"));
}

TEST(VocabularyTest, CompoundUnitsKnowHowManyMakeOne) {
  EXPECT_EQ(TestVocabulary().PerLarger("[ft_i]", "[in_i]"), 12);
  EXPECT_EQ(TestVocabulary().PerLarger("[in_i]", "[ft_i]"), 0);
}

}  // namespace
}  // namespace textanalysis::values
