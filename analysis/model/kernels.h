// The inner loops of the encoder, compiled for several levels of x86-64 and chosen at start-up.
//
// All matrices are dense, row-major, of floats; nothing overlaps unless stated. What is written is
// best an AlignedFloats with rows of a multiple of 16.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace textanalysis::model {

// Floats from a 64-byte boundary on: vector code begins at the same element, and so rounds alike,
// in every run.
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
using AlignedFloats = std::vector<float, AlignedAllocator<float>>;

// One set of inner loops. Results are equal over the sets within rounding.
struct Kernels {
  const char* name;  // "x86-64-v3"

  // y[rows][out] = x[rows][in] * w[in][out] + bias[out].
  void (*multiply)(const float* x, size_t rows, size_t in, const float* w, const float* bias,
                   size_t out, float* y);

  // y[rows][width] = x with each row shifted and scaled to mean 0 and variance 1.
  void (*normalize)(const float* x, size_t rows, size_t width, float* y);

  // The simple recurrent unit (Lei et al. 2018), the first half of the columns from the first row
  // to the last, the second half from the last to the first:
  //   u[rows][3 * width] = candidate v, forget gate f and reset gate r, before the sigmoid;
  //   c = f * previous c + (1 - f) * v;  x = r * c + (1 - r) * x, in place.  `u` is overwritten.
  void (*recur)(float* u, size_t rows, size_t width, float* x);

  // sum[width] += scale * row[width].
  void (*add)(const int8_t* row, float scale, size_t width, float* sum);

  // x[n] = x * sigmoid(x), in place.
  void (*silu)(float* x, size_t n);
};

// Returns the best set that this processor can run.
const Kernels& BestKernels();

// Returns all sets that this processor can run, the best first; at least one.
std::vector<const Kernels*> UsableKernels();

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_
