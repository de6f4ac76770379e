#include "service/admission/memory.h"

namespace textanalysis::admission {

bool Memory::TryMove(size_t from, size_t to) {
  size_t used = used_;
  do {
    const size_t others = used - from;
    if (to > from && others > 0 && (others >= limit_ || to > limit_ - others)) return false;
  } while (!used_.compare_exchange_weak(used, used - from + to));
  if (to < from) on_room_();
  return true;
}

void Memory::Move(size_t from, size_t to) {
  used_ += to - from;  // Modulo 2^64, so that it may shrink.
  if (to < from) on_room_();
}

Charge& Charge::operator=(Charge&& other) noexcept {
  if (this == &other) return *this;
  Set(0);
  memory_ = other.memory_;
  bytes_ = std::exchange(other.bytes_, 0);
  return *this;
}

bool Charge::TrySet(size_t bytes) {
  if (memory_ == nullptr || bytes == bytes_) return true;
  if (!memory_->TryMove(bytes_, bytes)) return false;
  bytes_ = bytes;
  return true;
}

void Charge::Set(size_t bytes) {
  if (memory_ == nullptr || bytes == bytes_) return;
  memory_->Move(std::exchange(bytes_, bytes), bytes);
}

}  // namespace textanalysis::admission
