#include "service/rpc/handler.h"

#include <exception>

#include "analysis/text/error.h"
#include "service/telemetry/log.h"

namespace textanalysis::rpc {

absl::Status QueueFull(size_t queue_limit) {
  return text::MakeError(
      absl::StatusCode::kResourceExhausted,
      {.reason = "QUEUE_FULL", .figures = {{"queueLimit", std::to_string(queue_limit)}}},
      "the server's queue is full; retry with back-off");
}

absl::Status RunBehindBarrier(const std::function<absl::Status()>& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return text::MakeError(absl::StatusCode::kInternal, {.reason = "OUT_OF_MEMORY"},
                           "the server ran out of memory");
  } catch (const std::exception&) {
    return text::MakeError(absl::StatusCode::kInternal, {.reason = "INTERNAL"},
                           "a defect of the server; report it");
  }
}

void LogCall(const Environment& environment, std::string_view method, const absl::Status& status,
             size_t request_bytes, absl::Duration duration) {
  if (!environment.access_log) return;
  const auto detail = text::GetErrorDetail(status);
  telemetry::Log(status.code() == absl::StatusCode::kInternal ? "ERROR" : "INFO", "call",
                 {{"method", std::string(method)},
                  {"code", absl::StatusCodeToString(status.code())},
                  {"reason", detail ? detail->reason : ""},
                  {"request_bytes", std::to_string(request_bytes)},
                  {"duration_ms", std::to_string(absl::ToDoubleMilliseconds(duration))}});
}

}  // namespace textanalysis::rpc
