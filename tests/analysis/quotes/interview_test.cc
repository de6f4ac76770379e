#include "analysis/quotes/interview.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

// The first words of the paragraphs that answer.
std::string Answers(const std::string& text) {
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  const std::optional<Interview> interview =
      FindInterview(s, {}, coreference::WordUses(testing::TestBundle()));
  if (!interview) return "no interview";
  std::string out;
  for (size_t p = 0; p < s.paragraphs.size(); ++p) {
    if (interview->answers[p]) out += std::string(s.Token(s.paragraphs[p].begin)) + " ";
  }
  return out;
}

TEST(InterviewTest, WhatFollowsAQuestionIsItsAnswer) {
  EXPECT_EQ(
      Answers("Mara Quist keeps bees.\n\nWhere do they live?\n\nBehind my shed.\n\nDo they "
              "sting?\n\nOnly me. I sing badly.\n\nWill you stop?\n\nNever, I hope.\n\nShe left."),
      "Behind Only Never ");
}

TEST(InterviewTest, AnswersMayStandBetweenMarks) {
  EXPECT_EQ(
      Answers("Mara Quist keeps bees.\n\nWhere do they live?\n\n“Behind the shed.”\n\nYou sing "
              "to them.\n\n“Badly.”"),
      "“ “ ");
}

TEST(InterviewTest, AnAnswerMayHoldMarksAndGoOn) {
  EXPECT_EQ(
      Answers("Mara Quist keeps bees.\n\nYour father said that you had “no patience”.\n\nHe did. "
              "He told me, “Sit still.”\n\nDo they sting?\n\nOnly me. I sing badly.\n\nI never "
              "learned it.\n\nShe laughs at that.\n\nWill you stop?\n\nNever, I hope."),
      "He Only I Never ");
}

TEST(InterviewTest, QuestionsOfAColumnAreNone) {
  EXPECT_EQ(Answers("Who is to blame?\n\nThe council sold the land. Nobody asked.\n\nWill it "
                    "matter?\n\nThe mayor thinks not.\n\nWhat next?\n\nAn election is near."),
            "no interview");
}

}  // namespace
}  // namespace textanalysis::quotes
