// What is known of a call when it ends. Holds no text of a document.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_CALL_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_CALL_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "analysis/text/steady_time.h"
#include "service/telemetry/trace.h"

namespace textanalysis::telemetry {

// One call, one item of a stream, or one HTTP request.
struct Call {
  std::string method{};      // "Analyze", "StreamingAnalyze/item".
  std::string transport{};   // "grpc" or "http".
  std::string request_id{};  // The caller's, or one made here.
  std::string client{};      // Name of the token or certificate, or empty.
  Trace trace{};
  std::string tier{};  // Of the models that it gets: "fast".
  size_t request_bytes = 0;
  absl::Time begin{};  // By the wall clock.
  text::SteadyTime started{};
  absl::Duration waited{};                         // For a worker.
  absl::Duration duration{};                       // From arrival to answer.
  std::map<std::string, absl::Duration> stages{};  // Of the analysis.
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason{};  // Of docs/errors.md; empty on success.
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_CALL_H_
