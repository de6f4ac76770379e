#include "analysis/clean/lenient_json.h"

#include <gtest/gtest.h>

#include <string>

namespace textanalysis::clean {
namespace {

// The text of member "a" of the first value.
std::string MemberOf(std::string_view json) {
  const std::vector<Json> values = ReadLenientJson(json);
  const Json* const member = values.empty() ? nullptr : values[0].Find("a");
  return member == nullptr ? "(none)" : member->text;
}

TEST(LenientJsonTest, GoodJsonIsReadAsItIs) {
  EXPECT_EQ(MemberOf(R"({"a": "x \"y\" \u00e9 \ud83d\ude00 \/ z"})"), "x \"y\" é 😀 / z");
  EXPECT_EQ(MemberOf(R"({"b": {"a": "inner"}, "c": [1, true, null], "a": 12.5})"), "12.5");
  const std::vector<Json> values = ReadLenientJson(R"([{"x": 1}, "y", [2]])");
  ASSERT_EQ(values.size(), 1u);
  ASSERT_EQ(values[0].items.size(), 3u);
  EXPECT_EQ(values[0].items[1].text, "y");
  EXPECT_EQ(values[0].items[2].items[0].text, "2");
}

TEST(LenientJsonTest, FaultsOfPagesAreReadOver) {
  EXPECT_EQ(MemberOf("{,\"b\": 1,, \"a\": \"x\",};"), "x") << "stray commas";
  EXPECT_EQ(MemberOf("{\"b\": 1 \"a\": \"x\"}"), "x") << "a missing comma";
  EXPECT_EQ(MemberOf("{/* note */ \"b\": 1, // note\n \"a\": \"x\"}"), "x") << "comments";
  EXPECT_EQ(MemberOf("<!--\n{\"a\": \"x\"}\n-->"), "x");
  EXPECT_EQ(MemberOf("{\"b\": \"two\nlines\", \"a\": \"x\"}"), "x") << "a line break in a string";
  EXPECT_EQ(MemberOf("{\"b\": \"the \"old\" hall\", \"a\": \"x\"}"), "x") << "marks not escaped";
  EXPECT_EQ(MemberOf("{\"b\": \"no comma\"\n \"a\": \"x\"}"), "x");
  EXPECT_EQ(MemberOf("{a: 'x'}"), "x") << "as scripts write it";
  EXPECT_EQ(MemberOf("{\"a\": \"x\", \"b\": [1, 2"), "x") << "cut off";
  EXPECT_EQ(MemberOf("var data = {\"a\": \"x\"}"), "x");
}

TEST(LenientJsonTest, WhatIsNoJsonEnds) {
  EXPECT_TRUE(ReadLenientJson("").empty());
  EXPECT_TRUE(ReadLenientJson("no json").empty());
  EXPECT_EQ(MemberOf("{\"a\": \"\\ud83d\"}"), "\xEF\xBF\xBD") << "half a pair";
  EXPECT_EQ(ReadLenientJson(std::string(100'000, '[')).size(), 1u);
  std::string deep;
  for (int k = 0; k < 20'000; ++k) deep += "{\"b\":";
  EXPECT_EQ(ReadLenientJson(deep + "1").size(), 1u);
}

}  // namespace
}  // namespace textanalysis::clean
