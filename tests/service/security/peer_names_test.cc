#include "service/security/peer_names.h"

#include <gtest/gtest.h>

namespace textanalysis::security {
namespace {

TEST(AllowedNameTest, EntriesHaveTheirKind) {
  EXPECT_EQ(AllowedName("Desk.Test"), "DNS:desk.test");
  EXPECT_EQ(AllowedName("spiffe://news/desk"), "URI:spiffe://news/desk");
  EXPECT_EQ(AllowedName("desk@news.test"), "EMAIL:desk@news.test");
}

TEST(AllowedNameTest, SpacesAroundAnEntryAreNoneOfIt) {
  EXPECT_EQ(AllowedName(" desk.test "), "DNS:desk.test");
  EXPECT_EQ(AllowedName(" spiffe://news/desk"), "URI:spiffe://news/desk");
}

TEST(AllowedNameTest, OnlyHostsLoseTheirCase) {
  EXPECT_EQ(AllowedName("spiffe://News/Desk"), "URI:spiffe://News/Desk");
  EXPECT_EQ(AllowedName("Desk@News.test"), "EMAIL:Desk@News.test");
  EXPECT_NE(AllowedName("desk.test"), AllowedName("desk@desk.test"));
}

}  // namespace
}  // namespace textanalysis::security
