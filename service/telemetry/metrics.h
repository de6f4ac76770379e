// Counters, gauges and histograms in Prometheus' form. docs/operations.md lists them.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_

#include <memory>
#include <string>
#include <vector>

#include "service/telemetry/call.h"

namespace textanalysis::telemetry {

// What is read from the server each second or when it is asked for.
struct Gauges {
  size_t queue_waiting = 0;
  size_t workers_running = 0;
  size_t admitted_bytes = 0;    // Of the documents that wait or are worked on.
  size_t charged_bytes = 0;     // In the books of memory.
  uint64_t lost_log_lines = 0;  // Since the start.
};

// Models that are served.
struct Model {
  std::string tier;
  std::string version;
};

// Thread-safe; a call costs under a microsecond.
class Metrics {
 public:
  Metrics(const std::string& version, const std::vector<Model>& models);
  ~Metrics();

  void Count(const Call& call);
  void Set(const Gauges& gauges);

  // Counts an attempt to read anew what `kind` names ("certificate", "tokens").
  void CountReload(const std::string& kind, bool ok);

  // Counts spans that the collector did not get.
  void CountLostSpans(size_t spans);

  // Returns all of it in Prometheus' text format, version 0.0.4.
  std::string Text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_
