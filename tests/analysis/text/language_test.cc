#include "analysis/text/language.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(LanguageTest, DetectsWhatIsPlain) {
  EXPECT_EQ(
      DetectLanguage(
          "The minister told reporters that talks would go on through the night in the capital."),
      "en");
  EXPECT_EQ(DetectLanguage(
                "Der Minister sagte am Montag, die Gespräche würden bis in die Nacht fortgesetzt."),
            "de");
}

TEST(LanguageTest, LeavesScrapsOpen) { EXPECT_EQ(DetectLanguage("12:46"), "und"); }

TEST(LanguageTest, KnowsEnglishTags) {
  EXPECT_TRUE(IsEnglish("en"));
  EXPECT_TRUE(IsEnglish("EN-gb"));
  EXPECT_FALSE(IsEnglish("enm"));
  EXPECT_FALSE(IsEnglish("de"));
}

}  // namespace
}  // namespace textanalysis::text
