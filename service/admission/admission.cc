#include "service/admission/admission.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/runtime/thread_name.h"

namespace textanalysis::admission {
namespace {

// Below this a document's cost is that of a call, not of its bytes.
constexpr size_t kSmallDocument = 4096;
constexpr absl::Duration kMinRetryAfter = absl::Milliseconds(50);
constexpr std::chrono::seconds kWakeAll{1};

}  // namespace

Admission::Admission(const Limits& limits, size_t num_workers, size_t queue_limit)
    : limits_(limits),
      memory_(limits.memory_bytes, [this] { WakeOne(); }),
      pool_(num_workers, queue_limit),
      waker_([this](const std::stop_token& stop) { Wake(stop); }) {}

absl::Status Admission::Post(size_t bytes, size_t kind, const text::Budget& budget, Charge* charge,
                             Task task) {
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (absl::Status status = CheckWait(budget); !status.ok()) return status;
  const size_t before = charge->bytes();
  if (!charge->TrySet(before + bytes * kMemoryPerDocumentByte)) return MemoryExhausted();
  admitted_bytes_[kind] += bytes;
  waiting_bytes_ += bytes;
  const bool queued =
      pool_.TryPost([this, bytes, kind, budget, task = std::move(task)](auto waited) {
        Run(bytes, kind, budget, absl::FromChrono(waited), task);
      });
  if (queued) return absl::OkStatus();
  admitted_bytes_[kind] -= bytes;
  waiting_bytes_ -= bytes;
  charge->Set(before);
  return Refusal("QUEUE_FULL", "the server's queue is full; retry with back-off");
}

absl::Status Admission::Take(size_t bytes, Charge* charge) const {
  const size_t needed = charge->bytes() + bytes;
  if (needed > limits_.memory_bytes) {
    return text::InvalidArgument(
        {.reason = "DOCUMENT_TOO_DENSE",
         .field = "document.content",
         .figures = {{"neededBytes", absl::StrCat(needed)},
                     {"maxBytes", absl::StrCat(limits_.memory_bytes)}}},
        "the document holds more lines, tags or values than the server has memory for; split it or "
        "raise --memory_mib");
  }
  return charge->TrySet(needed) ? absl::OkStatus() : MemoryExhausted();
}

absl::Status Admission::MemoryExhausted() const {
  return Refusal("MEMORY_EXHAUSTED",
                 "the calls under way need the server's memory; retry with back-off");
}

absl::Status Admission::CheckWait(const text::Budget& budget) const {
  const absl::Duration wait = ExpectedWait();
  if (wait > limits_.max_wait || text::FromNow(wait) > budget.deadline) {
    return Refusal("WAIT_TOO_LONG",
                   "the work that waits would outlast this call; retry with back-off");
  }
  return absl::OkStatus();
}

void Admission::WhenRoom(std::function<void()> retry) {
  const std::lock_guard lock(mutex_);
  waiters_.push_back(std::move(retry));
}

void Admission::WakeOne() {
  const std::lock_guard lock(mutex_);
  if (wakes_ >= waiters_.size()) return;
  ++wakes_;
  room_.notify_one();
}

void Admission::Wake(const std::stop_token& stop) {
  runtime::NameThisThread("waker");
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const bool is_told = room_.wait_for(lock, stop, kWakeAll, [this] { return wakes_ > 0; });
    size_t due = is_told ? wakes_ : waiters_.size();
    wakes_ = 0;
    // A wake that was asked for while others were called may find nobody left.
    for (; due > 0 && !waiters_.empty() && !stop.stop_requested(); --due) {
      const std::function<void()> retry = std::move(waiters_.front());
      waiters_.pop_front();
      lock.unlock();
      retry();
      lock.lock();
    }
  }
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
  const double share =
      (static_cast<double>(load.waiting) + 0.5 * static_cast<double>(load.running)) / calls;
  double seconds = 0;
  for (size_t kind = 0; kind < kNumKinds; ++kind)
    seconds += static_cast<double>(admitted_bytes_[kind]) * SecondsPerByte(kind);
  return absl::Seconds(share * seconds / static_cast<double>(pool_.num_workers()));
}

void Admission::Run(size_t bytes, size_t kind, const text::Budget& budget, absl::Duration waited,
                    const Task& task) {
  waiting_bytes_ -= bytes;
  absl::Status admitted = budget.Check();
  if (admitted.ok() && waited > limits_.max_wait) {
    admitted = Refusal("WAIT_TOO_LONG", "the call waited too long for a worker; retry");
  }
  const text::SteadyTime begin = text::SteadyNow();
  task(admitted, waited);
  if (admitted.ok()) Learn(bytes, kind, text::Since(begin));
  admitted_bytes_[kind] -= bytes;
  WakeOne();
}

size_t Admission::admitted_bytes() const {
  return std::accumulate(admitted_bytes_.begin(), admitted_bytes_.end(), size_t{0});
}

size_t Admission::expected_bytes() const {
  const size_t idle = waiting_bytes_ * (kMemoryPerDocumentByte - 1);
  const size_t charged = charged_bytes();
  return charged - std::min(charged, idle);  // The one may have changed since the other was read.
}

void Admission::Learn(size_t bytes, size_t kind, absl::Duration time) {
  const double rate =
      absl::ToDoubleSeconds(time) / static_cast<double>(std::max(bytes, kSmallDocument));
  const std::lock_guard lock(mutex_);
  times_[kind].recent[times_[kind].num_learned++ % kRecent] = rate;
}

// A median, since one document that takes minutes says nothing of the others; the lower of the two
// in the middle, so that this holds from the second document on.
double Admission::SecondsPerByte(size_t kind) const {
  std::array<double, kRecent> rates;
  size_t n = 0;
  {
    const std::lock_guard lock(mutex_);
    rates = times_[kind].recent;
    n = std::min(times_[kind].num_learned, kRecent);
  }
  if (n == 0) return 0;
  const auto median = rates.begin() + static_cast<ptrdiff_t>((n - 1) / 2);
  std::nth_element(rates.begin(), median, rates.begin() + static_cast<ptrdiff_t>(n));
  return *median;
}

}  // namespace textanalysis::admission
