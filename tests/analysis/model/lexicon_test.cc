#include "analysis/model/lexicon.h"

#include <gtest/gtest.h>

namespace textanalysis::model {
namespace {

TEST(LexiconTest, FirstColumnIsTheKey) {
  const Lexicon lexicon("# comment\nmr\tm\nceo\tu\toffice\n\nbare\n");
  EXPECT_EQ(lexicon.Find("mr"), "m");
  EXPECT_EQ(lexicon.Find("ceo"), "u\toffice");
  EXPECT_EQ(lexicon.Find("bare"), "");
  EXPECT_EQ(lexicon.Find("# comment"), std::nullopt);
}

TEST(LexiconTest, RowsAreSplitAtTabs) { EXPECT_EQ(ParseRows("a\t\tb\n")[0], (Row{"a", "", "b"})); }

TEST(LexiconTest, RowsThatLackColumnsAreLeftOut) {
  const std::vector<Row> rows = ParseRows("a\tb\nc\n\t\t\n\nd\te\tf\n", 2);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], (Row{"a", "b"}));
  EXPECT_EQ(rows[1], (Row{"d", "e", "f"}));
}

}  // namespace
}  // namespace textanalysis::model
