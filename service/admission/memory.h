// The books of the memory that calls hold: documents under way, and answers that are not yet written.

#ifndef TEXTANALYSIS_SERVICE_ADMISSION_MEMORY_H_
#define TEXTANALYSIS_SERVICE_ADMISSION_MEMORY_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <utility>

namespace textanalysis::admission {

// Thread-safe; must outlive its charges.
class Memory {
 public:
  // `on_room` is called, from any thread, when a charge has become smaller.
  Memory(size_t limit_bytes, std::function<void()> on_room)
      : limit_(limit_bytes), on_room_(std::move(on_room)) {}

  size_t limit_bytes() const { return limit_; }
  size_t used_bytes() const { return used_; }

  // For Charge: both turn an entry of `from` bytes into one of `to` bytes. TryMove() returns false
  // where there is no room. An entry that stands alone in the books may always grow, so that no
  // document waits for room that never comes.
  bool TryMove(size_t from, size_t to);
  void Move(size_t from, size_t to);

 private:
  const size_t limit_;
  const std::function<void()> on_room_;
  std::atomic<size_t> used_ = 0;
};

// An entry in the books, struck out by its destructor. Not thread-safe.
class Charge {
 public:
  Charge() = default;
  explicit Charge(Memory* memory) : memory_(memory) {}
  Charge(Charge&& other) noexcept
      : memory_(other.memory_), bytes_(std::exchange(other.bytes_, 0)) {}
  Charge& operator=(Charge&& other) noexcept;
  ~Charge() { Set(0); }

  size_t bytes() const { return bytes_; }

  // Makes the entry `bytes` large; false, and nothing changed, when the books have no room for it.
  bool TrySet(size_t bytes);

  // The same where the memory is held already, whatever the books say.
  void Set(size_t bytes);

 private:
  Memory* memory_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace textanalysis::admission

#endif  // TEXTANALYSIS_SERVICE_ADMISSION_MEMORY_H_
