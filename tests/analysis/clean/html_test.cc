#include "analysis/clean/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;

Page Read(std::string_view html) {
  static const PageTables kTables(testing::TestBundle());
  return ReadPage(html, kTables);
}

std::vector<std::string> Texts(std::string_view html) {
  std::vector<std::string> out;
  for (const Block& b : Read(html).blocks) out.push_back(b.text);
  return out;
}

TEST(HtmlTest, BlockElementsPartTextAndInlineOnesDoNot) {
  EXPECT_THAT(Texts("<p>One <b>bold</b> word<p>two<div>three<span>four</span></div>five"),
              ElementsAre("One bold word", "two", "threefour", "five"));
  EXPECT_THAT(Texts("<ul><li>a<li>b</ul>"), ElementsAre("a", "b"));
}

TEST(HtmlTest, WhatIsNeverShownIsAGap) {
  const std::string html = "<p>a</p><script>let x = '<p>b</p>'</script><style>p{}</style><p>c</p>";
  const Page page = Read(html);
  EXPECT_THAT(Texts(html), ElementsAre("a", "c"));
  ASSERT_EQ(page.gaps.size(), 2u);
  for (const Gap& gap : page.gaps) EXPECT_EQ(gap.reason, RemovalReason::kInvisible);
  EXPECT_EQ(Slice(html, page.gaps[1].source), "p{}");
}

TEST(HtmlTest, PiecesLeadBackToTheSource) {
  const std::string html = "<p>Tom &amp; Ana</p>";
  const Page page = Read(html);
  ASSERT_EQ(page.blocks.size(), 1u);
  EXPECT_EQ(page.blocks[0].text, "Tom & Ana");
  std::string source, read;
  for (const Piece& piece : page.blocks[0].pieces) {
    source += Slice(html, piece.source);
    read += piece.verbatim ? Slice(html, piece.source) : piece.decoded;
  }
  EXPECT_EQ(source, "Tom &amp; Ana");
  EXPECT_EQ(read, "Tom & Ana");
}

TEST(HtmlTest, FirstLevelHeadingIsTheTitle) {
  const Page page = Read("<h1>News</h1><h2>Part</h2><p>Text.</p>");
  ASSERT_EQ(page.blocks.size(), 3u);
  EXPECT_EQ(page.blocks[0].role, BlockRole::kTitle);
  EXPECT_EQ(page.blocks[1].role, BlockRole::kHeading);
  EXPECT_EQ(page.blocks[2].role, BlockRole::kParagraph);
}

TEST(HtmlTest, LinksAreMeasured) {
  const Page page = Read("<p>Go <a href=/x>here</a> or <a href=/y>there</a>.</p>");
  ASSERT_EQ(page.blocks.size(), 1u);
  EXPECT_EQ(page.blocks[0].markup.num_links, 2u);
  EXPECT_EQ(page.blocks[0].markup.link_bytes, 9u);
}

TEST(HtmlTest, ClassesHintAtWhatAnElementHolds) {
  const Page page = Read("<div class=comments><p>Nice.</p></div><p>Text.</p>");
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_TRUE(page.blocks[0].markup.hints & BitOf(Hint::kComments));
  EXPECT_FALSE(page.blocks[1].markup.hints & BitOf(Hint::kComments));
}

TEST(HtmlTest, HeadIsRead) {
  const Page page = Read(
      "<html lang=en-GB><title>A &lt; B</title><meta property='og:site_name' content=' Post '>"
      "<meta name=viewport content=x><link rel=canonical href='/a'><p>Text.");
  EXPECT_EQ(page.head.language, "en-GB");
  EXPECT_EQ(page.head.page_title, "A < B");
  EXPECT_EQ(page.head.site_name, "Post");
  EXPECT_EQ(page.head.canonical, "/a");
}

TEST(HtmlTest, NothingYieldsNothing) {
  EXPECT_THAT(Texts(""), ElementsAre());
  EXPECT_THAT(Texts("<p> &nbsp; </p>"), ElementsAre());
}

}  // namespace
}  // namespace textanalysis::clean
