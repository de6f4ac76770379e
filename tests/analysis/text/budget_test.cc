#include "analysis/text/budget.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"

namespace textanalysis::text {
namespace {

TEST(BudgetTest, DefaultNeverRunsOut) { EXPECT_TRUE(Budget{}.Check().ok()); }

TEST(BudgetTest, PastDeadlineAndStopAreTold) {
  EXPECT_EQ(Budget{.deadline = FromNow(-absl::Seconds(1))}.Check().code(),
            absl::StatusCode::kDeadlineExceeded);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(Budget{.stop = source.get_token()}.Check().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace textanalysis::text
