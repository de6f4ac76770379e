#include "analysis/quotes/edges.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

// What is left of `content`, the words from `from` to the end, that "said" reports.
std::string Cut(const std::string& text, const std::string& from) {
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  const ReportLexicon lexicon(testing::TestBundle());
  const size_t said = s.TokenAt(text.find("said"));
  std::vector<text::Span> content = {{text.find(from), text.size() - 1}};
  reader::Cue cue;
  cue.tokens = {said, said + 1};
  CutEdges(s, lexicon, cue, &content);
  return std::string(Slice(text, content.front()));
}

TEST(EdgesTest, WhatGoesWithTheCueIsNoneOfIt) {
  EXPECT_EQ(Cut("Diaz said firms had shown interest, without giving details.", "firms"),
            "firms had shown interest");
  EXPECT_EQ(Cut("Diaz said a war was coming – although nobody can say when.", "a war"),
            "a war was coming");
  EXPECT_EQ(Cut("Diaz said trade must grow, while also warning others.", "trade"),
            "trade must grow");
  EXPECT_EQ(Cut("Diaz said he followed her and asked if that was a crime.", "he followed"),
            "he followed her");
}

TEST(EdgesTest, WhatBelongsToTheContentStays) {
  for (const std::string content : {"he came, saw and asked for more", "it rained without end",
                                    "it was late, although it was warm"}) {
    EXPECT_EQ(Cut("Diaz said " + content + ".", content), content);
  }
}

TEST(EdgesTest, WhatSomebodyWasAskedIsNoneOfTheAnswer) {
  const std::string text = "Asked what came next, Diaz said: “Rain.”";
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  const ReportLexicon lexicon(testing::TestBundle());
  const text::Span question{text.find("what"), text.find(", Diaz")};
  const text::Span answer{text.find("Rain"), text.find("”")};
  std::vector<text::Span> content = {question, answer};
  DropQuestion(s, lexicon, &content);
  EXPECT_EQ(content, std::vector<text::Span>{answer});
  content = {question};
  DropQuestion(s, lexicon, &content);
  EXPECT_EQ(content, std::vector<text::Span>{question}) << "something is left";
}

TEST(EdgesTest, ADatelineIsNobodysWords) {
  EXPECT_EQ(Cut("PARIS (Reuters) - The deal is dead, France said.", "PARIS"),
            "The deal is dead, France said");
  EXPECT_EQ(Cut("PORTLAND, Maine (AP) — The deal is dead, France said.", "Maine"),
            "The deal is dead, France said");
  EXPECT_EQ(Cut("UN envoys met Ana - who left - on Monday, France said.", "UN"),
            "UN envoys met Ana - who left - on Monday, France said");
}

TEST(EdgesTest, TheContentBeginsAtThatAfterAPlace) {
  EXPECT_EQ(Cut("Diaz said in a short speech that it was late.", "speech"), "that it was late");
  EXPECT_EQ(Cut("Diaz said money that was lent must return.", "money"),
            "money that was lent must return");
}

}  // namespace
}  // namespace textanalysis::quotes
