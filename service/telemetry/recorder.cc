#include "service/telemetry/recorder.h"

#include "service/telemetry/log.h"

namespace textanalysis::telemetry {
namespace {

void LogCall(const Call& call) {
  Fields fields = {{"method", call.method},
                   {"transport", call.transport},
                   {"tier", call.tier},
                   {"code", absl::StatusCodeToString(call.code)},
                   {"reason", call.reason},
                   {"request_id", call.request_id},
                   {"trace_id", call.trace.trace_id},
                   {"request_bytes", call.request_bytes},
                   {"wait_ms", absl::ToDoubleMilliseconds(call.waited)},
                   {"duration_ms", absl::ToDoubleMilliseconds(call.duration)}};
  if (!call.client.empty()) fields.emplace("client", call.client);
  Log(call.code == absl::StatusCode::kInternal ? "ERROR" : "INFO", "call", fields);
}

}  // namespace

Recorder::Recorder(const Options& options)
    : metrics_(options.version, options.models, options.endpoints),
      access_log_(options.access_log) {
  if (options.otlp_endpoint.empty()) return;
  exporter_ =
      std::make_unique<SpanExporter>(options.otlp_endpoint, options.version,
                                     [this](size_t spans) { metrics_.CountLostSpans(spans); });
}

void Recorder::Record(const Call& call) {
  metrics_.Count(call);
  if (access_log_) LogCall(call);
  if (exporter_ != nullptr && call.trace.sampled) exporter_->Export(call);
}

}  // namespace textanalysis::telemetry
