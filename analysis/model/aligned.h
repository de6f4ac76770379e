// Memory from a 64-byte boundary on: vector code begins at the same element, and so rounds alike,
// in every run.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_ALIGNED_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_ALIGNED_H_

#include <cstddef>
#include <new>
#include <vector>

namespace textanalysis::model {

template <typename T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {}  // NOLINT: allocators convert.
  T* allocate(size_t n) { return static_cast<T*>(operator new(n * sizeof(T), kAlignment)); }
  void deallocate(T* p, size_t) { operator delete(p, kAlignment); }
  bool operator==(const AlignedAllocator&) const = default;

 private:
  static constexpr std::align_val_t kAlignment{64};
};

template <typename T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;
using AlignedFloats = AlignedVector<float>;

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_ALIGNED_H_
