#include "analysis/clean/form.h"

#include <gtest/gtest.h>

#include <string>

namespace textanalysis::clean {
namespace {

TEST(FormTest, PageBeginsWithADeclarationOrATag) {
  for (const std::string_view page :
       {"<!DOCTYPE html>", " \n<!-- x -->text", "<?xml version=\"1.0\"?>", "<p>Hi", "<P CLASS=a>Hi",
        "\xEF\xBB\xBF<html lang=en>", "<br/>", "<article\n>"}) {
    EXPECT_TRUE(LooksLikeHtml(page)) << page;
  }
}

TEST(FormTest, FragmentThatBeginsWithWordsIsAPage) {
  EXPECT_TRUE(LooksLikeHtml("By Ana Diaz<br>Leith<p>One.</p><p>Two.</p>"));
  EXPECT_TRUE(LooksLikeHtml("One<br />two<BR>three<br>"));
}

TEST(FormTest, TextThatMentionsTagsIsNone) {
  for (const std::string_view text :
       {"", "<", "</", "Plain", "< 5 people", "<5 people>", "<ana@news.example> wrote:", "<3 <3 <3",
        "The <b> tag, closed by </b>, makes words bold; <br breaks lines", "<unknown>x</unknown>",
        "a</x> b</y> c</z>"}) {
    EXPECT_FALSE(LooksLikeHtml(text)) << text;
  }
}

TEST(FormTest, PageOfTwoBytesACharacterIsSeen) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("<html>")) utf16 += {c, '\0'};
  EXPECT_TRUE(LooksLikeHtml(utf16));
}

}  // namespace
}  // namespace textanalysis::clean
