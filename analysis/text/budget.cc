#include "analysis/text/budget.h"

#include "analysis/text/error.h"

namespace textanalysis::text {

absl::Status Budget::Check() const {
  if (stop.stop_requested()) {
    return MakeError(absl::StatusCode::kCancelled, {.reason = "CANCELLED"},
                     "the call was cancelled");
  }
  if (deadline != SteadyTime::max() && SteadyNow() > deadline) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, {.reason = "DEADLINE_EXCEEDED"},
                     "the deadline passed during the analysis; send less or allow more time");
  }
  return absl::OkStatus();
}

}  // namespace textanalysis::text
