#include "analysis/text/letter_case.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(LetterCaseTest, AnyLetterOfTheCaseCounts) {
  for (const char* s : {"aB", "éÉ", "1 Д"}) EXPECT_TRUE(HasUpper(s)) << s;
  for (const char* s : {"", "ab", "é", "1 д", "港", "12."}) EXPECT_FALSE(HasUpper(s)) << s;
  for (const char* s : {"Ab", "Éé", "1 д"}) EXPECT_TRUE(HasLower(s)) << s;
  for (const char* s : {"", "AB", "É", "1 Д", "港", "12."}) EXPECT_FALSE(HasLower(s)) << s;
}

}  // namespace
}  // namespace textanalysis::text
