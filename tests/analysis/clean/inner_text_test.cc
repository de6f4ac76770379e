#include "analysis/clean/inner_text.h"

#include <gtest/gtest.h>

#include "tests/analysis/clean/test_references.h"

namespace textanalysis::clean {
namespace {

std::string Inner(std::string_view html) {
  return InnerText(html, {0, html.size()}, TestReferences());
}

TEST(InnerTextTest, ARunOfTagsBecomesOneMark) {
  EXPECT_EQ(Inner("a<b><i>c</i></b>d"),
            "a\x1f"
            "c\x1f"
            "d");
  EXPECT_EQ(Inner("plain"), "plain");
}

TEST(InnerTextTest, CommentsAndScriptsAreLeftOut) {
  const std::string text = Inner("a<!-- b -->c<script>d</script>e<style>f</style>g");
  for (const char hidden : {'b', 'd', 'f'}) EXPECT_EQ(text.find(hidden), std::string::npos);
  for (const char shown : {'a', 'c', 'e', 'g'}) EXPECT_NE(text.find(shown), std::string::npos);
}

TEST(InnerTextTest, ReferencesSpaceAndInvisibleCharactersAreSettled) {
  EXPECT_EQ(Inner("Tom &amp;\n\t Ana\u200B"), "Tom & Ana");
}

TEST(PlainStatementTest, DecodesTwiceAndTakesTagsOff) {
  EXPECT_EQ(PlainStatement("Tom &amp;amp; Ana", TestReferences()), "Tom & Ana");
  EXPECT_EQ(PlainStatement(" <b>Port</b>  shut ", TestReferences()), "Port shut");
  EXPECT_EQ(PlainStatement("", TestReferences()), "");
}

}  // namespace
}  // namespace textanalysis::clean
