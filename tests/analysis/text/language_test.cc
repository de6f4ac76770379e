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
  EXPECT_EQ(PrimaryLanguage("en"), "en");
  EXPECT_EQ(PrimaryLanguage("EN-gb"), "en");
  EXPECT_EQ(PrimaryLanguage("enm"), "enm");
  EXPECT_EQ(PrimaryLanguage("de_AT"), "de");
}

}  // namespace
}  // namespace textanalysis::text
