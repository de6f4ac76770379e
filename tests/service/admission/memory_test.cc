#include "service/admission/memory.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace textanalysis::admission {
namespace {

TEST(ChargeTest, GrowsOnlyIntoRoomAndIsStruckOutAtItsEnd) {
  int rooms = 0;
  Memory memory(100, [&rooms] { ++rooms; });
  Charge kept(&memory);
  EXPECT_TRUE(kept.TrySet(60));
  {
    Charge other(&memory);
    EXPECT_FALSE(other.TrySet(41));
    EXPECT_EQ(other.bytes(), 0);
    EXPECT_TRUE(other.TrySet(40));
    other.Set(45);  // Held already, whatever the books say.
    EXPECT_EQ(memory.used_bytes(), 105);
  }
  EXPECT_EQ(memory.used_bytes(), 60);
  EXPECT_EQ(rooms, 1);
  EXPECT_TRUE(kept.TrySet(1000)) << "alone it may have all";
  Charge moved = std::move(kept);
  moved = Charge();
  EXPECT_EQ(memory.used_bytes(), 0);
}

TEST(ChargeTest, WithoutBooksItHoldsNothing) {
  Charge charge;
  EXPECT_TRUE(charge.TrySet(0));
  EXPECT_EQ(charge.bytes(), 0);
}

TEST(MemoryTest, RoomIsToldOnlyWhenAChargeShrinks) {
  int rooms = 0;
  Memory memory(100, [&rooms] { ++rooms; });
  Charge charge(&memory);
  charge.Set(80);
  EXPECT_EQ(rooms, 0);
  charge.Set(50);
  EXPECT_EQ(rooms, 1);
  EXPECT_EQ(memory.used_bytes(), 50);
}

TEST(MemoryTest, ManyThreadsNeverTakeMoreThanThereIs) {
  Memory memory(1000, [] {});
  Charge standing(&memory);
  ASSERT_TRUE(standing.TrySet(100));
  std::atomic<bool> is_over = false;
  std::atomic<size_t> taken = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int k = 0; k < 2000; ++k) {
          Charge charge(&memory);
          taken += charge.TrySet(300) ? 1 : 0;
          if (memory.used_bytes() > 1000) is_over = true;
        }
      });
    }
  }
  EXPECT_FALSE(is_over);
  EXPECT_GT(taken, 0u);
  EXPECT_EQ(memory.used_bytes(), 100);
}

}  // namespace
}  // namespace textanalysis::admission
