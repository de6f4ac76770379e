#include "analysis/text/offset_map.h"

#include <gtest/gtest.h>

#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

TEST(OffsetMapTest, AsciiIsTheIdentityInEveryUnit) {
  for (const OffsetUnit unit : {OffsetUnit::kUtf8, OffsetUnit::kUtf16, OffsetUnit::kUtf32}) {
    EXPECT_EQ(OffsetMap("plain", unit).FromBytes(5), 5);
  }
}

TEST(OffsetMapTest, CountsSurrogatePairsInUtf16Only) {
  const std::string text = "\u201C\U0001F600\u201D.";
  EXPECT_EQ(OffsetMap(text, OffsetUnit::kUtf8).FromBytes(7), 7);
  EXPECT_EQ(OffsetMap(text, OffsetUnit::kUtf16).FromBytes(7), 3);
  EXPECT_EQ(OffsetMap(text, OffsetUnit::kUtf32).FromBytes(7), 2);
}

TEST(OffsetMapTest, EveryOffsetOfALongTextAgreesWithCounting) {
  std::string text;
  for (int k = 0; k < 100; ++k) text += "ab\u00E9\u201C\U0001F600";
  const OffsetMap utf16(text, OffsetUnit::kUtf16);
  const OffsetMap utf32(text, OffsetUnit::kUtf32);
  int32_t units16 = 0;
  int32_t units32 = 0;
  for (size_t at = 0; at < text.size();) {
    ASSERT_EQ(utf16.FromBytes(at), units16);
    ASSERT_EQ(utf32.FromBytes(at), units32);
    const CodePoint c = DecodeAt(text, at);
    units16 += c.value > 0xFFFF ? 2 : 1;
    units32 += 1;
    at += c.length;
  }
  EXPECT_EQ(utf16.FromBytes(text.size()), units16);
}

}  // namespace
}  // namespace textanalysis::text
