#include "service/convert/content.h"

#include <gtest/gtest.h>

namespace textanalysis::convert {
namespace {

std::string Joined(std::string_view text, const std::vector<std::string_view>& parts) {
  const auto span = [text](std::string_view words) {
    const size_t begin = text.find(words);
    return text::Span{begin, begin + words.size()};
  };
  std::vector<text::Span> spans;
  for (const std::string_view part : parts) spans.push_back(span(part));
  return JoinParts(text, spans);
}

TEST(ContentTest, WordsBetweenPartsLeaveAnEllipsis) {
  EXPECT_EQ(Joined("It killed two, the mayor said, the third time this month.",
                   {"It killed two", "the third time this month"}),
            "It killed two … the third time this month");
  EXPECT_EQ(Joined("He called it “a farce” and “a trick”.", {"a farce", "a trick"}),
            "a farce … a trick");
}

TEST(ContentTest, AReportingClauseBetweenPartsIsABreak) {
  EXPECT_EQ(Joined("“We stay,” Ana Diaz said. “You will not.”", {"We stay,", "You will not."}),
            "We stay, … You will not.");
}

TEST(ContentTest, MarksAndParagraphsBetweenPartsAreNoWords) {
  EXPECT_EQ(Joined("“We stay.\n\n“And we wait.”", {"We stay.", "And we wait."}),
            "We stay. And we wait.");
}

TEST(ContentTest, WordsOfAnyScriptAreWords) {
  EXPECT_EQ(Joined("a жизнь b", {"a", "b"}), "a … b");
  EXPECT_EQ(Joined("a — – b", {"a", "b"}), "a b");
}

TEST(ContentTest, OnePartAndNoneStandAsTheyAre) {
  EXPECT_EQ(Joined("We won.", {"We won."}), "We won.");
  EXPECT_EQ(Joined("We won.", {}), "");
}

TEST(ContentTest, PartsOutOfOrderHaveNothingBetweenThem) {
  EXPECT_EQ(Joined("first and second", {"second", "first"}), "second first");
}

}  // namespace
}  // namespace textanalysis::convert
