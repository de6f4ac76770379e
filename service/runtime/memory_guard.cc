#include "service/runtime/memory_guard.h"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "service/runtime/thread_name.h"

namespace textanalysis::runtime {
namespace {

using Clock = std::chrono::steady_clock;

// A peer on this machine makes gRPC take a gigabyte a second.
constexpr std::chrono::milliseconds kPeriod{3};
// What is given up is free well within the second, and no more often is freed memory given back.
constexpr std::chrono::milliseconds kTimeToShow{100};
// Memory that is not free so long after the last relief that helped is held for good reason.
constexpr std::chrono::seconds kTimeToRecover{5};

// Gives freed memory back to the system on a thread of its own: it takes a tenth of a second when there is much to look
// through.
class Trimmer {
 public:
  Trimmer() : thread_([this](const std::stop_token& stop) { Run(stop); }) {}
  ~Trimmer() {
    thread_.request_stop();
    Ask();
  }

  void Ask() {
    is_asked_ = true;
    is_asked_.notify_one();
  }
  uint64_t num_done() const { return num_done_; }

 private:
  void Run(const std::stop_token& stop) {
    NameThisThread("trimmer");
    while (true) {
      is_asked_.wait(false);
      is_asked_ = false;  // Before the look at `stop`, which is set before the last asking.
      if (stop.stop_requested()) return;
      malloc_trim(0);
      ++num_done_;
      std::this_thread::sleep_for(kTimeToShow);
    }
  }

  std::atomic<bool> is_asked_ = false;
  std::atomic<uint64_t> num_done_ = 0;
  std::jthread thread_;
};

class Watch {
 public:
  Watch(const std::function<size_t()>& limit, const MemoryGuard::Relief& relief)
      : limit_(limit), relief_(relief) {}

  void Look() {
    const size_t held = HeldBytes();
    const size_t limit = limit_();
    const bool is_short = helped_at_ != Clock::time_point();
    const size_t goal = is_short ? limit - relief_.step_bytes : limit;
    if (held > goal) {
      Lessen(held, limit);
    } else {
      held_before_ = 0;
    }
    if (!is_short || (held > goal && Clock::now() - helped_at_ <= kTimeToRecover)) return;
    helped_at_ = {};
    relief_.recover();
  }

 private:
  // When it holds much more than before, or has given back what it can.
  void Lessen(size_t held, size_t limit) {
    trimmer_.Ask();
    if (held_before_ == 0) held_before_ = held;
    const uint64_t trims = trimmer_.num_done();
    if (held <= limit || (held < held_before_ + relief_.step_bytes && trims == trims_before_))
      return;
    if (relief_.relieve(held, limit)) helped_at_ = Clock::now();
    held_before_ = held;
    trims_before_ = trims;
  }

  const std::function<size_t()> limit_;
  const MemoryGuard::Relief relief_;
  Trimmer trimmer_;
  Clock::time_point helped_at_{};
  size_t held_before_ = 0;  // At the last relief, or when the limit was passed.
  uint64_t trims_before_ = 0;
};

}  // namespace

size_t HeldBytes() {
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[128] = "";
  const ssize_t length = read(file, text, sizeof(text) - 1);
  close(file);
  unsigned long all = 0, resident = 0, shared = 0;
  if (length <= 0 || std::sscanf(text, "%lu %lu %lu", &all, &resident, &shared) != 3) return 0;
  return (resident - shared) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

MemoryGuard::MemoryGuard(std::function<size_t()> limit, Relief relief)
    : thread_([limit = std::move(limit), relief = std::move(relief)](const std::stop_token& stop) {
        NameThisThread("memory-guard");
        for (Watch watch(limit, relief); !stop.stop_requested();
             std::this_thread::sleep_for(kPeriod))
          watch.Look();
      }) {}

}  // namespace textanalysis::runtime
