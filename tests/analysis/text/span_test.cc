#include "analysis/text/span.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(SpanTest, TheEndIsNotPartOfIt) {
  const Span span{3, 7};
  EXPECT_EQ(span.size(), 4u);
  EXPECT_TRUE(span.Contains(3));
  EXPECT_FALSE(span.Contains(7));
  EXPECT_EQ(Slice("the port", {4, 8}), "port");
}

TEST(SpanTest, SpansThatOnlyTouchDoNotOverlap) {
  EXPECT_FALSE((Span{0, 3}.Overlaps({3, 5})));
  EXPECT_TRUE((Span{0, 4}.Overlaps({3, 5})));
  EXPECT_TRUE((Span{0, 9}.Overlaps({3, 5})));
}

TEST(SpanTest, ASpanContainsItselfAndWhatIsEmptyWithin) {
  EXPECT_TRUE((Span{3, 7}.Contains(Span{3, 7})));
  EXPECT_TRUE((Span{3, 7}.Contains(Span{7, 7})));
  EXPECT_FALSE((Span{3, 7}.Contains(Span{2, 4})));
}

TEST(SpanTest, OrderIsByBeginThenEnd) {
  EXPECT_LT((Span{0, 9}), (Span{1, 2}));
  EXPECT_LT((Span{1, 2}), (Span{1, 3}));
}

}  // namespace
}  // namespace textanalysis::text
