#include "analysis/verify/part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/verify/indexed.h"

namespace textanalysis::verify {
namespace {

using ::testing::SizeIs;

constexpr char kSource[] = "The harbour will stay shut until the spring tides have gone.";

// An alignment of as many words as the places from `begin` on, all of them equal.
Alignment EqualFrom(uint32_t begin, uint32_t size) {
  return {.steps = {{Operation::kEqual, {0, size}, {begin, begin + size}}}, .share = 1};
}

TEST(PartTest, EqualWordsAreVerbatimByTheirCharacters) {
  const Compared same("“harbour will stay shut”", kSource);
  const Part part = ReadPart(same.stretch(), EqualFrom(1, 4));
  EXPECT_EQ(part.verdict, Verdict::kVerbatim);
  EXPECT_EQ(part.num_words, 4u);
  ASSERT_THAT(part.places, SizeIs(1));
  EXPECT_EQ(part.places[0].span, (text::Span{4, 26}));

  const Compared capitals("“Harbour WILL stay shut”", kSource);
  EXPECT_EQ(ReadPart(capitals.stretch(), EqualFrom(1, 4)).verdict, Verdict::kVerbatimButForForm);
}

TEST(PartTest, WordsLeftOutAreACutUnlessAnEllipsisStandsForThem) {
  const Alignment left_out = {.steps = {{Operation::kEqual, {0, 2}, {1, 3}},
                                        {Operation::kLeftOut, {2, 2}, {3, 4}},
                                        {Operation::kEqual, {2, 3}, {4, 5}}},
                              .share = 1};
  const Compared plain("“harbour will shut”", kSource), marked("“harbour will … shut”", kSource);
  EXPECT_EQ(ReadPart(plain.stretch(), left_out).verdict, Verdict::kCut);
  EXPECT_EQ(ReadPart(marked.stretch(), left_out).verdict, Verdict::kVerbatimButForForm);
}

TEST(PartTest, AQuestionByItsMarkAloneIsNoStatement) {
  const Compared behind_label("“The factory is closing”", "Reporter: The factory is closing?");
  EXPECT_EQ(ReadPart(behind_label.stretch(), EqualFrom(1, 4)).verdict, Verdict::kAltered);
  const Compared behind_so("“The factory is closing”", "So the factory is closing?");
  EXPECT_EQ(ReadPart(behind_so.stretch(), EqualFrom(1, 4)).verdict, Verdict::kAltered);
  const Compared asks("“The factory is closing?”", "So the factory is closing?");
  EXPECT_EQ(ReadPart(asks.stretch(), EqualFrom(1, 4)).verdict, Verdict::kVerbatimButForForm);
}

TEST(PartTest, TooFewWordsAreNotFound) {
  const Compared compared("“harbour will stay shut”", kSource);
  Alignment alignment = EqualFrom(1, 4);
  alignment.share = 0.4;
  EXPECT_EQ(ReadPart(compared.stretch(), alignment).verdict, Verdict::kNotFound);
}

TEST(PartTest, WhatIsLeftOffIsAChangeUnlessAnotherPartHasIt) {
  const Compared compared("“all members agreed”", "Not all members agreed.");
  const Alignment alignment = EqualFrom(1, 3);
  Part part = ReadPart(compared.stretch(), alignment);
  AddLeftOff(compared.stretch(), alignment, {0, 1}, {}, &part);
  EXPECT_EQ(part.verdict, Verdict::kVerbatim);
  AddLeftOff(compared.stretch(), alignment, {}, {}, &part);
  EXPECT_EQ(part.verdict, Verdict::kAltered);
  ASSERT_THAT(part.changes, SizeIs(2));
  EXPECT_TRUE(part.changes[0].changes_negation);
}

TEST(PartTest, PlacesGoFromTheFirstWordToTheLast) {
  EXPECT_EQ(PlacesOf(EqualFrom(3, 2)).begin, 3u);
  EXPECT_EQ(PlacesOf(EqualFrom(3, 2)).end, 5u);
  EXPECT_TRUE(PlacesOf({.steps = {{Operation::kAdded, {0, 1}, {}}}}).empty());
}

}  // namespace
}  // namespace textanalysis::verify
