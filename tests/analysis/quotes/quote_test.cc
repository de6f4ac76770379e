#include "analysis/quotes/quote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::quotes {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using text::Span;

Quote Whole(std::vector<Span> content, std::vector<Span> quoted) {
  Quote quote{.content = std::move(content), .quoted = std::move(quoted)};
  MakeWhole(&quote);
  return quote;
}

TEST(QuoteTest, ContentIsInOrderAndHasEachWordOnce) {
  EXPECT_THAT(Whole({{36, 44}, {36, 86}}, {}).content, ElementsAre(Span{36, 86}));
  EXPECT_THAT(Whole({{9, 18}, {4, 12}, {30, 40}}, {}).content,
              ElementsAre(Span{4, 18}, Span{30, 40}));
  EXPECT_THAT(Whole({{0, 4}, {4, 9}}, {}).content, ElementsAre(Span{0, 4}, Span{4, 9}));
}

TEST(QuoteTest, MarksOfDirectSpeechHoldItsContentAndNoMore) {
  const Quote blank = Whole({{7, 8}}, {{6, 9}});
  EXPECT_EQ(blank.form, QuoteForm::kDirect);
  EXPECT_THAT(blank.quoted, ElementsAre(Span{7, 8}));
  const Quote left_out = Whole({{8, 24}}, {{8, 24}, {29, 33}});
  EXPECT_EQ(left_out.form, QuoteForm::kDirect);
  EXPECT_THAT(left_out.quoted, ElementsAre(Span{8, 24}));
}

TEST(QuoteTest, FormIsMixedWhereContentGoesBeyondTheMarks) {
  const Quote quote = Whole({{0, 5}, {10, 30}}, {{0, 5}, {15, 20}, {25, 28}});
  EXPECT_EQ(quote.form, QuoteForm::kMixed);
  EXPECT_THAT(quote.quoted, ElementsAre(Span{0, 5}, Span{15, 20}, Span{25, 28}));
}

TEST(QuoteTest, FormIsIndirectWithoutMarks) {
  const Quote quote = Whole({{0, 5}}, {});
  EXPECT_EQ(quote.form, QuoteForm::kIndirect);
  EXPECT_THAT(quote.quoted, IsEmpty());
}

}  // namespace
}  // namespace textanalysis::quotes
