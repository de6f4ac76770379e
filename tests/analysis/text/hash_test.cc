#include "analysis/text/hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace textanalysis::text {
namespace {

TEST(HashTest, ValuesStayAsTrainedTablesHaveThem) {
  EXPECT_EQ(Hash(""), Mix(0xcbf29ce484222325u));
  EXPECT_EQ(Hash("said"), 13303499409133832781u);
}

TEST(HashTest, BytesAboveAsciiCountAsTheyAre) { EXPECT_NE(Hash("é"), Hash("e")); }

TEST(HashTest, TheOrderOfAPairCounts) {
  EXPECT_NE(Combine(1, 2), Combine(2, 1));
  EXPECT_EQ(Combine(1, 2), Combine(1, 2));
}

TEST(HashTest, LowBitsAreSpread) {
  std::set<uint64_t> buckets;
  for (int k = 0; k < 1000; ++k) buckets.insert(Hash("word" + std::to_string(k)) % 4096);
  EXPECT_GT(buckets.size(), 850u) << "as chance has it";
}

}  // namespace
}  // namespace textanalysis::text
