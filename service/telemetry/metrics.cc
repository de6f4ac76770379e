#include "service/telemetry/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

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
  prometheus::Gauge& charged = GaugeFamily(registry, "textanalysis_charged_bytes",
                                           "Memory in the books: documents and unwritten answers.")
                                   .Add({});
  prometheus::Family<prometheus::Gauge>& build =
      GaugeFamily(registry, "textanalysis_build_info", "1, with the versions as labels.");
};

Metrics::Metrics(const std::string& version, const std::vector<Model>& models)
    : families_(std::make_unique<Families>()) {
  for (const auto& [tier, model_version] : models) {
    families_->build.Add({{"version", version}, {"model_version", model_version}, {"tier", tier}})
        .Set(1);
  }
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
  const double lost =
      static_cast<double>(gauges.lost_log_lines) - families_->lost_log_lines.Value();
  if (lost > 0) families_->lost_log_lines.Increment(lost);
}

void Metrics::CountReload(const std::string& kind, bool ok) {
  families_->reloads.Add({{"kind", kind}, {"result", ok ? "ok" : "failed"}}).Increment();
}

void Metrics::CountLostSpans(size_t spans) {
  families_->lost_spans.Increment(static_cast<double>(spans));
}

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace textanalysis::telemetry
