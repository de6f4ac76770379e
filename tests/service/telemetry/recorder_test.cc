#include "service/telemetry/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "tests/service/telemetry/captured_log.h"

namespace textanalysis::telemetry {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Call ACall() {
  return {.method = "Clean",
          .transport = "grpc",
          .request_id = "r1",
          .client = "desk",
          .trace = ContinueTrace(""),
          .tier = "fast",
          .request_bytes = 500,
          .waited = absl::Milliseconds(3),
          .duration = absl::Milliseconds(7),
          .code = absl::StatusCode::kInvalidArgument,
          .reason = "DOCUMENT_EMPTY"};
}

TEST(RecorderTest, ACallIsCountedAndLogged) {
  CapturedLog captured;
  Recorder recorder({.version = "1.2.3", .models = {{"fast", "2026.1"}}});
  recorder.Record(ACall());
  const auto lines = captured.Lines();
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0]["severity"], "INFO");
  EXPECT_EQ(lines[0]["method"], "Clean");
  EXPECT_EQ(lines[0]["reason"], "DOCUMENT_EMPTY");
  EXPECT_EQ(lines[0]["client"], "desk");
  EXPECT_EQ(lines[0]["request_bytes"], 500);
  EXPECT_EQ(lines[0]["wait_ms"], 3);
  EXPECT_EQ(lines[0]["duration_ms"], 7);
  EXPECT_EQ(lines[0]["trace_id"].get<std::string>().size(), 32u);
  EXPECT_THAT(recorder.metrics().Text(), HasSubstr("reason=\"DOCUMENT_EMPTY\",tier=\"fast\""));
}

TEST(RecorderTest, ADefectOfTheServerIsAnError) {
  CapturedLog captured;
  Recorder recorder({});
  Call call = ACall();
  call.code = absl::StatusCode::kInternal;
  recorder.Record(call);
  const auto lines = captured.Lines();
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0]["severity"], "ERROR");
}

TEST(RecorderTest, WithoutAnAccessLogACallIsCountedAlone) {
  CapturedLog captured;
  Recorder recorder({.access_log = false});
  recorder.Record(ACall());
  EXPECT_THAT(captured.Lines(), IsEmpty());
  EXPECT_THAT(recorder.metrics().Text(), HasSubstr("reason=\"DOCUMENT_EMPTY\""));
}

TEST(RecorderTest, OnlySampledTracesAreSentToTheCollector) {
  Recorder recorder({.access_log = false, .otlp_endpoint = "127.0.0.1:1"});
  Call sampled = ACall();
  sampled.trace.sampled = true;
  recorder.Record(ACall());
  recorder.Record(sampled);
  // Nobody listens there: what is sent is lost, and counted.
  for (int k = 0; k < 100; ++k) {
    if (recorder.metrics().Text().find("textanalysis_lost_spans_total 1") != std::string::npos)
      break;
    absl::SleepFor(absl::Milliseconds(100));
  }
  EXPECT_THAT(recorder.metrics().Text(), HasSubstr("textanalysis_lost_spans_total 1"));
}

}  // namespace
}  // namespace textanalysis::telemetry
