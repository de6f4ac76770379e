// Sends spans to an OpenTelemetry collector (OTLP over gRPC), in the background.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_SPAN_EXPORTER_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_SPAN_EXPORTER_H_

#include <grpcpp/channel.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "service/telemetry/call.h"

namespace textanalysis::telemetry {

// Thread-safe. Spans wait in a bounded buffer for the next batch; when it is full, or the collector
// does not take a batch within two seconds, they are dropped and counted. Calls never wait.
class SpanExporter {
 public:
  // `on_lost` is told how many spans were dropped, from any thread.
  SpanExporter(const std::string& endpoint, std::string version,
               std::function<void(size_t spans)> on_lost);

  // Sends what is buffered, then ends.
  ~SpanExporter();
  SpanExporter(const SpanExporter&) = delete;
  SpanExporter& operator=(const SpanExporter&) = delete;

  void Export(const Call& call);

 private:
  void Send(const std::stop_token& stop);
  void SendBatch(const std::vector<Call>& batch);

  const std::shared_ptr<grpc::Channel> channel_;
  const std::string version_;
  const std::function<void(size_t)> on_lost_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Call> buffer_;  // Guarded by mutex_.
  std::jthread sender_;       // Last: it uses the others.
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_SPAN_EXPORTER_H_
