#include "analysis/clean/condense.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;

std::string Condense(std::string_view html) { return Condensed(html).text(); }

// All of the condensed page, read back from the source.
std::string ReadBack(std::string_view html) {
  const Condensed condensed(html);
  std::string out;
  for (const text::Span& span : condensed.ToSource({0, condensed.text().size()}))
    out += Slice(html, span);
  return out;
}

TEST(CondenseTest, WhatIsNotReadIsCut) {
  EXPECT_EQ(Condense("<p onclick='a>b' class=x data-y=\"<b>\">Hi<!-- no -->!</p>"),
            "<p  class=x >Hi!</p>");
  EXPECT_EQ(Condense("<script>if (a < b) c();</script>x"), "<script></script>x");
  EXPECT_EQ(Condense("<STYLE>p{}</Style >x"), "<STYLE></Style >x");
}

TEST(CondenseTest, OnlyStylesThatHideAreKept) {
  EXPECT_EQ(Condense("<p style='display:none'>x<p style='color:red'>y"),
            "<p style='display:none'>x<p >y");
}

TEST(CondenseTest, ScriptsThatOpenAScriptInAComment) {
  const std::string html = "<script><!-- <script> </script> --></script>x";
  EXPECT_EQ(Condense(html), html);
}

TEST(CondenseTest, TagsInATitleAreText) {
  EXPECT_EQ(Condense("<title>a <p onclick=1> b</title>"), "<title>a <p onclick=1> b</title>");
}

TEST(CondenseTest, UnfinishedMarkupStays) {
  for (const char* html :
       {"<", "<p", "a < b", "<!-- open", "<script>open", "</", "<p class='x", "a<"})
    EXPECT_EQ(Condense(html), html);
}

TEST(CondenseTest, SpansLeadBackToTheSource) {
  const std::string html = "<p id=a onclick=b>one<!-- c -->two<script>d</script>three";
  EXPECT_EQ(ReadBack(html), Condense(html));
  const Condensed condensed(html);
  const size_t one = condensed.text().find("one");
  EXPECT_THAT(condensed.ToSource({one, one + 6}),
              ElementsAre(text::Span{18, 21}, text::Span{31, 34}));
}

TEST(CondenseTest, LinkedDataIsFound) {
  const std::string html = "<script type=\"application/ld+json\">{}</script>";
  const Condensed condensed(html);
  ASSERT_EQ(condensed.linked_data().size(), 1u);
  EXPECT_EQ(Slice(html, condensed.linked_data()[0]), "{}");
}

}  // namespace
}  // namespace textanalysis::clean
