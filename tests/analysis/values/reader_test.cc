#include "analysis/values/reader.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

TEST(ReaderTest, QuestionsBeyondItsEndsAreAnsweredNo) {
  const Paragraph p("On 5 May");
  const Reader r(Paragraph("").reader().text(), p.atoms(), TestVocabulary(), 1, 2);
  EXPECT_FALSE(r.Has(0));
  EXPECT_TRUE(r.Has(1));
  EXPECT_FALSE(r.Is(2, Class::kMonth)) << "the atom is there, but not the reader's";
  EXPECT_EQ(r.Surface(2), "");
  EXPECT_FALSE(r.Glued(0));
  EXPECT_TRUE(p.reader().Is(2, Class::kMonth));
}

TEST(ReaderTest, WordsAreReadWhateverTheirCapitals) {
  const Paragraph p("Half PAST six");
  EXPECT_TRUE(p.reader().Reads(0, "half"));
  EXPECT_TRUE(p.reader().Reads(1, "past"));
  EXPECT_FALSE(p.reader().Reads(2, "seven"));
  EXPECT_FALSE(p.reader().Reads(3, "six"));
}

TEST(ReaderTest, DashesAndApostrophesAreAlike) {
  for (const char* dash : {"5-6", "5–6", "5‑6"}) {
    const Paragraph p(dash);
    EXPECT_TRUE(p.reader().IsSymbol(1, "-")) << dash;
    EXPECT_TRUE(p.reader().IsHyphen(1)) << dash;
    EXPECT_EQ(p.reader().SkipHyphen(1), 2u) << dash;
  }
  EXPECT_FALSE(Paragraph("5 - 6").reader().IsHyphen(1)) << "it touches nothing";
  EXPECT_TRUE(Paragraph("’19").reader().IsSymbol(0, "'"));
}

TEST(ReaderTest, AValueEndsBeforeSpaceOrASymbol) {
  EXPECT_FALSE(Paragraph("5km").reader().EndsBefore(1));
  EXPECT_TRUE(Paragraph("5 km").reader().EndsBefore(1));
  EXPECT_TRUE(Paragraph("5%").reader().EndsBefore(1));
  EXPECT_TRUE(Paragraph("5").reader().EndsBefore(1));
}

TEST(ReaderTest, FiguresAreBounded) {
  EXPECT_EQ(Paragraph("0042").reader().Int(0), 42);
  EXPECT_EQ(Paragraph("99999999999999999999").reader().Int(0), 100'000'000);
}

}  // namespace
}  // namespace textanalysis::values
