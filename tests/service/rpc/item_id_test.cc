#include "service/rpc/item_id.h"

#include <gtest/gtest.h>

namespace textanalysis::rpc {
namespace {

TEST(ItemIdTest, HasOneTo128Bytes) {
  EXPECT_TRUE(CheckItemId("a").ok());
  EXPECT_TRUE(CheckItemId(std::string(128, 'a')).ok());
  EXPECT_FALSE(CheckItemId("").ok());
  EXPECT_FALSE(CheckItemId(std::string(129, 'a')).ok());
}

TEST(ItemIdTest, IsShortenedAtACharacter) {
  EXPECT_EQ(ShortenedItemId("short"), "short");
  const std::string id = std::string(127, 'a') + "é";
  EXPECT_EQ(ShortenedItemId(id), std::string(127, 'a'));
}

}  // namespace
}  // namespace textanalysis::rpc
