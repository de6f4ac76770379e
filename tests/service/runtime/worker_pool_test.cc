#include "service/runtime/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

namespace textanalysis::runtime {
namespace {

TEST(WorkerPoolTest, RunsEveryTaskThatItTook) {
  std::atomic<int> runs = 0;
  int taken = 0;
  {
    WorkerPool pool(3, 1000);
    for (int k = 0; k < 500; ++k) taken += pool.TryPost([&runs](auto) { ++runs; });
  }
  EXPECT_EQ(taken, 500);
  EXPECT_EQ(runs, 500);
}

TEST(WorkerPoolTest, FullQueueIsToldAtOnce) {
  WorkerPool pool(1, 2);
  std::latch started(1);
  std::latch release(1);
  ASSERT_TRUE(pool.TryPost([&](auto) {
    started.count_down();
    release.wait();
  }));
  started.wait();
  EXPECT_TRUE(pool.TryPost([](auto) {}));
  EXPECT_TRUE(pool.TryPost([](auto) {}));
  EXPECT_FALSE(pool.TryPost([](auto) {}));
  release.count_down();
}

TEST(WorkerPoolTest, LoadTellsWhatWaitsAndForHowLongATaskHasRun) {
  WorkerPool pool(1, 2);
  EXPECT_EQ(pool.load().running, 0);
  std::latch started(1);
  std::latch release(1);
  std::atomic<std::chrono::nanoseconds> waited{};
  ASSERT_TRUE(pool.TryPost([&](auto) {
    started.count_down();
    release.wait();
  }));
  started.wait();
  ASSERT_TRUE(pool.TryPost([&](auto w) { waited = w; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(pool.load().running, 1);
  EXPECT_EQ(pool.load().waiting, 1);
  EXPECT_GE(pool.load().longest_run, std::chrono::milliseconds(20));
  release.count_down();
  while (waited.load() == std::chrono::nanoseconds{}) std::this_thread::yield();
  EXPECT_GE(waited.load(), std::chrono::milliseconds(20));
}

}  // namespace
}  // namespace textanalysis::runtime
