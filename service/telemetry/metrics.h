// Counters, gauges and histograms in Prometheus' form. docs/operations.md lists them.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "service/telemetry/call.h"

namespace textanalysis::telemetry {

// What is read from the server each second or when it is asked for.
struct Gauges {
  size_t queue_waiting = 0;
  size_t workers_running = 0;
  size_t admitted_bytes = 0;  // Of the documents that wait or are worked on.
  size_t charged_bytes = 0;   // In the books of memory.
  // The following are counted since the start of the server.
  uint64_t lost_log_lines = 0;
  uint64_t unread_grpc_answers = 0;  // That callers did not read in time.
  uint64_t silent_streams = 0;       // That held sources, and were cancelled.
  uint64_t unread_http_answers = 0;
  uint64_t dropped_connections = 0;  // Of the HTTP ports, for want of room.
};

// What the server was told to keep to.
struct Limits {
  size_t workers = 0;
  size_t queue = 0;  // Calls that may wait.
  size_t memory_bytes = 0;
  size_t document_bytes = 0;
  size_t connections = 0;  // Of each HTTP port.
};

// A method of one transport, as Call names them.
struct Endpoint {
  std::string method;
  std::string transport;
  bool has_tier = true;  // False of a stream as a whole.
};

// Models that are served.
struct Model {
  std::string tier;
  std::string version;
};

// Thread-safe; a call costs under a microsecond.
class Metrics {
 public:
  // Every counter of these end points and models begins at 0, so that the first event is a rise.
  Metrics(const std::string& version, const std::vector<Model>& models,
          const std::vector<Endpoint>& endpoints);
  ~Metrics();

  void Count(const Call& call);
  void Set(const Gauges& gauges);
  void SetLimits(const Limits& limits);

  // `kind` is "server", or "client_ca" for the CA that signs clients' certificates.
  void SetCertificateExpiry(const std::string& kind, absl::Time expiry);

  // Counts an attempt to read anew what `kind` names ("certificate", "tokens", "dictionary").
  void CountReload(const std::string& kind, bool ok);

  // Counts spans that the collector did not get.
  void CountLostSpans(size_t spans);

  // Returns all of it, and how the process fares now, in Prometheus' text format, version 0.0.4.
  std::string Text() const;

 private:
  struct Families;

  void Begin(const Endpoint& endpoint, const std::string& tier);

  std::unique_ptr<Families> families_;
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_METRICS_H_
