#include "service/telemetry/log.h"

#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "absl/time/clock.h"
#include "service/runtime/thread_name.h"

namespace textanalysis::telemetry {
namespace {

constexpr size_t kMaxWaitingBytes = size_t{4} << 20;

// Owns the thread that writes. Lives as long as the process, so that the last line has a place.
class Writer {
 public:
  Writer() {
    std::thread([this] {
      runtime::NameThisThread("log");
      Work();
    }).detach();
  }

  void Add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > kMaxWaitingBytes) {
      ++lost_;
      return;
    }
    waiting_ += line;
    added_.notify_one();
  }

  void Flush(absl::Duration limit) {
    std::unique_lock lock(mutex_);
    written_.wait_for(lock, absl::ToChronoNanoseconds(limit),
                      [this] { return waiting_.empty() && !is_writing_; });
  }

  uint64_t lost() const { return lost_; }

 private:
  void Work() {
    std::unique_lock lock(mutex_);
    while (true) {
      added_.wait(lock, [this] { return !waiting_.empty(); });
      const std::string lines = std::exchange(waiting_, {});
      is_writing_ = true;
      lock.unlock();
      // Whole lines, in as few writes as the descriptor takes; a full disk or a closed descriptor
      // loses them.
      for (size_t at = 0; at < lines.size();) {
        const ssize_t written = write(STDERR_FILENO, lines.data() + at, lines.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        at += static_cast<size_t>(written);
      }
      lock.lock();
      is_writing_ = false;
      written_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable added_, written_;
  std::string waiting_;      // Guarded by mutex_.
  bool is_writing_ = false;  // Guarded by mutex_.
  std::atomic<uint64_t> lost_ = 0;
};

Writer& TheWriter() {
  static auto* const kWriter = new Writer();
  return *kWriter;
}

}  // namespace

void Log(Severity severity, std::string_view message, const Fields& fields) {
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone());
  line["severity"] = severity;
  line["message"] = message;
  for (const auto& [key, field] : fields)
    std::visit([&line, &key = key](const auto& value) { line[key] = value; }, field.value());
  TheWriter().Add(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

uint64_t LostLogLines() { return TheWriter().lost(); }

void FlushLog(absl::Duration limit) { TheWriter().Flush(limit); }

}  // namespace textanalysis::telemetry
