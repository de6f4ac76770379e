// Compiled once for each level, with TA_LEVEL, the name of its function, and TA_LEVEL_NAME defined.
// Eigen's namespace carries the level's name, or the linker would mix one level's templates into
// another's.

#include <Eigen/Core>

#include "analysis/model/kernels.h"

namespace textanalysis::model {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const Matrix>;
using Map = Eigen::Map<Matrix>;
using Row = Eigen::Map<Eigen::ArrayXf>;
using ConstRow = Eigen::Map<const Eigen::ArrayXf>;

Eigen::Index IndexOf(size_t n) { return static_cast<Eigen::Index>(n); }

void Multiply(const float* x, size_t rows, size_t in, const float* w, const float* bias, size_t out,
              float* y) {
  Map result(y, IndexOf(rows), IndexOf(out));
  result.noalias() =
      ConstMap(x, IndexOf(rows), IndexOf(in)) * ConstMap(w, IndexOf(in), IndexOf(out));
  result.rowwise() += Eigen::Map<const Eigen::RowVectorXf>(bias, IndexOf(out));
}

void Normalize(const float* x, size_t rows, size_t width, float* y) {
  constexpr float kEpsilon = 1e-5f;
  for (size_t k = 0; k < rows; ++k) {
    const ConstRow from(x + k * width, IndexOf(width));
    Row to(y + k * width, IndexOf(width));
    to = from - from.mean();
    to *= 1 / std::sqrt(to.square().mean() + kEpsilon);
  }
}

// One step of one half: `previous` is the row before, null for the first.
void Step(const float* previous, const float* f, float* v, size_t n) {
  if (previous == nullptr) {
    for (size_t k = 0; k < n; ++k) v[k] *= 1 - f[k];
    return;
  }
  for (size_t k = 0; k < n; ++k) v[k] += f[k] * (previous[k] - v[k]);
}

void Recur(float* u, size_t rows, size_t width, float* x) {
  const size_t half = width / 2, stride = 3 * width;
  for (size_t k = 0; k < rows; ++k) {
    Row gates(u + k * stride + width, IndexOf(2 * width));
    gates = gates.logistic();
  }
  for (size_t k = 0; k < rows; ++k) {
    float* v = u + k * stride;
    Step(k == 0 ? nullptr : v - stride, v + width, v, half);
  }
  for (size_t k = rows; k-- > 0;) {
    float* v = u + k * stride + half;
    Step(k + 1 == rows ? nullptr : v + stride, v + width, v, half);
  }
  for (size_t k = 0; k < rows; ++k) {
    const ConstRow c(u + k * stride, IndexOf(width)), r(u + k * stride + 2 * width, IndexOf(width));
    Row h(x + k * width, IndexOf(width));
    h += r * (c - h);
  }
}

void Add(const int8_t* row, float scale, size_t width, float* sum) {
  for (size_t k = 0; k < width; ++k) sum[k] += scale * static_cast<float>(row[k]);
}

void Silu(float* x, size_t n) {
  Row row(x, IndexOf(n));
  row *= row.logistic();
}

}  // namespace

const Kernels& TA_LEVEL();
const Kernels& TA_LEVEL() {
  static const Kernels kKernels = {TA_LEVEL_NAME, &Multiply, &Normalize, &Recur, &Add, &Silu};
  return kKernels;
}

}  // namespace textanalysis::model
