#include "analysis/clean/marks.h"

#include <gtest/gtest.h>

#include "analysis/clean/html.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

// The marks of a page, by what they hold and the text between their tags.
class MarksTest : public ::testing::Test {
 protected:
  void Read(std::string html) {
    static const PageTables kTables(testing::TestBundle());
    html_ = std::move(html);
    marks_ = ReadPage(html_, kTables).marks;
  }

  std::string TextOf(MarkKind kind) const {
    for (const Mark& m : marks_) {
      if (m.kinds & BitOf(kind)) return std::string(Slice(html_, m.source));
    }
    return "";
  }

  std::string html_;
  std::vector<Mark> marks_;
};

TEST_F(MarksTest, ClassesAndMicrodataTellAuthors) {
  Read("<p class='article-author'>Ana Diaz</p><span itemprop=author>Bo Li</span>");
  EXPECT_EQ(TextOf(MarkKind::kAuthorClass), "Ana Diaz");
  EXPECT_EQ(TextOf(MarkKind::kAuthor), "Bo Li");
}

TEST_F(MarksTest, AnAddressLeadsToAnAuthor) {
  Read("<a href='https://post.example/authors/ana-diaz'>Ana Diaz</a><a href='/news/x'>News</a>");
  EXPECT_EQ(TextOf(MarkKind::kAuthorLink), "Ana Diaz");
}

TEST_F(MarksTest, TimesKeepTheirDatum) {
  Read("<time datetime='2024-06-05T10:12'>5 June</time>");
  ASSERT_EQ(marks_.size(), 1u);
  EXPECT_TRUE(marks_[0].kinds & BitOf(MarkKind::kTime));
  EXPECT_EQ(marks_[0].value, "2024-06-05T10:12");
}

TEST_F(MarksTest, WhatIsOfACommentIsNoMark) {
  Read(
      "<div itemscope itemtype='https://schema.org/Comment'><b itemprop=author>Troll</b></div>"
      "<b itemprop=author>Ana Diaz</b>");
  EXPECT_EQ(TextOf(MarkKind::kAuthor), "Ana Diaz");
}

TEST_F(MarksTest, PlainElementsAreNone) {
  Read("<p class=lead>Text</p>");
  EXPECT_TRUE(marks_.empty());
}

}  // namespace
}  // namespace textanalysis::clean
