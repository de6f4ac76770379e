#include "analysis/syntax/endings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::syntax {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const Endings& English() {
  static const Endings kEndings(testing::TestBundle());
  return kEndings;
}

TEST(EndingsTest, PluralsHaveASingular) {
  for (const auto& [plural, singular] :
       std::initializer_list<std::pair<const char*, const char*>>{{"officials", "official"},
                                                                  {"ministries", "ministry"},
                                                                  {"ties", "tie"},
                                                                  {"spokeswomen", "spokeswoman"},
                                                                  {"firemen", "fireman"}})
    EXPECT_EQ(English().Singular(plural), singular);
}

TEST(EndingsTest, WhatIsNoPluralIsItsOwnSingular) {
  for (const char* word : {"witness", "bus", "men", "official", "s", ""})
    EXPECT_EQ(English().Singular(word), word);
}

TEST(EndingsTest, FormsOfVerbsHaveTheirBase) {
  for (const auto& [form, base] :
       std::initializer_list<std::pair<const char*, const char*>>{{"says", "say"},
                                                                  {"watches", "watch"},
                                                                  {"tries", "try"},
                                                                  {"tried", "try"},
                                                                  {"stated", "state"},
                                                                  {"stating", "state"},
                                                                  {"warned", "warn"},
                                                                  {"warning", "warn"},
                                                                  {"stopped", "stop"},
                                                                  {"admitting", "admit"}})
    EXPECT_THAT(English().BaseForms(form), Contains(base)) << form;
}

TEST(EndingsTest, ShortWordsAreNoFormsOfOthers) {
  EXPECT_THAT(English().BaseForms("ing"), IsEmpty());
  EXPECT_THAT(English().BaseForms("the"), IsEmpty());
  EXPECT_THAT(English().BaseForms("sing"), Not(Contains("s")));
  EXPECT_THAT(English().BaseForms(""), IsEmpty());
}

TEST(EndingsTest, EachEndingIsKnownByItself) {
  EXPECT_TRUE(English().Has("resigned", Ending::kPast));
  EXPECT_TRUE(English().Has("lives", Ending::kFinite));
  EXPECT_TRUE(English().Has("lived", Ending::kFinite));
  EXPECT_TRUE(English().Has("stating", Ending::kGerund));
  EXPECT_TRUE(English().Has("softly", Ending::kAdverb));
  EXPECT_TRUE(English().Has("watches", Ending::kVerb));
  EXPECT_FALSE(English().Has("runs", Ending::kVerb)) << "it may be a plural as well";
  EXPECT_TRUE(English().Has("witness", Ending::kDoubleS));
  EXPECT_FALSE(English().Has("official", Ending::kS));
  EXPECT_FALSE(English().Has("", Ending::kS));
}

TEST(EndingsTest, AnotherLanguageHasItsOwn) {
  const auto bundle =
      model::Bundle::FromBytes(
          model::WriteBundle({{"word_endings", "en\tplural\t\t4\nte\tpast\nx\tnothing\nen\n"}}),
          "german")
          .value();
  const Endings german(*bundle);
  EXPECT_EQ(german.Singular("frauen"), "frau");
  EXPECT_EQ(german.Singular("officials"), "officials");
  EXPECT_TRUE(german.Has("sagte", Ending::kPast));
  EXPECT_THAT(german.BaseForms("sagte"), ElementsAre());
}

}  // namespace
}  // namespace textanalysis::syntax
