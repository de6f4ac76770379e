#include "service/telemetry/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "absl/time/clock.h"

namespace textanalysis::telemetry {
namespace {

using ::testing::HasSubstr;

TEST(MetricsTest, TextHasWhatWasCounted) {
  Metrics metrics("1.2.3", {{"fast", "2026.1"}, {"accurate", "2026.2"}}, {});
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
       {("textanalysis_requests_total{code=\"INVALID_ARGUMENT\",method=\"Clean\",reason=\"DOCUMENT_"
         "EMPTY\",tier=\"fast\",transport=\"grpc\"} 1"),
        "textanalysis_request_seconds_bucket{method=\"Clean\",tier=\"fast\",le=\"0.01\"} 1",
        "textanalysis_request_seconds_bucket{method=\"Clean\",tier=\"fast\",le=\"0.005\"} 0",
        "textanalysis_stage_seconds_count{stage=\"clean\"} 1", "textanalysis_queue_waiting 4",
        "textanalysis_workers_running 2", "textanalysis_admitted_bytes 900",
        "textanalysis_reloads_total{kind=\"tokens\",result=\"failed\"} 1",
        "textanalysis_lost_spans_total 5",
        "textanalysis_build_info{model_version=\"2026.1\",tier=\"fast\",version=\"1.2.3\"} 1",
        ("textanalysis_build_info{model_version=\"2026.2\",tier=\"accurate\",version=\"1.2.3\"} "
         "1")}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

// The value of a line of `text` that begins with `name`, -1 where there is none.
double ValueOf(const std::string& text, const std::string& name) {
  const size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

TEST(MetricsTest, CountersBeginAtZero) {
  const Metrics metrics("1.2.3", {{"fast", "2026.1"}},
                        {{"Clean", "grpc"}, {"StreamingAnalyze", "grpc", false}});
  const std::string text = metrics.Text();
  for (const char* name :
       {"textanalysis_requests_total{code=\"OK\",method=\"Clean\",reason=\"\",tier=\"fast\","
        "transport=\"grpc\"}",
        "textanalysis_requests_total{code=\"INTERNAL\",method=\"Clean\",reason=\"INTERNAL\",tier="
        "\"fast\",transport=\"grpc\"}",
        "textanalysis_requests_total{code=\"RESOURCE_EXHAUSTED\",method=\"StreamingAnalyze\","
        "reason=\"QUEUE_FULL\",tier=\"\",transport=\"grpc\"}",
        "textanalysis_request_seconds_count{method=\"Clean\",tier=\"fast\"}",
        "textanalysis_stage_seconds_count{stage=\"quotes\"}",
        "textanalysis_reloads_total{kind=\"certificate\",result=\"failed\"}",
        "textanalysis_unread_answers_total{transport=\"http\"}",
        "textanalysis_dropped_connections_total", "textanalysis_lost_spans_total",
        "textanalysis_lost_log_lines_total"}) {
    EXPECT_EQ(ValueOf(text, name), 0) << name << "\n" << text;
  }
}

TEST(MetricsTest, CountsOfOthersOnlyRise) {
  Metrics metrics("1.2.3", {}, {});
  metrics.Set({.unread_grpc_answers = 2, .unread_http_answers = 1, .dropped_connections = 5});
  metrics.Set({.unread_grpc_answers = 3,
               .silent_streams = 6,
               .unread_http_answers = 1,
               .dropped_connections = 4});
  const std::string text = metrics.Text();
  EXPECT_EQ(ValueOf(text, "textanalysis_unread_answers_total{transport=\"grpc\"}"), 3);
  EXPECT_EQ(ValueOf(text, "textanalysis_unread_answers_total{transport=\"http\"}"), 1);
  EXPECT_EQ(ValueOf(text, "textanalysis_silent_streams_total"), 6);
  EXPECT_EQ(ValueOf(text, "textanalysis_dropped_connections_total"), 5);
}

TEST(MetricsTest, LimitsAndEndsOfCertificatesAreTold) {
  Metrics metrics("1.2.3", {}, {});
  EXPECT_EQ(metrics.Text().find("textanalysis_certificate_expiry_timestamp_seconds{"),
            std::string::npos);
  metrics.SetLimits(
      {.workers = 2, .queue = 8, .memory_bytes = 1000, .document_bytes = 25, .connections = 2048});
  metrics.SetCertificateExpiry("server", absl::FromUnixSeconds(1'900'000'000));
  const std::string text = metrics.Text();
  EXPECT_EQ(ValueOf(text, "textanalysis_workers"), 2);
  EXPECT_EQ(ValueOf(text, "textanalysis_queue_limit"), 8);
  EXPECT_EQ(ValueOf(text, "textanalysis_memory_limit_bytes"), 1000);
  EXPECT_EQ(ValueOf(text, "textanalysis_document_limit_bytes"), 25);
  EXPECT_EQ(ValueOf(text, "textanalysis_connection_limit"), 2048);
  EXPECT_EQ(ValueOf(text, "textanalysis_certificate_expiry_timestamp_seconds{kind=\"server\"}"),
            1.9e9);
}

TEST(MetricsTest, ProcessIsAsTheSystemSeesIt) {
  const Metrics metrics("1.2.3", {}, {});
  const std::string text = metrics.Text();
  EXPECT_NEAR(ValueOf(text, "process_start_time_seconds"),
              static_cast<double>(absl::ToUnixSeconds(absl::Now())), 300);
  EXPECT_GT(ValueOf(text, "process_cpu_seconds_total"), -0.1);
  EXPECT_GT(ValueOf(text, "process_resident_memory_bytes"), 1e6);
  EXPECT_GT(ValueOf(text, "process_virtual_memory_bytes"),
            ValueOf(text, "process_resident_memory_bytes"));
  EXPECT_GE(ValueOf(text, "process_threads"), 1);
  const double open = ValueOf(text, "process_open_fds");
  EXPECT_GE(open, 3);
  EXPECT_GE(ValueOf(text, "process_max_fds"), open);
  std::FILE* const file = std::fopen("/dev/null", "r");
  EXPECT_EQ(ValueOf(metrics.Text(), "process_open_fds"), open + 1);
  std::fclose(file);
}

}  // namespace
}  // namespace textanalysis::telemetry
