#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/time/clock.h"
#include "service/telemetry/metrics.h"
#include "service/telemetry/span_exporter.h"
#include "service/telemetry/trace.h"

namespace textanalysis::telemetry {
namespace {

using ::testing::HasSubstr;

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

TEST(MetricsTest, TextHasWhatWasCounted) {
  Metrics metrics("1.2.3", {{"fast", "2026.1"}, {"accurate", "2026.2"}});
  metrics.Count({.method = "Clean",
                 .transport = "grpc",
                 .tier = "fast",
                 .request_bytes = 500,
                 .waited = absl::Milliseconds(3),
                 .duration = absl::Milliseconds(7),
                 .stages = {{"clean", absl::Milliseconds(2)}},
                 .code = absl::StatusCode::kInvalidArgument,
                 .reason = "DOCUMENT_EMPTY"});
  metrics.Set({.queue_waiting = 4, .workers_running = 2, .admitted_bytes = 900});
  metrics.CountReload("tokens", false);
  metrics.CountLostSpans(5);
  const std::string text = metrics.Text();
  for (const char* line :
       {"textanalysis_requests_total{code=\"INVALID_ARGUMENT\",method=\"Clean\",reason=\"DOCUMENT_"
        "EMPTY\",tier=\"fast\","
        "transport=\"grpc\"} 1",
        "textanalysis_request_seconds_bucket{method=\"Clean\",tier=\"fast\",le=\"0.01\"} 1",
        "textanalysis_request_seconds_bucket{method=\"Clean\",tier=\"fast\",le=\"0.005\"} 0",
        "textanalysis_stage_seconds_count{stage=\"clean\"} 1", "textanalysis_queue_waiting 4",
        "textanalysis_workers_running 2", "textanalysis_admitted_bytes 900",
        "textanalysis_reloads_total{kind=\"tokens\",result=\"failed\"} 1",
        "textanalysis_lost_spans_total 5",
        "textanalysis_build_info{model_version=\"2026.1\",tier=\"fast\",version=\"1.2.3\"} 1",
        "textanalysis_build_info{model_version=\"2026.2\",tier=\"accurate\",version=\"1.2.3\"} "
        "1"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(SpanExporterTest, DeadCollectorLosesSpansAndHoldsUpNobody) {
  std::atomic<size_t> lost = 0;
  constexpr size_t kSpans = 10000;
  {
    SpanExporter exporter("127.0.0.1:1", "1.2.3", [&lost](size_t spans) { lost += spans; });
    const absl::Time begin = absl::Now();
    for (size_t k = 0; k < kSpans; ++k) {
      exporter.Export({.method = "Clean", .trace = ContinueTrace(""), .begin = absl::Now()});
    }
    EXPECT_LT(absl::Now() - begin, absl::Seconds(2)) << "no call waits for the collector";
  }
  EXPECT_EQ(lost, kSpans);
}

}  // namespace
}  // namespace textanalysis::telemetry
