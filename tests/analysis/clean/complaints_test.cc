// What users of other extractors complain about, one test each.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/clean/cleaner.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

namespace textanalysis::clean {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFirst[] =
    "The harbour at Leith will stay shut until Monday, the port said, after a crane fell across "
    "the "
    "quay in the storm.";
constexpr char kSecond[] =
    "Engineers worked through the night to free two ferries, and the owners of the crane said that "
    "they would pay for the damage.";
constexpr char kLast[] =
    "Nobody was hurt. The last time the harbour closed for so long was in the winter of 1963, when "
    "it "
    "froze.";

std::string P(const std::string& text) { return "<p>" + text + "</p>\n"; }

// A page: an article of three paragraphs, `inside` after the second and `after` at its end.
std::string Page(const std::string& inside, const std::string& after = "") {
  return "<html><head><title>Harbour shut after storm</title></head><body><header><nav><ul><li><a "
         "href=/>Home</a></li><li><a href=/news>News</a></li><li><a "
         "href=/sport>Sport</a></li></ul></nav></header><main><article><h1>Harbour shut after "
         "storm</h1>" +
         P(kFirst) + P(kSecond) + inside + P(kLast) + after +
         "</article></main><footer><p>© 2024 The Leith Post. All rights reserved.</p><p><a "
         "href=/terms>Terms</a> <a href=/privacy>Privacy</a></p></footer></body></html>";
}

std::string TextOf(const std::string& html) {
  const CleanedDocument document = Cleaner::Create(testing::TestBundle())
                                       ->Clean(html, Form::kHtml, Profile::kArticle, {})
                                       .value();
  EXPECT_EQ(testing::BrokenCleanInvariant(html, document), "");
  return document.text;
}

TEST(ComplaintsTest, FirstAndLastParagraphsStay) {
  const std::string text = TextOf(Page(""));
  EXPECT_THAT(text, HasSubstr(kFirst));
  EXPECT_THAT(text, HasSubstr(kLast));
  EXPECT_THAT(text, Not(HasSubstr("All rights reserved")));
  EXPECT_THAT(text, Not(HasSubstr("Sport")));
}

TEST(ComplaintsTest, ParagraphFullOfLinksStays) {
  EXPECT_THAT(
      TextOf(Page(P("The <a href=/1>Port of Leith</a>, the <a href=/2>Coastguard</a> and the <a "
                    "href=/3>ferry company Norse Lines</a> have each <a href=/4>opened an inquiry "
                    "of their own</a> into why the crane fell."))),
      HasSubstr("opened an inquiry of their own into why the crane fell."));
}

TEST(ComplaintsTest, ListStays) {
  EXPECT_THAT(TextOf(Page("<p>The port asked passengers to do three things:</p><ul><li>call the "
                          "ferry company before they leave home,</li><li>bring warm clothes and "
                          "something to eat,</li><li>park on the eastern side of the "
                          "docks.</li></ul>")),
              HasSubstr("bring warm clothes and something to eat,"));
}

TEST(ComplaintsTest, TableStays) {
  const std::string text = TextOf(
      Page("<p>The wind was stronger than in any storm since records began:</p><table><tr><th>Place"
           "</th><th>Gust</th></tr><tr><td>Leith</td><td>92 miles an hour</td></tr><tr><td>Crail"
           "</td><td>88 miles an hour</td></tr></table>"));
  EXPECT_THAT(text, HasSubstr("92 miles an hour"));
}

TEST(ComplaintsTest, SubHeadingStays) {
  EXPECT_THAT(
      TextOf(Page("<h2>‘Like a thunderclap’</h2>" +
                  P("People who live on the shore said that the fall woke them, and that the "
                    "windows shook for a minute."))),
      HasSubstr("Like a thunderclap"));
}

TEST(ComplaintsTest, RelatedHeadlinesGo) {
  EXPECT_THAT(
      TextOf(Page("<aside class=related><h3>Related stories</h3><ul><li><a href=/a>Ten people held "
                  "after market raid</a></li><li><a href=/b>Why the trams are late "
                  "again</a></li></ul></aside>")),
      Not(HasSubstr("trams are late")));
}

TEST(ComplaintsTest, BiographyOfTheAuthorGoes) {
  const std::string text =
      TextOf(Page("",
                  "<div class=author-bio><p>Jo Marsh is our chief reporter. Follow her on Twitter "
                  "@jomarsh.</p></div>"));
  EXPECT_THAT(text, Not(HasSubstr("Follow her on")));
  EXPECT_THAT(text, HasSubstr(kLast));
}

TEST(ComplaintsTest, NestedContainersGiveTheirTextOnce) {
  const std::string text = TextOf(
      Page("<div><div><section><div><p>A diver found the hook of the crane on the bed of the "
           "harbour on Sunday, forty metres from the quay.</p></div></section></div></div>"));
  const size_t at = text.find("A diver found");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(text.find("A diver found", at + 1), std::string::npos);
}

TEST(ComplaintsTest, WordsAreNotGlued) {
  const std::string text = TextOf(Page(
      "<p>The crane was built in <b>19</b>72<br>and moved here in 1990.</p><div>It weighs nine "
      "hundred tonnes, said the owners of the dock.</div><div>It will be cut up and sold.</div>"));
  EXPECT_THAT(text, HasSubstr("built in 1972"));
  EXPECT_THAT(text, Not(HasSubstr("1972and")));
  EXPECT_THAT(text, Not(HasSubstr("dock.It")));
}

TEST(ComplaintsTest, CookieNoticeGoes) {
  const std::string text = TextOf(
      "<div id=cookie-consent class=cookie-banner><h2>We value your privacy</h2><p>We and our "
      "partners store and access information on your device, such as cookies, to personalise "
      "advertising and content. You can change your choices at any time.</p><button>Accept "
      "all</button></div>" +
      Page(""));
  EXPECT_THAT(text, Not(HasSubstr("our partners")));
  EXPECT_THAT(text, HasSubstr(kSecond));
}

TEST(ComplaintsTest, CommentsOfReadersGo) {
  EXPECT_THAT(
      TextOf(Page("") +
             "<section id=comments class=comments><h3>2 comments</h3><div class=comment><p>They "
             "should have moved that crane years ago, everybody said so at the time.</p></div><div "
             "class=comment><p>My cousin works there and says the same thing.</p></div></section>"),
      Not(HasSubstr("My cousin works there")));
}

TEST(ComplaintsTest, ArticleInAFormStays) {
  EXPECT_THAT(TextOf("<html><body><form action=/x>" + P(kFirst) + P(kSecond) + P(kLast) +
                     "<input type=hidden name=a></form></body></html>"),
              HasSubstr(kSecond));
}

TEST(ComplaintsTest, ArticleInALayoutTableStays) {
  EXPECT_THAT(TextOf("<html><body><table><tr><td width=120><a href=/>Home</a><br><a "
                     "href=/n>News</a></td><td>" +
                     P(kFirst) + P(kSecond) + P(kLast) + "</td></tr></table></body></html>"),
              HasSubstr(kLast));
}

TEST(ComplaintsTest, ParagraphInAnAsideStays) {
  EXPECT_THAT(
      TextOf(Page("<aside>" +
                  P("The port handled four million tonnes last year, a tenth more than in the year "
                    "before, and employs six hundred people.") +
                  "</aside>")),
      HasSubstr("four million tonnes"));
}

TEST(ComplaintsTest, ArticleShownWithoutScriptsOnlyStays) {
  const std::string page = Page("");
  const size_t begin = page.find("<main>"), end = page.find("</main>") + 7;
  const std::string text =
      TextOf(page.substr(0, begin) + "<noscript>" + page.substr(begin, end - begin) +
             "</noscript>" + page.substr(end));
  EXPECT_THAT(text, HasSubstr(kFirst));
  EXPECT_THAT(text, HasSubstr(kLast));
}

TEST(ComplaintsTest, ArticleInABodyCalledWithSidebarStays) {
  std::string page = Page("");
  page.replace(page.find("<main>"), 6, "<main class='with-sidebar has-comments'>");
  const std::string text = TextOf(page);
  EXPECT_THAT(text, HasSubstr(kFirst));
  EXPECT_THAT(text, HasSubstr(kLast));
  EXPECT_THAT(text, Not(HasSubstr("All rights reserved")));
}

}  // namespace
}  // namespace textanalysis::clean
