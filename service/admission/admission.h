// Which calls are worked on: a bounded queue, a bounded wait, and bounded memory.

#ifndef TEXTANALYSIS_SERVICE_ADMISSION_ADMISSION_H_
#define TEXTANALYSIS_SERVICE_ADMISSION_ADMISSION_H_

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "analysis/text/budget.h"
#include "service/admission/memory.h"
#include "service/runtime/worker_pool.h"

namespace textanalysis::admission {

struct Limits {
  absl::Duration max_wait = absl::Seconds(5);  // Longest that a call waits for a worker.
  size_t memory_bytes = size_t{1} << 30;       // What all admitted documents may need together.
};

// Documents of one kind cost alike; a kind is a tier of models.
inline constexpr size_t kNumKinds = 2;

// An analysis has so many bytes a byte of its document, and asks for more: docs/operations.md.
inline constexpr size_t kMemoryPerDocumentByte = 40;

// Thread-safe.
class Admission {
 public:
  // Starts `num_workers` workers behind a queue of `queue_limit` calls.
  Admission(const Limits& limits, size_t num_workers, size_t queue_limit);

  // Is told by a worker whether it is still to be done, and how long it waited. Must not throw.
  using Task = std::function<void(const absl::Status& admitted, absl::Duration waited)>;

  // Queues the work on a document of `bytes` and of `kind`, which is below kNumKinds; the task is then
  // called exactly once. `charge` grows by what the analysis may need, and is for the caller to make
  // smaller and to give back.
  //   Errors, without calling the task and with the charge as it was: the budget's;
  //   ResourceExhausted, with the figure retryAfterMillis, of reason QUEUE_FULL, MEMORY_EXHAUSTED, or
  //   WAIT_TOO_LONG when the queue's work outlasts max_wait or the deadline. A task that all the same
  //   has waited beyond max_wait is called with WAIT_TOO_LONG, one beyond its deadline with
  //   DeadlineExceeded.
  absl::Status Post(size_t bytes, size_t kind, const text::Budget& budget, Charge* charge,
                    Task task);

  // An empty entry in the books of memory.
  Charge NewCharge() { return Charge(&memory_); }

  // Grows `charge` by so many bytes of a document under way.
  //   Errors: ResourceExhausted, MEMORY_EXHAUSTED, while others hold the memory; InvalidArgument,
  //   DOCUMENT_TOO_DENSE, when the document alone needs more than there is.
  absl::Status Take(size_t bytes, Charge* charge) const;

  // Says that the books of memory have no room.
  absl::Status MemoryExhausted() const;

  // Calls `retry` once, from a thread of its own, when there may be room for who was refused: each
  // task that ends and each charge that becomes smaller calls one that waits, and each second calls
  // all.
  void WhenRoom(std::function<void()> retry);

  absl::Duration max_wait() const { return limits_.max_wait; }
  // Bytes of the documents that wait or are worked on.
  size_t admitted_bytes() const;
  // Bytes in the books of memory.
  size_t charged_bytes() const { return memory_.used_bytes(); }
  // The same without what documents that wait do not take yet.
  size_t expected_bytes() const;
  runtime::WorkerPool::Load load() const { return pool_.load(); }

 private:
  // Documents whose times tell what a byte takes.
  static constexpr size_t kRecent = 33;

  absl::Status Refusal(const char* reason, const char* message) const;
  absl::Status CheckWait(const text::Budget& budget) const;
  void WakeOne();
  void Wake(const std::stop_token& stop);
  absl::Duration ExpectedWait() const;
  void Run(size_t bytes, size_t kind, const text::Budget& budget, absl::Duration waited,
           const Task& task);
  void Learn(size_t bytes, size_t kind, absl::Duration time);
  // Median over the last documents of a kind; 0 before the first.
  double SecondsPerByte(size_t kind) const;

  // What the last documents of a kind took.
  struct Times {
    std::array<double, kRecent> recent{};  // Seconds a byte, the oldest replaced.
    size_t num_learned = 0;
  };

  const Limits limits_;
  std::array<std::atomic<size_t>, kNumKinds> admitted_bytes_{};
  std::atomic<size_t> waiting_bytes_ = 0;  // Of the admitted, those that no worker has begun.
  mutable std::mutex mutex_;
  std::array<Times, kNumKinds> times_{};  // Guarded by mutex_.
  std::condition_variable_any room_;
  std::deque<std::function<void()>> waiters_;  // Guarded by mutex_.
  size_t wakes_ = 0;                           // Guarded by mutex_; waiters still to be called.
  Memory memory_;
  runtime::WorkerPool pool_;  // Its threads use the others to the end.
  std::jthread waker_;        // Last: what it calls may post.
};

}  // namespace textanalysis::admission

#endif  // TEXTANALYSIS_SERVICE_ADMISSION_ADMISSION_H_
