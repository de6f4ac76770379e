// Tells of each call where it is to be told: metrics, access log, trace.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_RECORDER_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_RECORDER_H_

#include <memory>
#include <string>
#include <vector>

#include "service/telemetry/call.h"
#include "service/telemetry/metrics.h"
#include "service/telemetry/span_exporter.h"

namespace textanalysis::telemetry {

// Thread-safe; never waits for the disk, a collector or a reader.
class Recorder {
 public:
  struct Options {
    std::string version{};
    std::vector<Model> models{};
    std::vector<Endpoint> endpoints{};
    bool access_log = true;
    std::string otlp_endpoint{};  // "HOST:PORT" of a collector's gRPC port; empty exports nothing.
  };
  explicit Recorder(const Options& options);

  // Counts the call, logs one line and exports a span where the trace is sampled.
  void Record(const Call& call);

  Metrics& metrics() { return metrics_; }

 private:
  Metrics metrics_;
  const bool access_log_;
  std::unique_ptr<SpanExporter> exporter_;
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_RECORDER_H_
