// Calls that wait for their callers, so that one who neither reads nor sends cannot keep what they
// hold for ever.

#ifndef TEXTANALYSIS_SERVICE_RPC_WAITS_H_
#define TEXTANALYSIS_SERVICE_RPC_WAITS_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>

#include "absl/time/time.h"
#include "analysis/text/steady_time.h"

namespace textanalysis::rpc {

// Thread-safe. An entry is the handler that waits; its context must live until Remove().
class Waits {
 public:
  void Add(const void* handler, grpc::CallbackServerContext* context) {
    const std::lock_guard lock(mutex_);
    entries_[handler] = {context, text::SteadyNow()};
  }

  void Remove(const void* handler) {
    const std::lock_guard lock(mutex_);
    entries_.erase(handler);
  }

  // Cancels the calls that have waited for longer than `limit`.
  void Cancel(absl::Duration limit) {
    const std::lock_guard lock(mutex_);
    for (auto& [handler, entry] : entries_) {
      if (entry.is_cancelled || text::Since(entry.since) <= limit) continue;
      entry.context->TryCancel();
      entry.is_cancelled = true;
      ++num_cancelled_;
    }
  }

  // Calls that Cancel() ended since the start.
  uint64_t num_cancelled() const { return num_cancelled_; }

 private:
  struct Entry {
    grpc::CallbackServerContext* context;
    text::SteadyTime since;
    bool is_cancelled = false;
  };
  std::mutex mutex_;
  std::map<const void*, Entry> entries_;  // Guarded by mutex_.
  std::atomic<uint64_t> num_cancelled_ = 0;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_WAITS_H_
