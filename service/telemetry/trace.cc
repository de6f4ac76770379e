#include "service/telemetry/trace.h"

#include <array>
#include <random>

#include "absl/strings/str_cat.h"

namespace textanalysis::telemetry {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

bool IsIdentifier(std::string_view hex) {
  return hex.find_first_not_of(kDigits) == std::string_view::npos &&
         hex.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

std::string RandomHex(size_t bytes) {
  std::random_device random;
  std::string out;
  while (out.find_first_not_of('0') == std::string::npos) {
    out.clear();
    for (size_t k = 0; k < 2 * bytes; ++k) out.push_back(kDigits[random() % 16]);
  }
  return out;
}

Trace ContinueTrace(std::string_view traceparent) {
  // version "-" trace-id "-" parent-id "-" flags; later versions may add to the end.
  constexpr size_t kBytes = 55;
  const bool has_form = traceparent.size() >= kBytes && traceparent[2] == '-' &&
                        traceparent[35] == '-' && traceparent[52] == '-' &&
                        traceparent.substr(0, 2) != "ff";
  const std::string_view trace_id = has_form ? traceparent.substr(3, 32) : "";
  const std::string_view parent = has_form ? traceparent.substr(36, 16) : "";
  if (!IsIdentifier(trace_id) || !IsIdentifier(parent)) {
    return {.trace_id = RandomHex(16), .span_id = RandomHex(8)};
  }
  const size_t flags = std::string_view(kDigits).find(traceparent[54]);
  return {.trace_id = std::string(trace_id),
          .span_id = RandomHex(8),
          .parent_span_id = std::string(parent),
          .sampled = flags != std::string_view::npos && flags % 2 == 1};
}

std::string TraceParent(const Trace& trace) {
  return absl::StrCat("00-", trace.trace_id, "-", trace.span_id, trace.sampled ? "-01" : "-00");
}

}  // namespace textanalysis::telemetry
