#include "analysis/text/keyed_map.h"

#include <gtest/gtest.h>

#include <string>

namespace textanalysis::text {
namespace {

TEST(KeyedMapTest, StringsAreFoundByViewsOfThem) {
  KeyedMap<std::string, size_t> counts;
  const std::string text = "port of Leith";
  ++counts["port"];
  const auto found = counts.find(std::string_view(text).substr(0, 4));
  ASSERT_NE(found, counts.end());
  EXPECT_EQ(found->second, 1u);
  EXPECT_EQ(counts.find(std::string_view(text).substr(0, 3)), counts.end());
}

TEST(KeyedMapTest, NumbersThatShareTheirLowBitsDoNotShareABucket) {
  KeyedSet<uint64_t> set;
  for (uint64_t k = 0; k < 10'000; ++k) set.insert(k << 32);
  EXPECT_EQ(set.size(), 10'000u);
  EXPECT_TRUE(set.contains(uint64_t{9'999} << 32));
  EXPECT_FALSE(set.contains(9'999));
}

}  // namespace
}  // namespace textanalysis::text
