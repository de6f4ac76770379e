#include "service/runtime/memory_guard.h"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <utility>

#include "service/runtime/thread_name.h"

namespace textanalysis::runtime {
namespace {

using Clock = std::chrono::steady_clock;

// A peer on this machine sends some 5 MB in the first, and what it held is free well within the second.
constexpr std::chrono::milliseconds kPeriod{10}, kTimeToShow{100};
// More than this since the last relief is a reason not to wait.
constexpr size_t kGrowth = size_t{16} << 20;

void Watch(const std::stop_token& stop, size_t limit, const std::function<void(size_t)>& relieve) {
  Clock::time_point relieved_at{};
  size_t relieved_with = 0;
  for (; !stop.stop_requested(); std::this_thread::sleep_for(kPeriod)) {
    size_t held = HeldBytes();
    if (held <= limit) continue;
    const bool waits = Clock::now() - relieved_at < kTimeToShow && held < relieved_with + kGrowth;
    if (waits) continue;
    malloc_trim(0);
    held = HeldBytes();
    if (held > limit) relieve(held);
    relieved_at = Clock::now();
    relieved_with = held;
  }
}

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

MemoryGuard::MemoryGuard(size_t limit_bytes, std::function<void(size_t)> relieve)
    : thread_([limit_bytes, relieve = std::move(relieve)](const std::stop_token& stop) {
        NameThisThread("memory-guard");
        Watch(stop, limit_bytes, relieve);
      }) {}

}  // namespace textanalysis::runtime
