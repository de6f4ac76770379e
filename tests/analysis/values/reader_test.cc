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

TEST(ReaderTest, WordsAndPhrasesHaveTheirRoleWhateverTheirCapitals) {
  const Paragraph p("Half PAST six o’clock");
  const Reader r = p.reader();
  EXPECT_TRUE(r.IsHalf(0));
  EXPECT_TRUE(r.Is(1, Class::kPastHour));
  EXPECT_EQ(r.PhraseEnd(3, Class::kOClock), 6u);
  EXPECT_EQ(r.PhraseEnd(3, Class::kWeekFrom), 0u);
  EXPECT_EQ(r.PhraseEnd(1, Class::kPastHour), 2u) << "a word is a phrase of one";
  EXPECT_EQ(r.PhraseEnd(6, Class::kOClock), 0u);
}

TEST(ReaderTest, OneAndSeveralOfAPeriodAreToldApart) {
  const Paragraph p("one week, two weeks");
  EXPECT_TRUE(p.reader().IsOne(0));
  EXPECT_TRUE(p.reader().IsPeriod(1, Period::kWeek));
  EXPECT_FALSE(p.reader().IsOne(3));
  EXPECT_FALSE(p.reader().IsPeriod(4, Period::kWeek));
  EXPECT_TRUE(p.reader().ArePeriods(4, Period::kWeek));
}

TEST(ReaderTest, LettersOfAStandardStandInEitherCase) {
  const Paragraph p("T t Te");
  EXPECT_TRUE(p.reader().IsLetter(0, 'T'));
  EXPECT_TRUE(p.reader().IsLetter(1, 'T'));
  EXPECT_FALSE(p.reader().IsLetter(2, 'T'));
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
