#include "analysis/verify/standing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/analysis/verify/source_words.h"

namespace textanalysis::verify {
namespace {

using quotes::Quote;
using text::Span;

Span Of(const std::string& text, const std::string& words) {
  const size_t begin = text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {begin, begin + words.size()};
}

constexpr char kText[] =
    "The port is cold. “We will sail again,” Reid said, and she hoped that spring would be mild. A "
    "sign read “Keep out of here”.";

class StandingTest : public ::testing::Test {
 protected:
  const std::string text_ = kText;
  const std::vector<Quote> quotes_ = {
      {.content = {Of(text_, "We will sail again")}, .quoted = {Of(text_, "We will sail again")}},
      {.content = {Of(text_, "spring would be mild")}, .form = quotes::QuoteForm::kIndirect}};
  const Sources sources_ = Sources::Create(TestForms(), {{text_, &quotes_, nullptr}}, {}).value();
};

TEST_F(StandingTest, WordsAreQuotedReportedOrTheSourcesOwn) {
  const Standings standings(sources_, {});
  const Place quoted = standings.PlaceOf(0, Of(text_, "sail again"));
  EXPECT_EQ(quoted.standing, Standing::kQuoted);
  EXPECT_EQ(quoted.quote, 0u);
  const Place reported = standings.PlaceOf(0, Of(text_, "would be mild"));
  EXPECT_EQ(reported.standing, Standing::kReported);
  EXPECT_EQ(reported.quote, 1u);
  const Place own = standings.PlaceOf(0, Of(text_, "port is cold"));
  EXPECT_EQ(own.standing, Standing::kOwnWords);
  EXPECT_FALSE(own.quote);
}

TEST_F(StandingTest, ATurnOfATranscriptIsQuoted) {
  const std::vector<Quote> turn = {{.content = {Of(text_, "The port is cold.")}}};
  const Sources sources = Sources::Create(TestForms(), {{text_, &turn, nullptr}}, {}).value();
  EXPECT_EQ(Standings(sources, {}).PlaceOf(0, Of(text_, "port is cold")).standing,
            Standing::kQuoted);
}

TEST_F(StandingTest, MarkedWordsThatNobodySaysAreQuotedAllTheSame) {
  const Place sign = Standings(sources_, {}).PlaceOf(0, Of(text_, "Keep out of here"));
  EXPECT_EQ(sign.standing, Standing::kQuoted);
  EXPECT_FALSE(sign.quote);
}

TEST_F(StandingTest, WhatHoldsMoreThanHalfDecides) {
  const Standings standings(sources_, {});
  EXPECT_EQ(standings.PlaceOf(0, Of(text_, "The port is cold. “We")).standing, Standing::kOwnWords);
  const Span sentence =
      Of(text_, "“We will sail again,” Reid said, and she hoped that spring would be mild.");
  EXPECT_EQ(standings.PlaceOf(0, sentence).standing, Standing::kOwnWords);
  EXPECT_EQ(standings.PassageOf(0, sentence).quote, 1u) << "a passage may hold more than is said";
}

TEST_F(StandingTest, PlacesKnowTheStretchThatHoldsThem) {
  const Standings standings(sources_, {});
  size_t marked = 0;
  for (uint32_t place = sources_.BeginOf(0); place < sources_.EndOf(0); ++place) {
    const uint32_t stretch = standings.StretchAt(place);
    const size_t at = sources_.word(place).begin;
    const bool in_first = Of(text_, "We will sail again").Contains(at);
    const bool in_sign = Of(text_, "Keep out of here").Contains(at);
    EXPECT_EQ(stretch != Standings::kNone, in_first || in_sign) << at;
    if (stretch == Standings::kNone) continue;
    EXPECT_EQ(standings.QuoteOf(stretch).has_value(), in_first);
    ++marked;
  }
  EXPECT_EQ(marked, 8u);
}

TEST(MarkedStretchesTest, EachParagraphIsPairedAlone) {
  const std::string text = "“One,” he said. “Two\n\nand “three” came.\r\n\r\n“Four”";
  std::vector<std::string> inner;
  for (const syntax::Stretch& stretch : MarkedStretches(text, {}))
    inner.emplace_back(Slice(text, stretch.inner));
  EXPECT_NE(std::find(inner.begin(), inner.end(), "One,"), inner.end());
  EXPECT_NE(std::find(inner.begin(), inner.end(), "three"), inner.end());
  EXPECT_NE(std::find(inner.begin(), inner.end(), "Four"), inner.end());
  for (const std::string& one : inner) EXPECT_EQ(one.find('\n'), std::string::npos) << one;
  EXPECT_TRUE(MarkedStretches("", {}).empty());
}

}  // namespace
}  // namespace textanalysis::verify
