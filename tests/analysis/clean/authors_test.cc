#include "analysis/clean/authors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/clean/inner_text.h"
#include "tests/analysis/clean/test_references.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AuthorReader& Reader() {
  static const MetadataWords kWords(testing::TestBundle());
  static const AuthorReader kReader(kWords, TestReferences());
  return kReader;
}

Signature LineOf(std::string_view html) {
  return Reader().Line(InnerText(html, {0, html.size()}, TestReferences()));
}

TEST(AuthorsTest, LineThatSaysWhoWroteItNamesThem) {
  EXPECT_THAT(LineOf("By Ana Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz, Bo Li, J. K. Moss and T.J. Moore").people,
              ElementsAre("Ana Diaz", "Bo Li", "J. K. Moss", "T.J. Moore"));
  EXPECT_THAT(LineOf("BY ANA DIAZ AND BO LI").people, ElementsAre("ANA DIAZ", "BO LI"));
  EXPECT_THAT(LineOf("Written by Siobhán O’Neill-Smith").people,
              ElementsAre("Siobhán O’Neill-Smith"));
  EXPECT_THAT(LineOf("3 May 2024 | By Ludwig van der Berg").people,
              ElementsAre("Ludwig van der Berg"));
}

TEST(AuthorsTest, BylinesOfOtherLanguagesAreKnown) {
  EXPECT_THAT(LineOf("Ein Kommentar von Ana Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("Par Ana Diaz et Bo Li").people, ElementsAre("Ana Diaz", "Bo Li"));
  EXPECT_THAT(LineOf("Texto: Ana Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("Автор: Анна Рузова").people, ElementsAre("Анна Рузова"));
}

TEST(AuthorsTest, NamesStandAlone) {
  EXPECT_THAT(LineOf("By Ana Diaz Chief Political Correspondent").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz, Education and Health Reporter").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz in Nairobi").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz Dec 12, 2016 2:00 PM").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz Photos by Bo Li").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz and Bo Li The Associated Press").people,
              ElementsAre("Ana Diaz", "Bo Li"));
  EXPECT_THAT(LineOf("By <a>Ana Diaz</a><a>Twitter</a>").people, ElementsAre("Ana Diaz"));
}

TEST(AuthorsTest, NameBetweenCommasOfASentenceIsNoByline) {
  EXPECT_THAT(LineOf("The map, by Ana Diaz, shows the harbour before the dyke was built.").people,
              IsEmpty());
  EXPECT_THAT(LineOf("The novel, by Ana Diaz and Bo Li, won a prize. It was their first.").people,
              IsEmpty());
  EXPECT_THAT(LineOf("Story and photos, by Ana Diaz.").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("How the map was found, by Ana Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("This article was written by Ana Diaz, who lives in Leith.").people,
              ElementsAre("Ana Diaz"));
}

TEST(AuthorsTest, OtherLinesNameNobody) {
  for (const char* line :
       {"By Position FB Transfers", "Reviewed by Ana Diaz", "Photos by Ana Diaz",
        "Sold by the dozen", "Ana Diaz", "The board voted by a show of hands", ""})
    EXPECT_THAT(LineOf(line).people, IsEmpty()) << line;
}

TEST(AuthorsTest, MarkedElementsNeedNoWord) {
  EXPECT_THAT(Reader()
                  .Marked("Ana Diaz\x1f, \x1f"
                          "Bo Li")
                  .people,
              ElementsAre("Ana Diaz", "Bo Li"));
  EXPECT_THAT(Reader().Marked("The Post Staff").others, ElementsAre("The Post Staff"));
  EXPECT_THAT(Reader().Marked("Kristin").others, ElementsAre("Kristin"));
  EXPECT_THAT(Reader().Marked("Follow").people, IsEmpty());
}

TEST(AuthorsTest, StatementsAreCleaned) {
  EXPECT_THAT(Reader().Stated("By Ana&nbsp;Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(Reader().Stated("Diaz, Ana").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(Reader().Stated("Ana Diaz, Bo Li, and Lia Sato, Courier").people,
              ElementsAre("Ana Diaz", "Bo Li", "Lia Sato"));
  EXPECT_TRUE(Reader().Stated("https://social.example/ana").empty());
  EXPECT_TRUE(Reader().Stated("105092").empty());
  EXPECT_TRUE(Reader().Stated("ana@post.example").empty());
}

TEST(AuthorsTest, MonthMayBeAGivenName) {
  EXPECT_THAT(LineOf("Von Jan Kowalczyk").people, ElementsAre("Jan Kowalczyk"));
  EXPECT_THAT(LineOf("By April Young and May Li").people, ElementsAre("April Young", "May Li"));
  EXPECT_THAT(LineOf("By April 3, 2024").people, IsEmpty());
}

TEST(AuthorsTest, LabelMayStandInAnElementOfItsOwn) {
  EXPECT_THAT(LineOf("<b>Author</b> Ana Diaz").people, ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("This article was written by Ana Diaz, a plumber.").people,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("This article was reviewed by Ana Diaz.").people, IsEmpty());
}

TEST(AuthorsTest, OneWordIsANameWhereItEndsTheByline) {
  EXPECT_THAT(LineOf("by ana").others, ElementsAre("ana"));
  EXPECT_THAT(LineOf("Posted by BoLi").others, ElementsAre("BoLi"));
  EXPECT_TRUE(LineOf("by ana in the harbour").empty());
  EXPECT_TRUE(LineOf("by email").empty());
}

TEST(AuthorsTest, OfficeMaySign) {
  EXPECT_THAT(LineOf("By The Harbour Team").others, ElementsAre("The Harbour Team"));
  EXPECT_THAT(LineOf("By The Harbour editors").others, ElementsAre("The Harbour editors"));
  EXPECT_THAT(Reader().Stated("Centre for Harbour Studies and Research").others,
              ElementsAre("Centre for Harbour Studies and Research"));
}

TEST(AuthorsTest, PostOfSeveralPartsIsOnePost) {
  EXPECT_THAT(LineOf("Written by Ana Diaz, Head of Marketing and Harbour Affairs").people,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(Reader().Marked("Ana Diaz, Head of Marketing and Harbour Affairs").people,
              ElementsAre("Ana Diaz"));
  EXPECT_THAT(LineOf("By Ana Diaz, Reporter, and Bo Li").people, ElementsAre("Ana Diaz", "Bo Li"));
}

TEST(AuthorsTest, InitialsInThePlaceOfAPictureAreNobody) {
  EXPECT_TRUE(Reader().Marked("AD").empty());
  EXPECT_TRUE(Reader().Marked("E").empty());
  EXPECT_THAT(Reader().Marked("AP").others, ElementsAre("AP"));
}

TEST(AuthorsTest, SignersWithoutANameArePartedByTheirMarks) {
  EXPECT_THAT(Reader().Marked("hp/abcd;efgh").others, ElementsAre("hp/abcd", "efgh"));
  EXPECT_THAT(Reader().Marked("HP Harbour Desk / post.example /").others,
              ElementsAre("HP Harbour Desk"));
}

TEST(AuthorsTest, WhomOnlyATagPartsFromANameIsTold) {
  const Signature names =
      LineOf("By <a>Ana Diaz</a>, <a>Bo Li</a></span> <span>Eastmere Harbour</span>");
  EXPECT_THAT(names.people, ElementsAre("Ana Diaz", "Bo Li", "Eastmere Harbour"));
  EXPECT_THAT(names.loose, ElementsAre("Eastmere Harbour"));
}

TEST(AuthorsTest, DayAloneIsNobody) {
  const std::string_view html = "<time>Veröffentlicht am 27.04.24 um 07:39 Uhr</time>";
  EXPECT_TRUE(Reader().Marked(InnerText(html, {0, html.size()}, TestReferences())).empty());
}

}  // namespace
}  // namespace textanalysis::clean
