#include "service/telemetry/span_exporter.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/time/clock.h"

namespace textanalysis::telemetry {
namespace {

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
