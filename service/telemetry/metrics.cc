#include "service/telemetry/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <initializer_list>
#include <iterator>
#include <utility>

#include "service/telemetry/process.h"

namespace textanalysis::telemetry {
namespace {

using Buckets = prometheus::Histogram::BucketBoundaries;

const Buckets& SecondsBuckets() {
  static const Buckets kBuckets = {.0005, .001, .002, .005, .01, .02, .05, .1,
                                   .2,    .5,   1,    2,    5,   10,  30};
  return kBuckets;
}

const Buckets& BytesBuckets() {
  static const Buckets kBuckets = {1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7, 3e7};
  return kBuckets;
}

prometheus::Family<prometheus::Counter>& CounterFamily(prometheus::Registry& registry,
                                                       const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Family<prometheus::Gauge>& GaugeFamily(prometheus::Registry& registry, const char* name,
                                                   const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

prometheus::Family<prometheus::Histogram>& HistogramFamily(prometheus::Registry& registry,
                                                           const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

// Raises a counter to what was counted elsewhere.
void Raise(uint64_t count, prometheus::Counter* counter) {
  const double rise = static_cast<double>(count) - counter->Value();
  if (rise > 0) counter->Increment(rise);
}

// The metrics that every Prometheus client library has, by the names that dashboards know.
std::vector<prometheus::MetricFamily> CollectProcess() {
  const Process process = ReadProcess();
  std::vector<prometheus::MetricFamily> out;
  const auto add = [&out](prometheus::MetricType type, const char* name, const char* help,
                          double value) {
    prometheus::ClientMetric metric;
    (type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    out.push_back({name, help, type, {std::move(metric)}});
  };
  constexpr auto kGauge = prometheus::MetricType::Gauge;
  add(prometheus::MetricType::Counter, "process_cpu_seconds_total", "User and system CPU time.",
      process.cpu_seconds);
  add(kGauge, "process_start_time_seconds", "Start, in seconds since the epoch.",
      process.start_seconds);
  add(kGauge, "process_resident_memory_bytes", "Memory in use.", process.resident_bytes);
  add(kGauge, "process_virtual_memory_bytes", "Address space.", process.virtual_bytes);
  add(kGauge, "process_threads", "Threads.", process.threads);
  add(kGauge, "process_open_fds", "Open files and connections.", process.open_files);
  add(kGauge, "process_max_fds", "Open files that the system allows.", process.max_files);
  return out;
}

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = CounterFamily(
      registry, "textanalysis_requests_total", "Calls answered, by method, tier, code and reason.");
  prometheus::Family<prometheus::Histogram>& seconds = HistogramFamily(
      registry, "textanalysis_request_seconds", "Time from arrival to answer, by method and tier.");
  prometheus::Histogram& waits = HistogramFamily(registry, "textanalysis_queue_wait_seconds",
                                                 "Time that calls waited for a worker.")
                                     .Add({}, SecondsBuckets());
  prometheus::Histogram& bytes =
      HistogramFamily(registry, "textanalysis_request_bytes", "Size of the requests.")
          .Add({}, BytesBuckets());
  prometheus::Family<prometheus::Histogram>& stages = HistogramFamily(
      registry, "textanalysis_stage_seconds", "Time of each stage of the analysis.");
  prometheus::Gauge& waiting =
      GaugeFamily(registry, "textanalysis_queue_waiting", "Calls that wait for a worker.").Add({});
  prometheus::Gauge& running =
      GaugeFamily(registry, "textanalysis_workers_running", "Workers that analyse.").Add({});
  prometheus::Gauge& admitted = GaugeFamily(registry, "textanalysis_admitted_bytes",
                                            "Bytes of the documents that wait or are analysed.")
                                    .Add({});
  prometheus::Family<prometheus::Counter>& reloads =
      CounterFamily(registry, "textanalysis_reloads_total",
                    "Certificates and token files read anew, by kind and result.");
  prometheus::Counter& lost_spans =
      CounterFamily(registry, "textanalysis_lost_spans_total", "Spans the collector did not get.")
          .Add({});
  prometheus::Counter& lost_log_lines =
      CounterFamily(registry, "textanalysis_lost_log_lines_total",
                    "Lines of the log that standard error did not take in time.")
          .Add({});
  prometheus::Family<prometheus::Counter>& unread =
      CounterFamily(registry, "textanalysis_unread_answers_total",
                    "Answers that callers did not read in time, and that were dropped.");
  prometheus::Counter& unread_grpc = unread.Add({{"transport", "grpc"}});
  prometheus::Counter& unread_http = unread.Add({{"transport", "http"}});
  prometheus::Counter& silent_streams =
      CounterFamily(registry, "textanalysis_silent_streams_total",
                    "Streams with sources whose callers sent nothing for long, and that were "
                    "cancelled.")
          .Add({});
  prometheus::Counter& dropped_connections =
      CounterFamily(registry, "textanalysis_dropped_connections_total",
                    "Connections that were closed for want of room.")
          .Add({});
  prometheus::Gauge& charged = GaugeFamily(registry, "textanalysis_charged_bytes",
                                           "Memory in the books: documents and unwritten answers.")
                                   .Add({});
  prometheus::Family<prometheus::Gauge>& build =
      GaugeFamily(registry, "textanalysis_build_info", "1, with the versions as labels.");
  prometheus::Family<prometheus::Gauge>& expiry =
      GaugeFamily(registry, "textanalysis_certificate_expiry_timestamp_seconds",
                  "When a certificate that is in use ends, in seconds since the epoch.");
  prometheus::Gauge& workers =
      GaugeFamily(registry, "textanalysis_workers", "Workers that there are.").Add({});
  prometheus::Gauge& queue_limit =
      GaugeFamily(registry, "textanalysis_queue_limit", "Calls that may wait for a worker.")
          .Add({});
  prometheus::Gauge& memory_limit =
      GaugeFamily(registry, "textanalysis_memory_limit_bytes", "Memory that the books hold.")
          .Add({});
  prometheus::Gauge& document_limit =
      GaugeFamily(registry, "textanalysis_document_limit_bytes", "Bytes of the largest document.")
          .Add({});
  prometheus::Gauge& connection_limit =
      GaugeFamily(registry, "textanalysis_connection_limit", "Connections of each HTTP port.")
          .Add({});
};

Metrics::Metrics(const std::string& version, const std::vector<Model>& models,
                 const std::vector<Endpoint>& endpoints)
    : families_(std::make_unique<Families>()) {
  for (const auto& [tier, model_version] : models) {
    families_->build.Add({{"version", version}, {"model_version", model_version}, {"tier", tier}})
        .Set(1);
    for (const Endpoint& endpoint : endpoints) Begin(endpoint, endpoint.has_tier ? tier : "");
  }
  for (const char* stage : {"clean", "syntax", "entities", "quotes"})
    families_->stages.Add({{"stage", stage}}, SecondsBuckets());
  for (const char* kind : {"certificate", "tokens", "dictionary"}) {
    for (const char* result : {"ok", "failed"})
      families_->reloads.Add({{"kind", kind}, {"result", result}});
  }
}

void Metrics::Begin(const Endpoint& endpoint, const std::string& tier) {
  for (const auto& [code, reason] : std::initializer_list<std::pair<absl::StatusCode, const char*>>{
           {absl::StatusCode::kOk, ""},
           {absl::StatusCode::kInternal, "INTERNAL"},
           {absl::StatusCode::kResourceExhausted, "QUEUE_FULL"},
           {absl::StatusCode::kResourceExhausted, "WAIT_TOO_LONG"},
           {absl::StatusCode::kResourceExhausted, "MEMORY_EXHAUSTED"}}) {
    families_->requests.Add({{"method", endpoint.method},
                             {"transport", endpoint.transport},
                             {"tier", tier},
                             {"code", absl::StatusCodeToString(code)},
                             {"reason", reason}});
  }
  families_->seconds.Add({{"method", endpoint.method}, {"tier", tier}}, SecondsBuckets());
}

Metrics::~Metrics() = default;

void Metrics::Count(const Call& call) {
  families_->requests
      .Add({{"method", call.method},
            {"transport", call.transport},
            {"tier", call.tier},
            {"code", absl::StatusCodeToString(call.code)},
            {"reason", call.reason}})
      .Increment();
  families_->seconds.Add({{"method", call.method}, {"tier", call.tier}}, SecondsBuckets())
      .Observe(absl::ToDoubleSeconds(call.duration));
  families_->waits.Observe(absl::ToDoubleSeconds(call.waited));
  families_->bytes.Observe(static_cast<double>(call.request_bytes));
  for (const auto& [stage, time] : call.stages) {
    families_->stages.Add({{"stage", stage}}, SecondsBuckets())
        .Observe(absl::ToDoubleSeconds(time));
  }
}

void Metrics::Set(const Gauges& gauges) {
  families_->waiting.Set(static_cast<double>(gauges.queue_waiting));
  families_->running.Set(static_cast<double>(gauges.workers_running));
  families_->admitted.Set(static_cast<double>(gauges.admitted_bytes));
  families_->charged.Set(static_cast<double>(gauges.charged_bytes));
  Raise(gauges.lost_log_lines, &families_->lost_log_lines);
  Raise(gauges.unread_grpc_answers, &families_->unread_grpc);
  Raise(gauges.unread_http_answers, &families_->unread_http);
  Raise(gauges.silent_streams, &families_->silent_streams);
  Raise(gauges.dropped_connections, &families_->dropped_connections);
}

void Metrics::SetLimits(const Limits& limits) {
  families_->workers.Set(static_cast<double>(limits.workers));
  families_->queue_limit.Set(static_cast<double>(limits.queue));
  families_->memory_limit.Set(static_cast<double>(limits.memory_bytes));
  families_->document_limit.Set(static_cast<double>(limits.document_bytes));
  families_->connection_limit.Set(static_cast<double>(limits.connections));
}

void Metrics::SetCertificateExpiry(const std::string& kind, absl::Time expiry) {
  families_->expiry.Add({{"kind", kind}}).Set(static_cast<double>(absl::ToUnixSeconds(expiry)));
}

void Metrics::CountReload(const std::string& kind, bool ok) {
  families_->reloads.Add({{"kind", kind}, {"result", ok ? "ok" : "failed"}}).Increment();
}

void Metrics::CountLostSpans(size_t spans) {
  families_->lost_spans.Increment(static_cast<double>(spans));
}

std::string Metrics::Text() const {
  std::vector<prometheus::MetricFamily> families = families_->registry.Collect();
  std::vector<prometheus::MetricFamily> process = CollectProcess();
  families.insert(families.end(), std::make_move_iterator(process.begin()),
                  std::make_move_iterator(process.end()));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace textanalysis::telemetry
