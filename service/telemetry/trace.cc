#include "service/telemetry/trace.h"

#include <atomic>
#include <cstdint>
#include <random>

#include "absl/strings/str_cat.h"

namespace textanalysis::telemetry {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

bool IsIdentifier(std::string_view hex) {
  return hex.find_first_not_of(kDigits) == std::string_view::npos &&
         hex.find_first_not_of('0') != std::string_view::npos;
}

// SplitMix64 (Steele, Lea and Flood 2014), for any number of threads.
uint64_t NextRandom() {
  static std::atomic<uint64_t> state =
      uint64_t{std::random_device{}()} << 32 | std::random_device{}();
  uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace

std::string RandomHex(size_t bytes) {
  std::string out;
  while (out.find_first_not_of('0') == std::string::npos) {
    out.clear();
    while (out.size() < 2 * bytes) out += absl::StrCat(absl::Hex(NextRandom(), absl::kZeroPad16));
    out.resize(2 * bytes);
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
