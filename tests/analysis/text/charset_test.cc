#include "analysis/text/charset.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"

namespace textanalysis::text {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  const char* charset;
  std::string utf8;
};

class CharsetTest : public ::testing::TestWithParam<Case> {};

TEST_P(CharsetTest, Decodes) {
  EXPECT_EQ(DecodeHtml(GetParam().bytes, GetParam().charset)->utf8, GetParam().utf8);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, CharsetTest,
    ::testing::Values(
        Case{"ValidUtf8", "caf\u00E9", "", "caf\u00E9"},
        Case{"HttpCharset", "caf\xE9", "ISO-8859-1", "caf\u00E9"},
        Case{"Latin1IsWindows1252", "\x93hi\x94", "latin1", "\u201Chi\u201D"},
        Case{"Meta", "<meta charset=\"windows-1251\"><p>\xCF\xF0", "",
             "<meta charset=\"windows-1251\"><p>\u041F\u0440"},
        Case{"MetaFarFromTheTop",
             "<!--" + std::string(5000, ' ') + "--><meta charset=windows-1251>\xCF", "",
             "<!--" + std::string(5000, ' ') + "--><meta charset=windows-1251>\u041F"},
        Case{"EvidentUtf8OverrulesMeta",
             "<meta charset=gb2312>\u041F\u0440\u0438\u0432\u0435\u0442\u043C\u0438"
             "\u0440\u0430",
             "",
             "<meta charset=gb2312>\u041F\u0440\u0438\u0432\u0435\u0442\u043C\u0438"
             "\u0440\u0430"},
        Case{"ByteOrderMarkWins", std::string("\xFF\xFEh\0i\0", 6), "windows-1252", "hi"},
        Case{"BadUtf8IsReplaced", "a\xFF", "utf-8", "a\uFFFD"}),
    [](const auto& param) { return param.param.name; });

TEST(CharsetErrorTest, UnknownCharsetNamesTheField) {
  const auto result = DecodeHtml("x", "klingon-8");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(GetErrorDetail(result.status())->reason, "UNSUPPORTED_CHARSET");
  EXPECT_EQ(GetErrorDetail(result.status())->field, "document.charset");
}

}  // namespace
}  // namespace textanalysis::text
