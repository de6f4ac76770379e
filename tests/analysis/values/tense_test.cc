#include "analysis/values/tense.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

// The tense around "Friday".
Tense Around(const std::string& text) {
  const Paragraph p(text);
  const size_t friday = p.At("Friday");
  EXPECT_LT(friday, p.atoms().size()) << text;
  return TenseAround(p.reader(), friday, friday + 1);
}

TEST(TenseTest, TheVerbBeforeTheDateDecides) {
  EXPECT_EQ(Around("She resigned on Friday."), Tense::kPast);
  EXPECT_EQ(Around("She will resign on Friday."), Tense::kFuture);
  EXPECT_EQ(Around("The vote is to be held on Friday."), Tense::kFuture);
  EXPECT_EQ(Around("The vote has been held on Friday."), Tense::kPast);
}

TEST(TenseTest, ThePresentOfWhatIsScheduledIsToCome) {
  EXPECT_EQ(Around("The trial opens on Friday."), Tense::kFuture);
  EXPECT_EQ(Around("On Friday the ceasefire expires."), Tense::kFuture);
}

TEST(TenseTest, AMonthIsNoModal) {
  EXPECT_EQ(Around("The wettest May ended on Friday."), Tense::kPast);
  EXPECT_EQ(Around("The talks of May on Friday"), Tense::kUnknown);
  EXPECT_EQ(Around("They may end on Friday."), Tense::kFuture);
}

TEST(TenseTest, WithoutOneBeforeTheFirstAfterItDecides) {
  EXPECT_EQ(Around("On Friday she resigned."), Tense::kPast);
  EXPECT_EQ(Around("On Friday she will resign."), Tense::kFuture);
}

TEST(TenseTest, TheClauseGoesBeforeTheSentence) {
  EXPECT_EQ(Around("She said that she will resign on Friday."), Tense::kFuture);
  EXPECT_EQ(Around("The vote, which was delayed, will be held on Friday."), Tense::kFuture);
}

TEST(TenseTest, SinceAndUntilTellWhereThereIsNoVerb) {
  EXPECT_EQ(Around("Closed since Friday."), Tense::kPast);
  EXPECT_EQ(Around("No trains until Friday."), Tense::kFuture);
}

TEST(TenseTest, AnotherSentenceTellsNothing) {
  EXPECT_EQ(Around("She resigned. No trains on Friday."), Tense::kUnknown);
  EXPECT_EQ(Around("Trains on Friday"), Tense::kUnknown);
}

}  // namespace
}  // namespace textanalysis::values
