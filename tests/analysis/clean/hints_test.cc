#include "analysis/clean/hints.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

const HintTable& Table() {
  static const HintTable kTable(testing::TestBundle());
  return kTable;
}

TEST(HintsTest, WordsAreCutAtCaseMarksAndSpace) {
  const Names all = Table().Of("articleBody post-text");
  EXPECT_EQ(all.hashes.size(), 4u);
  EXPECT_NE(all.hints, 0u);
  EXPECT_EQ(all.hints, Table().Of("article_body POST.text").hints);
  EXPECT_EQ(all.hashes, Table().Of("Article body Post Text").hashes);
}

TEST(HintsTest, EachHintAddsUp) {
  const Hints comments = Table().Of("comments").hints, footer = Table().Of("footer").hints;
  EXPECT_NE(comments, 0u);
  EXPECT_NE(footer, 0u);
  EXPECT_NE(comments, footer);
  EXPECT_EQ(Table().Of("footer-comments").hints, comments | footer);
}

TEST(HintsTest, PartsOfWordsHintAtNothing) {
  EXPECT_EQ(Table().Of("zzyzx").hints, 0u);
  EXPECT_EQ(Table().Of("afooterish").hints, 0u);
  EXPECT_EQ(Table().Of("").hints, 0u);
  EXPECT_TRUE(Table().Of("").hashes.empty());
}

TEST(HintsTest, LongAttributesKeepTheirFirstWordsOnly) {
  std::string attribute;
  for (int k = 0; k < 1000; ++k) attribute += "word ";
  const size_t kept = Table().Of(attribute).hashes.size();
  EXPECT_GT(kept, 0u);
  EXPECT_LT(kept, 100u);
}

}  // namespace
}  // namespace textanalysis::clean
