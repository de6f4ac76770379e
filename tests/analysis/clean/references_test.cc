#include "analysis/clean/references.h"

#include <gtest/gtest.h>

#include "analysis/model/lexicon.h"
#include "analysis/text/utf8.h"
#include "tests/analysis/clean/test_references.h"

namespace textanalysis::clean {
namespace {

std::string Decode(std::string_view s) { return TestReferences().Decode(s); }

TEST(ReferencesTest, EveryNameOfTheTableIsDecoded) {
  size_t names = 0;
  for (const model::Row& row :
       model::ParseRows(testing::TestBundle().Section("character_references"), 2)) {
    const std::string reference = "&" + std::string(row[0]) + ";";
    const std::string decoded = Decode(reference);
    EXPECT_NE(decoded, reference);
    EXPECT_FALSE(text::FindInvalidUtf8(decoded)) << reference;
    ++names;
  }
  EXPECT_GE(names, 2000u);
}

TEST(ReferencesTest, NamesAreTheStandardsAndTheirCaseCounts) {
  EXPECT_EQ(Decode("&eacute;&Eacute;&frac12;&hellip;&rarr;"), "éÉ½…→");
  EXPECT_EQ(Decode("&CounterClockwiseContourIntegral;"), "∳") << "the longest name";
  EXPECT_EQ(Decode("&NotEqualTilde;"), "\u2242\u0338") << "two characters";
  EXPECT_EQ(Decode("&EACUTE; &nosuch; &;"), "&EACUTE; &nosuch; &;");
}

TEST(ReferencesTest, NumbersAreDecodedInBothBases) {
  EXPECT_EQ(Decode("&#8217;&#x2019;&#X2019;&#0008217;"), "’’’’");
  EXPECT_EQ(Decode("&#150;"), "–") << "as browsers read windows-1252's";
  EXPECT_EQ(Decode("&#129;"), "&#129;") << "windows-1252 has nothing there";
}

TEST(ReferencesTest, WhatIsNoCharacterIsLeft) {
  for (const char* s : {"&#7;", "&#xD800;", "&#1114112;", "&#99999999999;", "&#;", "&#x;", "&#-1;",
                        "&#12a;", "&amp", "&amp ;", "&", "&&", "a&"})
    EXPECT_EQ(Decode(s), s);
}

TEST(ReferencesTest, TextIsDecodedOnce) {
  EXPECT_EQ(Decode("AT&amp;amp;T"), "AT&amp;T");
  EXPECT_EQ(Decode("a&&lt;b"), "a&<b");
}

TEST(ReferencesTest, AReferenceTellsHowLongItIs) {
  const auto found = TestReferences().At("x&nbsp;y", 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->length, 6u);
  EXPECT_EQ(found->first, U'\u00A0');
  EXPECT_FALSE(TestReferences().At("x&nbsp;y", 0));
}

}  // namespace
}  // namespace textanalysis::clean
