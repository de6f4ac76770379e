// W3C Trace Context: which trace a call belongs to (https://www.w3.org/TR/trace-context/).

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_TRACE_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_TRACE_H_

#include <string>
#include <string_view>

namespace textanalysis::telemetry {

// Identifiers in lower-case hexadecimal.
struct Trace {
  std::string trace_id{};        // 32 digits.
  std::string span_id{};         // 16 digits: this call's own span.
  std::string parent_span_id{};  // 16 digits, or empty at a root.
  bool sampled = false;          // The caller records the trace.
};

// Returns the call's place in the trace that `traceparent` names, with a span of its own; a new
// trace, not sampled, when the header is empty or malformed.
Trace ContinueTrace(std::string_view traceparent);

// Returns the header that names the call's own span: "00-…-…-01".
std::string TraceParent(const Trace& trace);

// Returns `bytes` random bytes in hexadecimal, never all zero.
std::string RandomHex(size_t bytes);

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_TRACE_H_
