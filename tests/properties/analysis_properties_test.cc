// Invariants over generated documents: furniture, markup, odd characters and broken marks in random
// order.

#include <gtest/gtest.h>

#include <random>
#include <span>

#include "absl/strings/str_replace.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

namespace textanalysis {
namespace {

const std::string_view kPieces[] = {
    "Ana Diaz said: “We won.”",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\r\n",
    "<p>",
    "</p>",
    "<div class=\"related\">",
    "</div>",
    "&amp;",
    "&eacute;",
    "&bogus",
    "&#x1F600;",
    "e\u0301",
    "\u0301",
    "\u00AD",
    "\u200B",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "😀",
    "2:46",
    "Read more: this",
    "<script>x</script>",
    "<b>",
    "</b>",
    "<td>",
    "<table>",
    "<!-- c -->",
    "\x01",
    "he told Reuters that it rained.",
    "$1.2bn",
    "on 3 June 2024",
    "Mr. ",
    "Hallam",
    "<h1>",
    "</h1>",
    "<a href=x>",
    "</a>",
    "\u05E9\u05DC\u05D5\u05DD",
    "<",
    "&",
    "amp;",
    "â€™",
    "cafÃ©",
    "ItÃ¢â‚¬â„¢s",
    "Â ",
    "Ã",
    "the committee that was to look into the matter at length did recov-\n",
    "ery",
    ">"};

// What reports and what marks quotations.
const std::string_view kReports[] = {"We will win ",
                                     "Ana Diaz ",
                                     "said ",
                                     "London ",
                                     "it is a matter ",
                                     "It is a matter ",
                                     "she ",
                                     "told ",
                                     "to ",
                                     "that ",
                                     "according to ",
                                     "adding ",
                                     "asked ",
                                     "is a ",
                                     "the plan ",
                                     "\n ",
                                     "“We won,” ",
                                     "\"yes\" ",
                                     "“ ",
                                     "” ",
                                     "\" ",
                                     "' ",
                                     "‘ ",
                                     "’ ",
                                     "« ",
                                     "» ",
                                     "— ",
                                     ". ",
                                     ", ",
                                     ": ",
                                     "Asked ",
                                     "He ",
                                     "by ",
                                     "her father ",
                                     "the minister ",
                                     "Mr ",
                                     "34",
                                     "(",
                                     ")",
                                     "’s ",
                                     "who ",
                                     "and ",
                                     "? "};

std::string RandomDocument(std::mt19937& random,
                           std::span<const std::string_view> pieces = kPieces) {
  std::string text;
  for (auto n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
  return text;
}

void CheckAll(const std::string& source, clean::Form form, const std::string& language_code = "") {
  SCOPED_TRACE(::testing::PrintToString(source));
  const auto analysis = testing::TestAnalyzer().Analyze(
      {.text = source, .form = form, .language_code = language_code}, {}, {});
  ASSERT_TRUE(analysis.ok());
  ASSERT_EQ(testing::BrokenCleanInvariant(source, *analysis->cleaned), "");
  ASSERT_EQ(testing::BrokenSpan(analysis->cleaned->text, *analysis), "");
}

TEST(AnalysisPropertiesTest, InvariantsHoldOnRandomText) {
  std::mt19937 random(1);
  for (int round = 0; round < 1500; ++round)
    CheckAll(RandomDocument(random), clean::Form::kPlainText);
}

TEST(AnalysisPropertiesTest, InvariantsHoldOnRandomHtml) {
  std::mt19937 random(2);
  for (int round = 0; round < 1500; ++round) CheckAll(RandomDocument(random), clean::Form::kHtml);
}

TEST(AnalysisPropertiesTest, InvariantsHoldOnRandomReports) {
  std::mt19937 random(5);
  for (int round = 0; round < 1500; ++round)
    CheckAll(RandomDocument(random, kReports), clean::Form::kPlainText, "en");
}

TEST(AnalysisPropertiesTest, CleaningACleanedTextChangesNothing) {
  std::mt19937 random(4);
  const pipeline::Options clean_alone{.quotes = false, .entities = false};
  for (int round = 0; round < 3000; ++round) {
    std::string source = RandomDocument(random);
    // "&", a soft hyphen, "amp;" becomes a reference once the hyphen is gone; that is let be.
    for (const std::string_view invisible : {"\u00AD", "\u200B", "\x01"}) {
      absl::StrReplaceAll({{absl::string_view(invisible.data(), invisible.size()), ""}}, &source);
    }
    const auto once = testing::TestAnalyzer().Analyze({.text = source}, clean_alone, {});
    const std::string& text = once->cleaned->text;
    const auto twice = testing::TestAnalyzer().Analyze({.text = text}, clean_alone, {});
    ASSERT_EQ(twice->cleaned->text, text) << ::testing::PrintToString(source);
  }
}

TEST(AnalysisPropertiesTest, AnalysisIsDeterministic) {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    const std::string source = RandomDocument(random);
    const auto a = testing::TestAnalyzer().Analyze({.text = source}, {}, {});
    const auto b = testing::TestAnalyzer().Analyze({.text = source}, {}, {});
    ASSERT_EQ(a->cleaned->text, b->cleaned->text);
    ASSERT_EQ(a->quotes.size(), b->quotes.size());
    ASSERT_EQ(a->entities.size(), b->entities.size());
    for (size_t k = 0; k < a->quotes.size(); ++k)
      ASSERT_EQ(a->quotes[k].confidence, b->quotes[k].confidence);
    for (size_t k = 0; k < a->entities.size(); ++k)
      ASSERT_EQ(a->entities[k].mentions[0].confidence, b->entities[k].mentions[0].confidence);
  }
}

}  // namespace
}  // namespace textanalysis
