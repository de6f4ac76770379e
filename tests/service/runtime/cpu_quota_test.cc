#include "service/runtime/cpu_quota.h"

#include <gtest/gtest.h>

namespace textanalysis::runtime {
namespace {

TEST(CpuQuotaTest, ReadsTheCgroupFile) {
  EXPECT_EQ(ParseCpuMax("200000 100000"), 2u);
  EXPECT_EQ(ParseCpuMax("150000 100000"), 2u) << "rounded up";
  EXPECT_EQ(ParseCpuMax("max 100000"), 0u);
  EXPECT_EQ(ParseCpuMax(""), 0u);
}

TEST(CpuQuotaTest, ThereIsAlwaysOne) { EXPECT_GE(UsableCpus(), 1u); }

}  // namespace
}  // namespace textanalysis::runtime
