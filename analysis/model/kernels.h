// The inner loops of the encoder, compiled for several levels of x86-64 and chosen at start-up.
//
// All matrices are dense, row-major, of floats; nothing overlaps unless stated. What is written is
// best an AlignedFloats with rows of a multiple of 16.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/model/aligned.h"
#include "analysis/model/quantized.h"

namespace textanalysis::model {

// One set of inner loops. Results are equal over the sets within rounding.
struct Kernels {
  const char* name;  // "x86-64-v3"

  // y[rows][out] = x[rows][in] * w[in][out] + bias[out].
  void (*multiply)(const float* x, size_t rows, size_t in, const float* w, const float* bias,
                   size_t out, float* y);

  // bytes[rows][width] = kZeroByte + x / scales[row], with a scale so that every byte is in [1,
  // 255].
  void (*quantize)(const float* x, size_t rows, size_t width, uint8_t* bytes, float* scales);

  // y[rows][w.out] = (bytes - kZeroByte)[rows][w.in] * scales[row] * w + w.bias, the sums exact.
  // Reads the `bytes` and `scales` of rows up to a multiple of kRowBlock, which may hold anything.
  void (*multiply_bytes)(const uint8_t* bytes, const float* scales, size_t rows,
                         const QuantizedWeights& w, float* y);

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

  // x[n] = x * (1 + erf(x / sqrt(2))) / 2, in place (Hendrycks and Gimpel 2016), within 1e-6.
  void (*gelu)(float* x, size_t n);

  // x[rows][width] = x + y (none when null), each row with mean 0 and variance 1, times gain[width],
  // plus shift[width].
  void (*add_normalize)(const float* y, size_t rows, size_t width, const float* gain,
                        const float* shift, float* x);

  // Attention of every row to all (Vaswani et al. 2017), head by head: u[rows][3 * width] = query,
  // key, value; y[rows][width] = softmax(query * key^T / sqrt(head)) * value. `weights`
  // [rows][rows] is overwritten.
  void (*attend)(const float* u, size_t rows, size_t width, size_t head, float* weights, float* y);
};

// Returns the best set that this processor can run.
const Kernels& BestKernels();

// Returns all sets that this processor can run, the best first; at least one.
std::vector<const Kernels*> UsableKernels();

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_KERNELS_H_
