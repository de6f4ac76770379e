#include "service/admission/admission.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"

namespace textanalysis::admission {
namespace {

// Weight of what was measured before in the moving means, at each new document.
constexpr double kKept = 0.95;
// Below this a document's cost is that of a call, not of its bytes.
constexpr size_t kSmallDocument = 4096;
constexpr absl::Duration kMinRetryAfter = absl::Milliseconds(50);

}  // namespace

absl::Status Admission::Post(size_t bytes, const text::Budget& budget, Task task) {
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (absl::Status status = CheckRoom(bytes, budget); !status.ok()) return status;
  admitted_bytes_ += bytes;
  const bool queued = pool_.TryPost([this, bytes, budget, task = std::move(task)](auto waited) {
    Run(bytes, budget, absl::FromChrono(waited), task);
  });
  if (queued) return absl::OkStatus();
  admitted_bytes_ -= bytes;
  return Refusal("QUEUE_FULL", "the server's queue is full; retry with back-off");
}

absl::Status Admission::CheckRoom(size_t bytes, const text::Budget& budget) const {
  const size_t admitted = admitted_bytes_;
  // A document that is too large for the memory is still worked on alone.
  if (admitted > 0 && (admitted + bytes) * kMemoryPerDocumentByte > limits_.memory_bytes) {
    return Refusal("MEMORY_EXHAUSTED",
                   "the documents under way need the server's memory; retry with back-off");
  }
  const absl::Duration wait = ExpectedWait();
  if (wait > limits_.max_wait || text::FromNow(wait) > budget.deadline) {
    return Refusal("WAIT_TOO_LONG",
                   "the work that waits would outlast this call; retry with back-off");
  }
  return absl::OkStatus();
}

absl::Status Admission::Refusal(const char* reason, const char* message) const {
  const absl::Duration retry = std::max(ExpectedWait(), kMinRetryAfter);
  return text::MakeError(
      absl::StatusCode::kResourceExhausted,
      {.reason = reason,
       .figures = {{"queueLimit", absl::StrCat(pool_.queue_limit())},
                   {"retryAfterMillis", absl::StrCat(absl::ToInt64Milliseconds(retry))}}},
      message);
}

absl::Duration Admission::ExpectedWait() const {
  // While a worker is idle, nothing waits. Of what is being worked on, half is left.
  const runtime::WorkerPool::Load load = pool_.load();
  if (load.waiting == 0) return absl::ZeroDuration();
  const double calls = static_cast<double>(load.waiting + load.running);
  const double left =
      static_cast<double>(admitted_bytes_) *
      (static_cast<double>(load.waiting) + 0.5 * static_cast<double>(load.running)) / calls;
  return absl::Seconds(left * SecondsPerByte() / static_cast<double>(pool_.num_workers()));
}

void Admission::Run(size_t bytes, const text::Budget& budget, absl::Duration waited,
                    const Task& task) {
  absl::Status admitted = budget.Check();
  if (admitted.ok() && waited > limits_.max_wait) {
    admitted = Refusal("WAIT_TOO_LONG", "the call waited too long for a worker; retry");
  }
  const text::SteadyTime begin = text::SteadyNow();
  task(admitted, waited);
  if (admitted.ok()) Learn(bytes, text::Since(begin));
  admitted_bytes_ -= bytes;
}

// Means of time and of bytes, not of their ratio, in which one small document that came first would
// outweigh hundreds of large ones. Lost updates between workers do not matter to a mean.
void Admission::Learn(size_t bytes, absl::Duration time) {
  recent_seconds_ = kKept * recent_seconds_ + absl::ToDoubleSeconds(time);
  recent_bytes_ = kKept * recent_bytes_ + static_cast<double>(std::max(bytes, kSmallDocument));
}

double Admission::SecondsPerByte() const {
  const double bytes = recent_bytes_;
  return bytes == 0 ? 0 : recent_seconds_ / bytes;
}

}  // namespace textanalysis::admission
