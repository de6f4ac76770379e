#include "analysis/text/utf8.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <random>

namespace textanalysis::text {
namespace {

// Reference: ICU replaces exactly what is not well-formed.
bool IsValidByIcu(const std::string& s) {
  std::string round_trip;
  icu::UnicodeString::fromUTF8(s).toUTF8String(round_trip);
  return round_trip == s;
}

TEST(Utf8Test, FindsTheFirstBadByte) {
  EXPECT_EQ(FindInvalidUtf8("plain"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("naïve “quote” 😀"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("abc\xFF"), 3u);
  EXPECT_EQ(FindInvalidUtf8("eight by\xC3"), 8u);
  EXPECT_EQ(FindInvalidUtf8("\xED\xA0\x80"), 0u) << "surrogate";
  EXPECT_EQ(FindInvalidUtf8("\xC0\xAF"), 0u) << "overlong";
  EXPECT_EQ(FindInvalidUtf8("\xF4\x90\x80\x80"), 0u) << "over U+10FFFF";
}

TEST(Utf8Test, AgreesWithTheReferenceOnRandomBytes) {
  std::mt19937 random(7);
  const std::string pieces[] = {
      "a", "é", "“", "😀", "\xC3", "\x80", "\xE2\x80", "\xF0\x9F", "\xED\xA0\x80", " "};
  for (int round = 0; round < 20000; ++round) {
    std::string s;
    for (auto n = random() % 12; n > 0; --n) s += pieces[random() % std::size(pieces)];
    ASSERT_EQ(!FindInvalidUtf8(s).has_value(), IsValidByIcu(s)) << ::testing::PrintToString(s);
  }
}

TEST(Utf8Test, DecodesForwardAndBackward) {
  const std::string_view s = "a\u00E9\u201C\U0001F600";
  EXPECT_EQ(DecodeAt(s, 1).value, 0xE9u);
  EXPECT_EQ(DecodeAt(s, 6).value, 0x1F600u);
  EXPECT_EQ(DecodeBefore(s, s.size()).length, 4u);
  EXPECT_EQ(DecodeBefore(s, 6).value, 0x201Cu);
}

TEST(Utf8Test, AppendReplacesWhatIsNoCharacter) {
  std::string out;
  AppendUtf8(0xD800, &out);
  AppendUtf8(0x110000, &out);
  EXPECT_EQ(out, "\uFFFD\uFFFD");
}

}  // namespace
}  // namespace textanalysis::text
