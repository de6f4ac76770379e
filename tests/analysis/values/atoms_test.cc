#include "analysis/values/atoms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Surfaces(const Paragraph& p) {
  std::vector<std::string> out;
  for (size_t k = 0; k < p.atoms().size(); ++k) out.emplace_back(p.reader().Surface(k));
  return out;
}

TEST(AtomsTest, LettersDigitsAndSymbolsArePartedInsideTokens) {
  EXPECT_THAT(Surfaces(Paragraph("£4.2m by 3pm, 50km/h")),
              ElementsAre("£", "4", ".", "2", "m", "by", "3", "pm", ",", "50", "km", "/", "h"));
  EXPECT_THAT(Surfaces(Paragraph("")), IsEmpty());
}

TEST(AtomsTest, AnAtomKnowsWhetherSpaceStandsBeforeIt) {
  const Paragraph p("5 km 6km");
  ASSERT_EQ(p.atoms().size(), 4u);
  EXPECT_FALSE(p.atoms()[1].glued);
  EXPECT_FALSE(p.atoms()[2].glued);
  EXPECT_TRUE(p.atoms()[3].glued);
}

TEST(AtomsTest, AnAtomKnowsItsWordWhateverItsCapitals) {
  const Paragraph p("March march MARCH Zzyzx");
  ASSERT_EQ(p.atoms().size(), 4u);
  ASSERT_NE(p.atoms()[0].word, nullptr);
  EXPECT_TRUE(p.atoms()[0].word->Is(Class::kMonth));
  EXPECT_EQ(p.atoms()[0].word, p.atoms()[1].word);
  EXPECT_EQ(p.atoms()[0].word, p.atoms()[2].word);
  EXPECT_TRUE(p.atoms()[0].upper);
  EXPECT_FALSE(p.atoms()[1].upper);
  EXPECT_EQ(p.atoms()[3].word, nullptr);
}

TEST(AtomsTest, ParagraphsBreakAndSentencesCount) {
  const Paragraph p("It was 5. He left.\n\n6 came.");
  const size_t five = p.At("5"), he = p.At("He"), six = p.At("6");
  EXPECT_EQ(p.atoms()[0].sentence, p.atoms()[five].sentence);
  EXPECT_LT(p.atoms()[five].sentence, p.atoms()[he].sentence);
  EXPECT_TRUE(p.atoms()[six].breaks);
  EXPECT_FALSE(p.atoms()[he].breaks);
}

TEST(AtomsTest, PhrasesOfTablesAreCutAsTextsAre) {
  EXPECT_THAT(PhraseAtoms("m.p.h."), ElementsAre("m", ".", "p", ".", "h", "."));
  EXPECT_THAT(PhraseAtoms("square miles"), ElementsAre("square", "miles"));
}

TEST(AtomsTest, TheTilesOfATextAreInOrderAndCoverAllButSpace) {
  const std::string text =
      "On 3 June 2024, the “MV Ånge” (IMO 9321483) sailed 1,200nm — at 14:05Z.";
  const Paragraph p(text);
  size_t end = 0;
  std::string all;
  for (const Atom& atom : p.atoms()) {
    EXPECT_GE(atom.span.begin, end);
    for (const char c : text.substr(end, atom.span.begin - end)) EXPECT_EQ(c, ' ');
    all += Slice(text, atom.span);
    end = atom.span.end;
  }
  EXPECT_EQ(end, text.size());
  EXPECT_GT(all.size(), 50u);
}

}  // namespace
}  // namespace textanalysis::values
