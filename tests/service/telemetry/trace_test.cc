#include "service/telemetry/trace.h"

#include <gtest/gtest.h>

#include <string>

namespace textanalysis::telemetry {
namespace {

constexpr char kTraceId[] = "0af7651916cd43dd8448eb211c80319c";
constexpr char kParentId[] = "b7ad6b7169203331";

TEST(TraceTest, CallContinuesTheCallersTrace) {
  const Trace trace = ContinueTrace(std::string("00-") + kTraceId + "-" + kParentId + "-01");
  EXPECT_EQ(trace.trace_id, kTraceId);
  EXPECT_EQ(trace.parent_span_id, kParentId);
  EXPECT_NE(trace.span_id, kParentId);
  EXPECT_TRUE(trace.sampled);
  EXPECT_EQ(TraceParent(trace), std::string("00-") + kTraceId + "-" + trace.span_id + "-01");
  EXPECT_FALSE(ContinueTrace(std::string("00-") + kTraceId + "-" + kParentId + "-00").sampled);
}

TEST(TraceTest, MalformedHeaderBeginsANewTrace) {
  const std::string good = std::string("00-") + kTraceId + "-" + kParentId + "-01";
  for (const std::string& header :
       {std::string(), std::string("x"), good.substr(0, 54), "ff" + good.substr(2),
        std::string("00-") + std::string(32, '0') + "-" + kParentId + "-01",
        std::string("00-") + kTraceId + "-" + std::string(16, '0') + "-01",
        std::string("00-") + std::string(32, 'X') + "-" + kParentId + "-01"}) {
    const Trace trace = ContinueTrace(header);
    EXPECT_NE(trace.trace_id, kTraceId) << header;
    EXPECT_EQ(trace.trace_id.size(), 32);
    EXPECT_EQ(trace.parent_span_id, "");
    EXPECT_FALSE(trace.sampled);
  }
}

}  // namespace
}  // namespace textanalysis::telemetry
