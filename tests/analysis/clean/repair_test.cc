#include "analysis/clean/repair.h"

#include <gtest/gtest.h>

#include "analysis/clean/plain.h"
#include "tests/analysis/clean/test_references.h"

namespace textanalysis::clean {
namespace {

std::string Repaired(std::string_view source, Form form = Form::kPlainText) {
  Lines lines = SplitLines(source);
  RepairCharacters(source, form, TestReferences(), {}, &lines.blocks);
  std::string out;
  for (const Block& b : lines.blocks) out += (out.empty() ? "" : "\n") + b.text;
  return out;
}

TEST(RepairTest, GarbledCharactersAreReadAsTheyWereWritten) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Itâ€™s over, he said.", "It’s over, he said."},
      {"â€œYes,â€\u009D she said.", "“Yes,” she said."},
      {"The cafÃ© in MÃ¼nchen", "The café in München"},
      {"It cost Â£4m â€“ or â‚¬5m.", "It cost £4m – or €5m."},
      {"ÄŒapek? No: cafÃ© and Å koda", "Čapek? No: café and Škoda"},
      {"A smile ðŸ˜€ here", "A smile 😀 here"},
      {"Privyet ÐŸÑ€Ð¸Ð²ÐµÑ‚ and cafÃ©", "Privyet Привет and café"},
      {"Itâ€™s cafÃ©.Â Next one", "It’s café. Next one"},
  };
  for (const auto& [garbled, written] : cases) EXPECT_EQ(Repaired(garbled), written);
}

TEST(RepairTest, WhatWasGarbledTwiceIsReadTwice) {
  EXPECT_EQ(Repaired("ItÃ¢â‚¬â„¢s the cafÃƒÂ©"), "It’s the café");
}

TEST(RepairTest, GoodTextIsLeftAlone) {
  for (const std::string_view good :
       {"„Das macht Spaß“, sagte sie.", "« À L’ÉCOLE » dit-il. É », Â », SÃO PAULO, NÃO",
        "Ça coûte 5 € à Québec — déjà vu", "Ångström, Ørsted, Þórr, Ðuro", "naïve façade “Ä”",
        "Привет, мир", "Ελλάδα", "日本語", "Prix : 10 ¢ ou 5 ¥ ½"}) {
    EXPECT_EQ(Repaired(good), good);
  }
}

TEST(RepairTest, ReferencesOfPlainTextAreDecodedOnce) {
  EXPECT_EQ(Repaired("AT&amp;T &ldquo;won&rdquo; &#8217; &#x2019; &#150; 3 &lt; 4"),
            "AT&T “won” ’ ’ – 3 < 4");
  EXPECT_EQ(Repaired("AT&T, R&D; x&y;, &nosuch; &; &#; &#xD800;"),
            "AT&T, R&D; x&y;, &nosuch; &; &#; &#xD800;");
  EXPECT_EQ(Repaired("&amp;amp; and &amp;#39; stay"), "&amp;amp; and &amp;#39; stay")
      << "else cleaning the result would change it again";
  EXPECT_EQ(Repaired("a &amp; b", Form::kHtml), "a &amp; b") << "the parser has decoded it already";
}

TEST(RepairTest, WordsPartedAtALinesEndAreJoined) {
  const std::string line = "The ministers met for the third time in a week to discuss the recov-\n";
  EXPECT_EQ(Repaired(line + "ery of the coastal towns."),
            "The ministers met for the third time in a week to discuss the recovery of the coastal "
            "towns.");
  const std::string compound =
      "The ministers met for the third time in a week to discuss the well-\n";
  EXPECT_EQ(
      Repaired(compound + "known plan. It is a well-known one."),
      "The ministers met for the third time in a week to discuss the well-known plan. It is a "
      "well-known one.");
}

}  // namespace
}  // namespace textanalysis::clean
