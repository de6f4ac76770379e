#include "service/runtime/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace textanalysis::runtime {
namespace {

TEST(WorkerPoolTest, RunsEveryTaskThatItTook) {
  std::atomic<int> runs = 0;
  int taken = 0;
  {
    WorkerPool pool(3, 1000);
    for (int k = 0; k < 500; ++k) taken += pool.TryPost([&runs] { ++runs; });
  }
  EXPECT_EQ(taken, 500);
  EXPECT_EQ(runs, 500);
}

TEST(WorkerPoolTest, FullQueueIsToldAtOnce) {
  WorkerPool pool(1, 2);
  std::latch started(1);
  std::latch release(1);
  ASSERT_TRUE(pool.TryPost([&] {
    started.count_down();
    release.wait();
  }));
  started.wait();
  EXPECT_TRUE(pool.TryPost([] {}));
  EXPECT_TRUE(pool.TryPost([] {}));
  EXPECT_FALSE(pool.TryPost([] {}));
  release.count_down();
}

}  // namespace
}  // namespace textanalysis::runtime
