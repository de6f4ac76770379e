// Looks at what the process holds, many times a second.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_MEMORY_GUARD_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_MEMORY_GUARD_H_

#include <cstddef>
#include <functional>
#include <thread>

namespace textanalysis::runtime {

// Returns the bytes of memory that the process holds, files that it has mapped apart; 0 where the
// system does not tell. Takes some 5 µs.
size_t HeldBytes();

// Looks at the process on a thread of its own.
class MemoryGuard {
 public:
  struct Relief {
    // So much more than at the last relief is a reason not to wait; so much less than the limit is
    // enough.
    size_t step_bytes = size_t{16} << 20;
    // Called while the process holds more than the limit although freed memory was given back to
    // the system; waits some time for each call to show. Returns whether there was anything to give
    // up.
    std::function<bool(size_t held_bytes, size_t limit_bytes)> relieve;
    // Called when it holds less again, or 5 s after there was anything to give up.
    std::function<void()> recover;
  };

  // `limit` is asked at every look for the bytes that may be held now.
  MemoryGuard(std::function<size_t()> limit, Relief relief);

 private:
  std::jthread thread_;
};

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_MEMORY_GUARD_H_
