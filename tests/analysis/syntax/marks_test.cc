#include "analysis/syntax/marks.h"

#include <gtest/gtest.h>

namespace textanalysis::syntax {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* stretches;  // Joined by '|'; a single-marked one in <>.
};

class MarksTest : public ::testing::TestWithParam<Case> {};

TEST_P(MarksTest, Pairs) {
  const std::string text = GetParam().text;
  std::string joined;
  const text::Budget endless;
  text::Pace pace(endless);
  for (const Stretch& s : FindStretches(text, {0, text.size()}, &pace)) {
    if (!joined.empty()) joined += '|';
    const std::string inner(Slice(text, s.inner));
    joined += s.single ? "<" + inner + ">" : inner;
  }
  EXPECT_EQ(joined, GetParam().stretches);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, MarksTest,
    ::testing::Values(
        Case{"Curly", "“One,” he said. “Two.”", "One,|Two."},
        Case{"Straight", "\"One,\" he said. \"Two.\"", "One,|Two."},
        Case{"LowHigh", "„Eins“, sagte er. „Zwei.“", "Eins|Zwei."},
        Case{"LowHighTwice", "„Eins”, sagte er. „Zwei.”", "Eins|Zwei."},
        Case{"LowHighSingle", "das ‚Wort‘ dort", "<Wort>"},
        Case{"GuillemetsInwards", "»Eins«, sagte er. »Zwei.«", "Eins|Zwei."},
        Case{"GuillemetsWithSpace", "« Un », dit-il", " Un "},
        Case{"NestedTwice", "“He said ‘call it “peace” then’ twice,” she said. “Yes.”",
             "He said ‘call it “peace” then’ twice,|Yes."},
        Case{"NestedStraight", "\"He said 'no' twice,\" she said. \"Yes.\"",
             "He said 'no' twice,|Yes."},
        Case{"NestedAtTheEnd", "“They said ‘never.’” So it was. “Yes.”", "They said ‘never.’|Yes."},
        Case{"NestedApostrophe", "“The ’90s, O’Brien’s dogs’ years,” he said, “’tis so.”",
             "The ’90s, O’Brien’s dogs’ years,|’tis so."},
        Case{"TurnedClosing", "“Yes,“ he said. “No.”", "Yes,|No."},
        Case{"TurnedOpening", "”Yes,” he said. ”No.”", "Yes,|No."},
        Case{"FeetAndInches", "\"He is 6' 2\" tall,\" she said. \"Yes.\"",
             "He is 6' 2\" tall,|Yes."},
        Case{"Inches", "\"It is a 12\" single,\" she said. \"Yes.\"", "It is a 12\" single,|Yes."},
        Case{"YearAtTheEnd", "the \"class of 2012\" and \"others\"", "class of 2012|others"},
        Case{"InchesOutside", "A 12\" record and a 6' 2\" man", ""},
        Case{"Brackets", "“We [the union] ... will go on […],” he said.",
             "We [the union] ... will go on […],"},
        Case{"Guillemets", "«Un», dit-il", "Un"}, Case{"Backticks", "``One,'' he said", "One,"},
        Case{"Single", "a ‘scare’ word", "<scare>"},
        Case{"Apostrophes", "the dogs’ owner’s '90s car didn’t", ""},
        Case{"Nested", "“He said ‘no’ twice”", "He said ‘no’ twice"},
        Case{"Unclosed", "He said: “on and on.", "on and on."}, Case{"None", "no marks", ""},
        Case{"PossessiveOfSeveral", "‘It’s the dogs’ fault,’ he said. ‘Yes.’",
             "<It’s the dogs’ fault,>|<Yes.>"},
        Case{"PossessiveOfSeveralStraight", "'It's the dogs' fault,' he said. 'Yes.'",
             "<It's the dogs' fault,>|<Yes.>"},
        Case{"PossessiveOfSeveralMixed", "‘It's the dogs' fault,’ he said.",
             "<It's the dogs' fault,>"},
        Case{"PluralAtTheEndOfATerm", "the 'old dogs' here. 'Yes,' he said.", "<old dogs>|<Yes,>"},
        Case{"DoubleInSingle", "‘We have a “state of the art” clinic,’ he said. ‘Yes.’",
             "<We have a “state of the art” clinic,>|<Yes.>"},
        Case{"DoubleInSingleAtTheEnd", "‘They called it “never”.’ So it was.",
             "<They called it “never”.>"},
        Case{"DoubleInSingleTwice", "'Say \"yes\" or \"no\"', he said. 'Yes.'",
             "<Say \"yes\" or \"no\">|<Yes.>"},
        Case{"DoubleAfterAnElision", "Of 'em \"all,\" he said. 'It was \"mine\".'",
             "all,|<It was \"mine\".>"},
        Case{"DoubleAfterADecade", "In the '90s \"we danced\" at the dogs'.", "we danced"},
        Case{"DoubleAfterALoneMark", "a ‘word “we danced,” he said.", "we danced,"},
        Case{"Elision", "rock ’n’ roll", ""}),
    [](const auto& param) { return param.param.name; });

TEST(MarksOpeningTest, OpeningIsSeenThroughSpace) {
  EXPECT_TRUE(BeginsWithMark("  “More", {0, 9}));
  EXPECT_FALSE(BeginsWithMark("‘Head’", {0, 10}));
}

}  // namespace
}  // namespace textanalysis::syntax
