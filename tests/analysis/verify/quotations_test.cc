#include "analysis/verify/quotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace textanalysis::verify {
namespace {

using quotes::Quote;
using quotes::QuoteForm;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using text::Span;

std::vector<Quotation> Find(const std::string& text, const std::vector<Quote>& quotes) {
  return QuotationsOf({text, &quotes, nullptr}, {});
}

TEST(QuotationsTest, WhatIsSaidAndThreeMarkedWordsAreQuotations) {
  const std::string text =
      "“We won,” she said. A sign read “Keep off the grass”, another “Keep off”.";
  const Span said{3, 10};
  const auto found = Find(text, {{.content = {said}, .quoted = {said}}});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].quote, 0u);
  EXPECT_THAT(found[0].spans, ElementsAre(said));
  EXPECT_FALSE(found[1].quote);
  EXPECT_EQ(text::Slice(text, found[1].spans.front()), "Keep off the grass");
}

TEST(QuotationsTest, AReportIsOneOnlyWhereItIsSettled) {
  const std::string text = "She said that it rained.";
  Quote report{.content = {{14, 23}}, .form = QuoteForm::kIndirect};
  ASSERT_THAT(Find(text, {report}), SizeIs(1));
  EXPECT_TRUE(Find(text, {report})[0].is_report);
  report.manner.is_unsettled = true;
  EXPECT_THAT(Find(text, {report}), SizeIs(0));
}

TEST(QuotationsTest, ATurnOfATranscriptIsNoReport) {
  const auto found = Find("HOLT: It rained.", {{.content = {{6, 16}}}});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_FALSE(found[0].is_report);
}

TEST(QuotationsTest, WhatAParagraphDoesNotCloseGoesOn) {
  const std::string text = "She said: “We will close the pier\n\nand never pay the crew.” He left.";
  const auto found = Find(text, {});
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_THAT(found[0].spans, SizeIs(2));
  EXPECT_EQ(text::Slice(text, found[0].spans[1]), "and never pay the crew.");
}

}  // namespace
}  // namespace textanalysis::verify
