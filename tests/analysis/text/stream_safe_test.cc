#include "analysis/text/stream_safe.h"

#include <gtest/gtest.h>

#include <string>

namespace textanalysis::text {
namespace {

TEST(StreamSafeTest, ALetterHasAtMostThirtyMarks) {
  std::string word = "e";
  for (int k = 0; k < 15; ++k) word += "\u0301\u0316";
  EXPECT_TRUE(IsStreamSafe(""));
  EXPECT_TRUE(IsStreamSafe("Inés"));
  EXPECT_TRUE(IsStreamSafe(word));
  EXPECT_TRUE(IsStreamSafe(word + word)) << "each letter has its own";
  EXPECT_FALSE(IsStreamSafe(word + "\u0301"));
}

}  // namespace
}  // namespace textanalysis::text
