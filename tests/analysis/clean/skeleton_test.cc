#include "analysis/clean/skeleton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <gumbo.h>

#include <random>
#include <set>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;

const PageTables& Tables() {
  static const PageTables kTables(testing::TestBundle());
  return kTables;
}

std::string SkeletonOf(std::string_view html) { return Skeleton(html, Tables()).text(); }

// Text as the skeleton marks it: dots, and the ampersands that references yield. White space is
// left out, since where it goes in a table depends on the typography beside it.
std::string Marked(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out.push_back('&');
    if (c == '&' || c == ' ' || c == '\n') continue;
    if (!out.ends_with('.')) out.push_back('.');
  }
  return out;
}

// The tree that gumbo builds: elements that part text, and the text between.
class Tree {
 public:
  explicit Tree(const std::string& html) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    Add(output->document);
    EndText();
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
  const std::string& printed() const { return out_; }

 private:
  void Add(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
      text_ += node->v.text.text;
    } else if (node->type == GUMBO_NODE_DOCUMENT) {
      AddAll(node->v.document.children);
    } else if (node->type == GUMBO_NODE_ELEMENT) {
      AddElement(node->v.element);
    }
  }
  void AddAll(const GumboVector& children) {
    for (unsigned k = 0; k < children.length; ++k)
      Add(static_cast<const GumboNode*>(children.data[k]));
  }
  void AddElement(const GumboElement& element) {
    static const std::set<GumboTag> kInline = {GUMBO_TAG_A,   GUMBO_TAG_B,    GUMBO_TAG_I,
                                               GUMBO_TAG_IMG, GUMBO_TAG_SPAN, GUMBO_TAG_UNKNOWN};
    static const std::set<GumboTag> kUnread = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_IFRAME};
    if (kUnread.contains(element.tag)) return;
    const bool is_printed = !kInline.contains(element.tag);
    if (is_printed) Print("<" + std::string(gumbo_normalized_tagname(element.tag)) + ">");
    AddAll(element.children);
    if (is_printed) Print("</>");
  }
  void Print(const std::string& tag) {
    EndText();
    out_ += tag;
  }
  void EndText() {
    out_ += Marked(text_);
    text_.clear();
  }

  std::string out_;
  std::string text_;
};

TEST(SkeletonTest, TheTreeStaysTheSame) {
  constexpr std::string_view kPieces[] = {"<p>",
                                          "</p>",
                                          "<p class=x onclick='a>b' data-y=\"<b>\">",
                                          "<b title=\"it's\">bold</b>",
                                          "text ",
                                          "&amp;",
                                          "<!-- c -->",
                                          "<!--",
                                          "-->",
                                          "<script>a<b</script>",
                                          "<script><!-- <script> </script>",
                                          "<style>p{}</style>",
                                          "<STYLE>",
                                          "</style>",
                                          "<title>t</title>",
                                          "<textarea><p></textarea>",
                                          "<table>",
                                          "<td>",
                                          "<a href=x>link</a>",
                                          "<i>slanted &amp; all</i>",
                                          "<img src=x>",
                                          "&nbsp;",
                                          "&amp",
                                          "&",
                                          " \n",
                                          "--!>",
                                          "<ul><li>",
                                          "<span class=x>word</span>",
                                          "</script>",
                                          "<",
                                          ">",
                                          "<p",
                                          "\"",
                                          "'",
                                          "=",
                                          "/",
                                          "<br/>",
                                          "<iframe src=x>",
                                          "</iframe>",
                                          "</",
                                          "<!x>",
                                          "<?x>",
                                          "<div style='display:none'>",
                                          "</div>"};
  std::mt19937 random(4);
  for (int round = 0; round < 8000; ++round) {
    std::string html = "<body>";
    for (auto n = random() % 14; n > 0; --n) html += kPieces[random() % std::size(kPieces)];
    ASSERT_EQ(Tree(SkeletonOf(html)).printed(), Tree(html).printed()) << html;
  }
}

TEST(SkeletonTest, TagsAndMarksForTextStay) {
  EXPECT_EQ(SkeletonOf("<p onclick='a>b' class=x data-y=\"<b>\">Hi<!-- no --> there &amp; on</p>"),
            "<p>. .&amp; .</p>");
  EXPECT_EQ(SkeletonOf("<script>if (a < b) c();</script>x"), ".");
  EXPECT_EQ(SkeletonOf("<STYLE>p{}</Style >x"), ".");
  EXPECT_EQ(SkeletonOf("one <b>two</b> <img src=x>three"), ".. .");
  EXPECT_EQ(SkeletonOf("<svg/>a<p a=b/>c"), "<svg/>.<p>.");
}

unsigned DepthOf(const GumboNode* node) {
  if (node->type != GUMBO_NODE_DOCUMENT && node->type != GUMBO_NODE_ELEMENT) return 0;
  const GumboVector& children =
      node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
  unsigned deepest = 0;
  for (unsigned k = 0; k < children.length; ++k)
    deepest = std::max(deepest, DepthOf(static_cast<const GumboNode*>(children.data[k])));
  return deepest + 1;
}

unsigned TreeDepth(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  const unsigned depth = DepthOf(output->document);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return depth;
}

// Between those that are counted stand rows, cells and their like, which close themselves.
constexpr unsigned kDeepest = 6 * 400;

