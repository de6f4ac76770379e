#include "analysis/text/charset.h"

#include <gtest/gtest.h>

#include <sstream>

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
        Case{"MetaInAComment", "<!--<meta charset=koi8-r>--><meta charset=windows-1251>\xCF", "",
             "<!--<meta charset=koi8-r>--><meta charset=windows-1251>\u041F"},
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
        Case{"BadUtf8IsReplaced", "a\xFF", "utf-8", "a\uFFFD"},
        Case{"LabelInAnyCaseWithSpace", "caf\xE9", " Latin1\t", "caf\u00E9"},
        Case{"Romanian",
             "\xAA"
             "edin\xFE\xE3",
             "iso-8859-16", "\u0218edin\u021B\u0103"},
        Case{"HebrewInLogicalOrder", "\xF9\xEC\xE5\xED", "logical", "\u05E9\u05DC\u05D5\u05DD"},
        Case{"Thai", "\xCA\xC7\xDB", "dos-874", "\u0E2A\u0E27\uFFFD"},
        Case{"Ukrainian", "\x8F\xF0", "x-mac-ukrainian", "\u041F\u0440"},
        Case{"Belarusian", "\xAE", "koi8-ru", "\u045E"},
        Case{"Korean", "\xBE\xEE\x94\xEE", "cseuckr", "\uC5B4\uBDC1"},
        Case{"Chinese", "\xB8\xDB\x95\x32\x82\x36", "chinese", "\u6E2F\U00020000"},
        Case{"Japanese", "\x87\x40\x81\x60", "ms_kanji", "\u2460\uFF5E"},
        Case{"Utf16IsLittleEndian", std::string("h\0i\0", 4), "utf-16", "hi"},
        Case{"Utf16WithoutMark", std::string("<\0p\0>\0h\0i\0", 10), "", "<p>hi"},
        Case{"Utf16BigEndianWithoutMark", std::string("\0<\0p\0>\0h\0i", 10), "", "<p>hi"},
        Case{"ByteOrderMarkIsNoText", "\xEF\xBB\xBFhi", "", "hi"},
        Case{"LabelInQuotationMarks", "caf\xE9", "\"latin1\"", "caf\u00E9"},
        Case{"MetaThatAllBytesBelie", "<meta charset=utf-8>In the caf\xE9 on the quay", "",
             "<meta charset=utf-8>In the caf\u00E9 on the quay"},
        Case{"UserDefined", "a\x80", "x-user-defined", "a\uF780"},
        Case{"Replacement", "abc", "iso-2022-kr", "\uFFFD"},
        Case{"MetaBehindAMegabyte", std::string(1 << 20, ' ') + "<meta charset=windows-1251>\xCF",
             "", std::string(1 << 20, ' ') + "<meta charset=windows-1251>\u041F"}),
    [](const auto& param) { return param.param.name; });

// The standard folds the case of ASCII alone, and knows no white space beyond it.
TEST(CharsetLabelTest, LettersAndSpacesBeyondAsciiAreOfNoLabel) {
  for (const char* const label : {"\u212Aoi8", "\u00A0utf-8", "utf-8\u2003", "\vutf-8", "\"utf-8",
                                  "'utf-8'", "\"\"utf-8\"\"", "\u00A0", "\"\""}) {
    EXPECT_FALSE(DecodeHtml("x", label).ok()) << label;
  }
  for (const char* const label : {"KOI8", "\f\r\n utf-8\t", " \" utf-8 \" ", " \f"}) {
    EXPECT_TRUE(DecodeHtml("x", label).ok()) << label;
  }
}

struct Labels {
  const char* name;
  const char* labels;
};

TEST(CharsetTest, LongPagesAreDecodedInPieces) {
  std::string bytes = "x", utf8 = "x";  // No character begins where a piece does.
  for (int k = 0; k < 100'000; ++k) {
    bytes += "\x82\xA0";
    utf8 += "あ";
  }
  EXPECT_TRUE(DecodeHtml(bytes, "shift_jis")->utf8 == utf8);
  const std::string half = DecodeHtml("\x82", "shift_jis")->utf8;
  EXPECT_TRUE(DecodeHtml(bytes + "\x82", "shift_jis")->utf8 == utf8 + half);
}

