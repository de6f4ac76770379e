#include "analysis/clean/condense.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <gumbo.h>

#include <random>

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

// The text that a tree builder finds, scripts, styles and comments left out, and the tags around
// it.
void AppendTree(const GumboNode* node, std::string* out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
      node->type == GUMBO_NODE_CDATA) {
    out->append(node->v.text.text);
    return;
  }
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_DOCUMENT) return;
  const bool is_element = node->type == GUMBO_NODE_ELEMENT;
  const GumboTag tag = is_element ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
  if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE) return;
  const GumboVector& children = is_element ? node->v.element.children : node->v.document.children;
  if (is_element) out->append("<").append(gumbo_normalized_tagname(tag)).append(">");
  for (unsigned k = 0; k < children.length; ++k)
    AppendTree(static_cast<const GumboNode*>(children.data[k]), out);
  if (is_element) out->append("</>");
}

std::string TreeOf(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  std::string out;
  AppendTree(output->document, &out);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return out;
}

TEST(CondenseTest, TheTreeStaysTheSame) {
  constexpr std::string_view kPieces[] = {"<p>",
                                          "</p>",
                                          "<p class=x onclick='a>b' data-y=\"<b>\">",
                                          "<b title=\"it's\">",
                                          "</b>",
                                          "text ",
                                          "&amp;",
                                          "<!-- c -->",
                                          "<!--",
                                          "-->",
                                          "<script>a<b</script>",
                                          "<script><!-- <script> </script>",
                                          "<style>p{}</style>",
                                          "<STYLE>",
                                          "</style>",
                                          "<title>t</title>",
                                          "<textarea><p></textarea>",
                                          "<table>",
                                          "<td>",
                                          "<a href=x>",
                                          "</a>",

                                          "<",
                                          ">",
                                          "<p",
                                          "\"",
                                          "'",
                                          "=",
                                          "/",
                                          "<br/>",
                                          "<iframe src=x>",
                                          "</iframe>",
                                          "</",
                                          "<!x>",
                                          "<?x>",
                                          "<div style='display:none'>",
                                          "</div>"};
  std::mt19937 random(4);
  for (int round = 0; round < 4000; ++round) {
    std::string html;
    for (auto n = random() % 12; n > 0; --n) html += kPieces[random() % std::size(kPieces)];
    ASSERT_EQ(TreeOf(Condense(html)), TreeOf(html)) << html;
  }
}

TEST(CondenseTest, WhatIsNotReadIsCut) {
  EXPECT_EQ(Condense("<p onclick='a>b' class=x data-y=\"<b>\">Hi<!-- no -->!</p>"),
            "<p  class=x >Hi!</p>");
  EXPECT_EQ(Condense("<script>if (a < b) c();</script>x"), "<script></script>x");
  EXPECT_EQ(Condense("<STYLE>p{}</Style >x"), "<STYLE></Style >x");
}

TEST(CondenseTest, NamesInCapitalsAreTheSame) {
  EXPECT_EQ(Condense("<P CLASS=\"x\" ONCLICK=\"y\">a"), "<P CLASS=\"x\" >a");
  EXPECT_EQ(Condense("<TITLE>a <b onclick=\"y\"> c</TITLE>"),
            "<TITLE>a <b onclick=\"y\"> c</TITLE>");
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
