#include "analysis/clean/cleaner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

namespace textanalysis::clean {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CleanedDocument Clean(const std::string& source, Form form, Profile profile = Profile::kArticle) {
  CleanedDocument document =
      Cleaner::Create(testing::TestBundle())->Clean(source, form, profile, {}).value();
  EXPECT_EQ(testing::BrokenCleanInvariant(source, document), "");
  return document;
}

CleanedDocument CleanHtml(const std::string& html) { return Clean(html, Form::kHtml); }

TEST(CleanerTest, FlattenedArticleLosesItsFurnitureAndNothingElse) {
  const CleanedDocument d =
      Clean(testing::ReadSourceFile("examples/harbour.txt"), Form::kPlainText);
  for (const char* gone : {"JavaScript", "1:12", "Inside the silent harbour", "Read more",
                           "podcast", "You May Also Like", "Museum finds", "Scotland\n"}) {
    EXPECT_THAT(d.text, Not(HasSubstr(gone)));
  }
  for (const char* kept :
       {"Port strike", "A hole in the budget", "eight miles long", "She added"}) {
    EXPECT_THAT(d.text, HasSubstr(kept));
  }
  EXPECT_EQ(d.section->value, "Scotland");
  EXPECT_EQ(d.segments.front().role, BlockRole::kTitle);
}

TEST(CleanerTest, SectionOfAPlainTextStandsAroundItsTitle) {
  const auto section_of = [](const std::string& top) {
    const std::string prose =
        "The harbour board voted on Tuesday to close the old fish market for eight months.\n\n"
        "Engineers told the meeting that two of the twelve pillars had sunk since the survey.\n";
    const auto section = Clean(top + prose, Form::kPlainText).section;
    return section ? section->value : "";
  };
  const std::string title = "Old fish market to close for the winter\n\n";
  EXPECT_EQ(section_of("Harbour\n\n" + title), "Harbour");
  EXPECT_EQ(section_of(title + "Harbour\n\nBy Ana Diaz\n\n"), "Harbour");
  for (const char* line : {"LONDON\n\n", "Press Photos\n\n"})
    EXPECT_EQ(section_of(title + "By Ana Diaz\n\n" + line), "") << line;
  EXPECT_EQ(section_of(title + "Page 3\n\n"), "");
  for (const char* line : {"Dear Editor\n\n", "DRAFT\n\n", "Fish market\n\n"})
    EXPECT_EQ(section_of(line), "") << line;
  EXPECT_EQ(section_of("Summary:\n\n" + title), "");
}

TEST(CleanerTest, PageLosesItsFurnitureAndKeepsItsMetadata) {
  const CleanedDocument d = CleanHtml(testing::ReadSourceFile("examples/bakery.html"));
  EXPECT_EQ(d.title->value, "Bakery wins right to ring its bell");
  EXPECT_EQ(d.author_names, std::vector<std::string>{"Jonas Ekberg"});
  EXPECT_EQ(d.publish_day, absl::CivilDay(2024, 5, 14));
  EXPECT_THAT(d.text, HasSubstr("neighbours’ complaint"));
  EXPECT_THAT(d.text, HasSubstr("ring it softly & only once"));
  for (const char* gone : {"tracking", "church clocks", "First!", "All rights", "color", "Home"}) {
    EXPECT_THAT(d.text, Not(HasSubstr(gone)));
  }
  EXPECT_EQ(d.kind, PageKind::kArticle);
  // A page so short is right within a few words about as often.
  EXPECT_GT(d.extraction_confidence, 0.2f);
}

TEST(CleanerTest, RemovedLineThatRepeatsAKeptOneSaysSo) {
  const std::string page = testing::ReadSourceFile("examples/bakery.html");
  const std::string repeat = "Bakery wins right to ring its bell";
  std::string menu = page;
  menu.insert(menu.find("</body>"), "<nav><ul><li><a href=/1>" + repeat + "</a></ul></nav>");
  const CleanedDocument d = CleanHtml(menu);
  const auto duplicate = std::find_if(d.removed.begin(), d.removed.end(), [](const Removed& r) {
    return r.reason == RemovalReason::kDuplicate;
  });
  ASSERT_NE(duplicate, d.removed.end());
  EXPECT_EQ(menu.substr(duplicate->source.begin, duplicate->source.size()), repeat);
  EXPECT_THAT(d.text, HasSubstr(repeat));
}

TEST(CleanerTest, PlainProsePassesUntouched) {
  const std::string prose = "The first paragraph stands alone.\n\nThe second one does, too.\n";
  EXPECT_EQ(Clean(prose, Form::kPlainText).text,
            "The first paragraph stands alone.\n\nThe second one does, too.");
}

TEST(CleanerTest, TextWithoutProseKeepsItsLines) {
  EXPECT_EQ(Clean("so much depends\nupon\n\na red wheel\nbarrow\n", Form::kPlainText).text,
            "so much depends\n\nupon\n\na red wheel\n\nbarrow");
}

TEST(CleanerTest, LineOfUnseenCharactersIsNoLine) {
  const CleanedDocument document = Clean("2:46\n\u200B\u200B\n\u00AD\nx\n", Form::kPlainText);
  EXPECT_THAT(document.text, Not(HasSubstr("\u200B")));
  EXPECT_EQ(document.removed.back().reason, RemovalReason::kWhitespace);
}

TEST(CleanerTest, HardWrappedLinesAreJoined) {
  const std::string text =
      "The committee met for the third time this week and once more\nfailed to agree on a date.\n";
  EXPECT_EQ(
      Clean(text, Form::kPlainText).text,
      "The committee met for the third time this week and once more failed to agree on a date.");
}

TEST(CleanerTest, TextIsComposedAndSpacesCollapse) {
  EXPECT_EQ(Clean("cafe\u0301  \u00A0au lait", Form::kPlainText).text, "caf\u00E9 au lait");
}

TEST(CleanerTest, CharacterReferencesAreDecodedOnce) {
  EXPECT_EQ(CleanHtml("<p>Fish &amp;amp; chips &#8212; &notit; caf&eacute; &bogus; R&D</p>").text,
            "Fish &amp; chips — ¬it; café &bogus; R&D");
}

TEST(CleanerTest, InlineElementsDoNotCutWords) {
  EXPECT_EQ(CleanHtml("<p>un<b>break</b>able</p><p>two</p>").text, "unbreakable\n\ntwo");
}

TEST(CleanerTest, DeepNestingIsFlattened) {
  std::string html;
  for (int k = 0; k < 100000; ++k) html += "<div>";
  EXPECT_EQ(CleanHtml(html + "deep").text, "deep");
}

TEST(CleanerTest, PageOfAMillionTagsKeepsItsText) {
  std::string html;
  for (int k = 0; k < 500'000; ++k) html += "<p>a</p>";
  const std::string text = Clean(html, Form::kHtml, Profile::kVisibleText).text;
  EXPECT_EQ(std::count(text.begin(), text.end(), 'a'), 500'000);
}

TEST(CleanerTest, WhatOnlyScreenReadersReadIsNoTextAndPartsNone) {
  const std::string page =
      "<p>The <a href=x><span>report</span><svg><path d=M1></path></svg><span style='clip:rect(0 0 "
      "0 "
      "0);position:absolute'>, opens new tab</span></a> of the board</p>"
      "<div class='inline visually-hidden'>Article content</div><p>Fisch<wbr>markt\u200Bhalle</p>"
      "<div role=dialog aria-hidden=true><p>We use cookies.</p></div>";
  EXPECT_EQ(Clean(page, Form::kHtml, Profile::kVisibleText).text,
            "The report of the board\n\nFischmarkthalle");
}

TEST(CleanerTest, HeadlineForScreenReadersIsTheTitle) {
  const CleanedDocument page = CleanHtml("<h1 class=sr-only>Port opens again</h1><p>Text.</p>");
  EXPECT_EQ(page.title->value, "Port opens again");
}

TEST(CleanerTest, DeclaredShadowTreeIsShown) {
  EXPECT_EQ(CleanHtml("<x-a><template shadowrootmode=open><p>Shown.</p></template></x-a>"
                      "<template><p>Not shown.</p></template>")
                .text,
            "Shown.");
}

TEST(CleanerTest, PullQuoteThatStandsInTheTextIsLeftOut) {
  const std::string body =
      "<p>“We cannot ask people to work above a hole,” said the chair of the board on Tuesday, and "
      "the traders who had come to hear her agreed with what she said about the old hall.</p>"
      "<p>The market will be closed for eight months so that its foundations can be rebuilt before "
      "the winter storms, and the traders will get a covered place on the quay.</p>";
  const std::string quote =
      "<blockquote class=pull-quote><p>“We cannot ask people to work above a "
      "hole”</p></blockquote>";
  const std::string other =
      "<blockquote><p>“The hall was sinking long before we came”</p></blockquote>";
  const std::string text = CleanHtml("<article>" + body + quote + other + "</article>").text;
  EXPECT_THAT(text, Not(HasSubstr("above a hole”")));
  EXPECT_THAT(text, HasSubstr("above a hole,”"));
  EXPECT_THAT(text, HasSubstr("sinking long before"));
}

TEST(CleanerTest, WhatAPageHasTwiceStaysOnce) {
  const std::string body =
      "<h1>Fish market to close</h1><p>By Ana Diaz</p>"
      "<p>The market will be closed for eight months so that its foundations can be rebuilt before "
      "the winter storms, and the traders will get a covered place on the quay, which the board "
      "pays for.</p><p>Come and see it.</p>"
      "<p>The chair of the board said on Tuesday that nobody can be asked to work above a hole, "
      "and "
      "the traders who had come to hear her agreed with what she said about the old hall.</p>";
  const std::string once = "<article>" + body + "</article>";
  const CleanedDocument page =
      CleanHtml("<div class=wide>" + once + "</div><div class=narrow>" + once + "</div>");
  EXPECT_EQ(page.text, CleanHtml(once).text);
  EXPECT_THAT(page.text, HasSubstr("covered place"));
  EXPECT_TRUE(std::any_of(page.removed.begin(), page.removed.end(),
                          [](const Removed& r) { return r.reason == RemovalReason::kDuplicate; }));
}

TEST(CleanerTest, RefrainsStay) {
  std::string plan = "<article><h1>Ten weeks to the harbour run</h1>";
  for (int week = 1; week <= 10; ++week)
    plan += "<p>Week " + std::to_string(week) +
            " asks for a little more than the one before, so take your time with it.</p><p>Monday: "
            "rest, or walk for half an hour along the quay.</p>";
  const std::string text = CleanHtml(plan + "</article>").text;
  size_t rests = 0;
  for (size_t at = text.find("Monday"); at != std::string::npos; at = text.find("Monday", at + 1))
    ++rests;
  EXPECT_EQ(rests, 10u);
}

TEST(CleanerTest, VisibleTextKeepsFurniture) {
  EXPECT_THAT(Clean("<nav>Home</nav><p>Text.</p>", Form::kHtml, Profile::kVisibleText).text,
              HasSubstr("Home"));
}

TEST(CleanerTest, DayNearTheTitleIsTheArticles) {
  const std::string html =
      "<h1>Port opens again</h1><p>Old news: January 1, 2001</p><p>Published 3 May 2024</p>";
  EXPECT_EQ(CleanHtml("<p>12 June 2020</p><p>Menu</p>" + html).publish_day,
            absl::CivilDay(2024, 5, 3))
      << "the line that says that it is";
  EXPECT_EQ(
      CleanHtml("<meta property=article:published_time content=2024-04-02>" + html).publish_day,
      absl::CivilDay(2024, 4, 2));
  EXPECT_EQ(CleanHtml("<h1>Port opens again</h1>").publish_day, std::nullopt);
}

TEST(CleanerTest, WhatAPageHidesIsNotVisible) {
  const std::string html =
      "<p>Shown.</p><div hidden><p>Hidden.</p></div><noscript>Off.</noscript><i style="
      "'display:none'>x</i>";
  const CleanedDocument d = Clean(html, Form::kHtml, Profile::kVisibleText);
  EXPECT_EQ(d.text, "Shown.");
  EXPECT_EQ(std::count_if(d.removed.begin(), d.removed.end(),
                          [](const Removed& r) { return r.reason == RemovalReason::kInvisible; }),
            3);
}

TEST(CleanerTest, EmptyPagesAreNoArticles) {
  EXPECT_EQ(CleanHtml("<html></html>").extraction_confidence, 0.f);
  EXPECT_EQ(Clean("\n \n", Form::kPlainText).text, "");
}

}  // namespace
}  // namespace textanalysis::clean
