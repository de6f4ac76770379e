#include "service/runtime/memory_guard.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace textanalysis::runtime {
namespace {

TEST(HeldBytesTest, GrowByWhatIsTaken) {
  const size_t before = HeldBytes();
  ASSERT_GT(before, 0);
  const std::string taken(64 << 20, 'x');
  EXPECT_GE(HeldBytes(), before + (60 << 20)) << taken.size();
}

TEST(MemoryGuardTest, RelievesWhileMoreThanTheLimitIsHeld) {
  const std::string taken(64 << 20, 'x');
  std::promise<size_t> told;
  std::atomic<int> calls = 0;
  const auto relieve = [&](size_t held, size_t limit) {
    if (++calls == 1) told.set_value(held - limit);
    return false;
  };
  const size_t limit = HeldBytes() - (32 << 20);
  MemoryGuard guard([limit] { return limit; }, {.relieve = relieve, .recover = [] {}});
  EXPECT_GT(told.get_future().get(), 0) << taken.size();
  while (calls < 2) std::this_thread::yield();
}

TEST(MemoryGuardTest, RecoversOnceEnoughIsFree) {
  std::string taken(96 << 20, 'x');
  std::promise<void> relieved, recovered;
  std::atomic<bool> is_free = false;
  std::atomic<int> calls = 0;
  const auto relieve = [&](size_t /*held*/, size_t /*limit*/) {
    if (++calls == 1) relieved.set_value();
    return true;
  };
  const auto recover = [&] {
    EXPECT_TRUE(is_free);
    recovered.set_value();
  };
  const size_t limit = HeldBytes() - (32 << 20);
  MemoryGuard guard([limit] { return limit; }, {.relieve = relieve, .recover = recover});
  relieved.get_future().get();
  is_free = true;
  std::string().swap(taken);
  recovered.get_future().get();
}

TEST(MemoryGuardTest, IsQuietBelowTheLimit) {
  std::atomic<int> calls = 0;
  {
    const auto relieve = [&](size_t /*held*/, size_t /*limit*/) {
      ++calls;
      return true;
    };
    const size_t limit = HeldBytes() + (64 << 20);
    MemoryGuard guard([limit] { return limit; }, {.relieve = relieve, .recover = [&] { ++calls; }});
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(calls, 0);
}

TEST(MemoryGuardTest, ALimitThatFallsIsNoticed) {
  std::promise<void> relieved;
  std::atomic<int> calls = 0;
  std::atomic<size_t> limit = HeldBytes() + (64 << 20);
  const auto relieve = [&](size_t held, size_t limit_then) {
    EXPECT_GT(held, limit_then);
    if (++calls == 1) relieved.set_value();
    return false;
  };
  MemoryGuard guard([&] { return limit.load(); }, {.relieve = relieve, .recover = [] {}});
  EXPECT_EQ(calls, 0);
  limit = HeldBytes() / 2;
  relieved.get_future().get();
}

}  // namespace
}  // namespace textanalysis::runtime
