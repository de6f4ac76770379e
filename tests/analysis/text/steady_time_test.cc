#include "analysis/text/steady_time.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"

namespace textanalysis::text {
namespace {

TEST(SteadyTimeTest, TimeGoesOn) {
  const SteadyTime begin = SteadyNow();
  absl::SleepFor(absl::Milliseconds(5));
  EXPECT_GE(Since(begin), absl::Milliseconds(5));
  EXPECT_LT(Since(begin), absl::Seconds(60));
}

TEST(SteadyTimeTest, APointFromNowLiesAhead) {
  const SteadyTime soon = FromNow(absl::Seconds(10));
  EXPECT_GT(soon, SteadyNow() + std::chrono::seconds(9));
  EXPECT_LT(soon, SteadyNow() + std::chrono::seconds(11));
  EXPECT_LT(FromNow(-absl::Seconds(1)), SteadyNow());
}

TEST(SteadyTimeTest, TooLongIsNever) {
  EXPECT_EQ(FromNow(absl::InfiniteDuration()), SteadyTime::max());
  EXPECT_EQ(FromNow(absl::Hours(24 * 366 * 300)), SteadyTime::max());
}

}  // namespace
}  // namespace textanalysis::text