TEST(CharsetTest, APageIsNotReadToItsEndWhenTheBudgetIsSpent) {
  std::stop_source stop;
  stop.request_stop();
  for (const char* charset : {"big5", "x-user-defined", "windows-1252"}) {
    EXPECT_EQ(DecodeHtml(std::string(1 << 20, '\xA4'), charset, {.stop = stop.get_token()})
                  .status()
                  .code(),
              absl::StatusCode::kCancelled)
        << charset;
  }
}

// The table of the Encoding Standard, 4.2.
class LabelTest : public ::testing::TestWithParam<Labels> {};

TEST_P(LabelTest, NamesItsEncoding) {
  std::istringstream labels(GetParam().labels);
  int count = 0;
  for (std::string label; labels >> label; ++count) {
    const auto page = DecodeHtml("x", label);
    ASSERT_TRUE(page.ok()) << label;
    EXPECT_EQ(page->charset, GetParam().name) << label;
  }
  EXPECT_GT(count, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Standard, LabelTest,
    ::testing::Values(
        Labels{"utf-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
        Labels{"ibm866", "866 cp866 csibm866 ibm866"},
        Labels{"iso-8859-2",
               "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 "
               "latin2"},
        Labels{"iso-8859-3",
               "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 "
               "latin3"},
        Labels{"iso-8859-4",
               "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 "
               "latin4"},
        Labels{"iso-8859-5",
               "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
               "iso_8859-5:1988"},
        Labels{
            "iso-8859-6",
            "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
            "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
        Labels{"iso-8859-7",
               "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
               "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
        Labels{"iso-8859-8",
               "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 "
               "iso88598 iso_8859-8 iso_8859-8:1988 visual"},
        Labels{"iso-8859-8-i", "csiso88598i iso-8859-8-i logical"},
        Labels{"iso-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
        Labels{"iso-8859-13", "iso-8859-13 iso8859-13 iso885913"},
        Labels{"iso-8859-14", "iso-8859-14 iso8859-14 iso885914"},
        Labels{"iso-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
        Labels{"iso-8859-16", "iso-8859-16"}, Labels{"koi8-r", "cskoi8r koi koi8 koi8-r koi8_r"},
        Labels{"koi8-u", "koi8-ru koi8-u"},
        Labels{"macintosh", "csmacintosh mac macintosh x-mac-roman"},
        Labels{"windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
        Labels{"windows-1250", "cp1250 windows-1250 x-cp1250"},
        Labels{"windows-1251", "cp1251 windows-1251 x-cp1251"},
        Labels{
            "windows-1252",
            "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
            "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"},
        Labels{"windows-1253", "cp1253 windows-1253 x-cp1253"},
        Labels{"windows-1254",
               "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
               "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"},
        Labels{"windows-1255", "cp1255 windows-1255 x-cp1255"},
        Labels{"windows-1256", "cp1256 windows-1256 x-cp1256"},
        Labels{"windows-1257", "cp1257 windows-1257 x-cp1257"},
        Labels{"windows-1258", "cp1258 windows-1258 x-cp1258"},
        Labels{"x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
        Labels{"gbk",
               "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"},
        Labels{"gb18030", "gb18030"}, Labels{"big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
        Labels{"euc-jp", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
        Labels{"iso-2022-jp", "csiso2022jp iso-2022-jp"},
        Labels{"euc-kr",
               "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
               "ksc5601 ksc_5601 windows-949"},
        Labels{"replacement",
               "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement"},
        Labels{"utf-16be", "unicodefffe utf-16be"},
        Labels{"utf-16le", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
        Labels{"x-user-defined", "x-user-defined"}));

TEST(CharsetErrorTest, UnknownCharsetNamesTheField) {
  const auto result = DecodeHtml("x", "klingon-8");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(GetErrorDetail(result.status())->reason, "UNSUPPORTED_CHARSET");
  EXPECT_EQ(GetErrorDetail(result.status())->field, "document.charset");
}

}  // namespace
}  // namespace textanalysis::text