TEST(SkeletonTest, NoMixOfTagsNestsDeeper) {
  constexpr std::string_view kTags[] = {
      "<div>",       "</div>",       "<section>",    "</section>",
      "<span>",      "</span>",      "<x-a>",        "</x-a>",
      "<table>",     "</table>",     "<tr>",         "<td>",
      "</td>",       "<form>",       "</form>",      "<button>",
      "</button>",   "<p>",          "</p>",         "<li>",
      "<ul>",        "</ul>",        "<object>",     "</object>",
      "<svg>",       "</svg>",       "<desc>",       "</body>",
      "</html>",     "<h1>",         "</h2>",        "<b>",
      "</b>",        "<a>",          "</a>",         "<select>",
      "</select>",   "<caption>",    "</caption>",   "<math>",
      "<mi>",        "</mi>",        "<input>",      "<textarea>x</textarea>",
      "<option>",    "<optgroup>",   "<noscript>",   "</noscript>",
      "<center>",    "<mi>",         "</math>",      "<nav>",
      "<dl>",        "<template>",   "</template>",  "<fieldset>",
      "</fieldset>", "<blockquote>", "</blockquote>"};
  std::mt19937 random(6);
  for (int round = 0; round < 500; ++round) {
    // Few kinds of tags in one page, so that some nest without end.
    std::string unit;
    for (auto n = 2 + random() % 5; n > 0; --n) unit += kTags[random() % std::size(kTags)];
    std::string html = random() % 2 == 0 ? "<i hidden>x</i>" : "";
    for (int k = 0; k < 1500; ++k) html += unit;
    EXPECT_LT(TreeDepth(SkeletonOf(html)), kDeepest) << unit;
  }
}

TEST(SkeletonTest, HiddenInlineElementsStay) {
  EXPECT_EQ(SkeletonOf("<i>a</i><b hidden>b</b>"), ".<span>.</span>");
}

TEST(SkeletonTest, MetadataThatIsReadStaysWhole) {
  const std::string html = "<meta property=\"og:title\" content=\"A &amp; B\"><meta name=viewport>";
  EXPECT_EQ(SkeletonOf(html), "<meta property=\"og:title\" content=\"A &amp; B\">");
  EXPECT_EQ(SkeletonOf("<title>a <p onclick=1> b</title>"), "<title>a <p onclick=1> b</title>");
}

TEST(SkeletonTest, AttributesAreFoundByTheirTag) {
  const Skeleton skeleton("<p>a<P CLASS='x y' onclick=1 ID=z>b<p style='color:red'>c<p hidden>d",
                          Tables());
  EXPECT_EQ(skeleton.text(), "<p>.<P>.<p>.<p>.");
  ASSERT_EQ(skeleton.AttributesAt(4).size(), 2u);
  EXPECT_EQ(skeleton.AttributesAt(4)[0].value, "x y");
  EXPECT_EQ(skeleton.AttributesAt(4)[1].name, Attribute::Name::kId);
  EXPECT_TRUE(skeleton.AttributesAt(0).empty());
  EXPECT_TRUE(skeleton.AttributesAt(8).empty());
  ASSERT_EQ(skeleton.AttributesAt(12).size(), 1u);
  EXPECT_EQ(skeleton.AttributesAt(12)[0].name, Attribute::Name::kHidden);
}

TEST(SkeletonTest, StylesHideAsBrowsersReadThem) {
  for (const char* style : {"display:none", "color: red; DISPLAY: none"})
    EXPECT_EQ(Skeleton("<p style='" + std::string(style) + "'>", Tables()).AttributesAt(0).size(),
              1u);
}

TEST(SkeletonTest, ScriptsThatOpenAScriptInAComment) {
  EXPECT_EQ(SkeletonOf("<script><!-- <script> </script> --></script>x"), ".");
  EXPECT_EQ(SkeletonOf("<script><!-- </script>x --></script>"), ".</script>");
}

TEST(SkeletonTest, UnfinishedMarkupIsNoText) {
  for (const char* html : {"<p", "<!-- open", "<p class='x", "</p"})
    EXPECT_EQ(SkeletonOf(html), "");
  for (const char* html : {"<", "a < b", "</", "a<"}) EXPECT_EQ(SkeletonOf(html), ".");
}

std::vector<text::Span> SourceOf(const Skeleton& skeleton, text::Span span) {
  std::vector<text::Span> out;
  for (const TextRun& run : skeleton.ToSource(span)) out.push_back(run.source);
  return out;
}

TEST(SkeletonTest, MarksLeadBackToTheSource) {
  const std::string html = "<p id=a>one<!-- c --> two&amp;<script>d</script>three";
  const Skeleton skeleton(html, Tables());
  ASSERT_EQ(skeleton.text(), "<p>. .&amp;.");
  EXPECT_THAT(SourceOf(skeleton, {3, 8}), ElementsAre(text::Span{8, 11}, text::Span{21, 22},
                                                      text::Span{22, 25}, text::Span{25, 27}));
  EXPECT_THAT(SourceOf(skeleton, {8, 12}), ElementsAre(text::Span{27, 30}, text::Span{48, 53}));
}

TEST(SkeletonTest, LinksAreNumbered) {
  const Skeleton skeleton("a<a href=x>b<i>c</i></a>d<A>e<a>f</a>g", Tables());
  std::vector<uint32_t> links;
  for (const TextRun& run : skeleton.ToSource({0, skeleton.text().size()}))
    links.push_back(run.link);
  EXPECT_THAT(links, ElementsAre(0, 1, 1, 0, 2, 3, 0));
}

TEST(SkeletonTest, LinkedDataIsFound) {
  const std::string html = "<script type=\"application/ld+json\">{}</script>";
  const Skeleton skeleton(html, Tables());
  ASSERT_EQ(skeleton.linked_data().size(), 1u);
  EXPECT_EQ(Slice(html, skeleton.linked_data()[0]), "{}");
}

}  // namespace
}  // namespace textanalysis::clean
