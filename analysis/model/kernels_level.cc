// Compiled once for each level, with TA_LEVEL, the name of its function, and TA_LEVEL_NAME defined.
// Eigen's namespace carries the level's name, or the linker would mix one level's templates into
// another's.

#include <Eigen/Core>
#include <algorithm>
#include <utility>

#include "analysis/model/kernels.h"
#include "analysis/model/lanes.h"

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

void Quantize(const float* x, size_t rows, size_t width, uint8_t* bytes, float* scales) {
  for (size_t r = 0; r < rows; ++r, x += width, bytes += width) {
    const float largest = ConstRow(x, IndexOf(width)).abs().maxCoeff();
    scales[r] = largest / 127;
    const float inverse = largest > 0 ? 127 / largest : 0;
    for (size_t k = 0; k < width; ++k)
      bytes[k] = static_cast<uint8_t>(static_cast<int>(x[k] * inverse + (kZeroByte + 0.5f)));
  }
}

constexpr size_t kVectors = 3;                             // Of outputs, in one tile.
constexpr size_t kTileOutputs = kVectors * Lanes::kCount;  // Divides kOutputBlock.

Lanes::Vector BroadcastFour(const uint8_t* bytes) {
  int32_t four;
  std::memcpy(&four, bytes, sizeof(four));
  return Lanes::Broadcast(four);
}

// Lanes::kRows rows and kTileOutputs outputs, from `first` on; `rows` of them are stored. The sums
// are numbered by the compiler, row by row, so that each has a register.
template <size_t... kSum>
void MultiplyTile(const uint8_t* bytes, const float* scales, size_t rows, const QuantizedWeights& w,
                  size_t first, float* y, std::index_sequence<kSum...>) {
  const auto row = [](size_t sum) { return sum / kVectors; };
  const auto column = [](size_t sum) { return sum % kVectors * Lanes::kCount; };
  const int8_t* values = w.values.data() + first / kOutputBlock * kOutputBlock * w.in +
                         first % kOutputBlock * kInputGroup;
  Lanes::Vector sums[] = {Lanes::Load(&w.starts[first + column(kSum)])...};
  for (size_t k = 0; k < w.in; k += kInputGroup, values += kOutputBlock * kInputGroup) {
    ((sums[kSum] = Lanes::Dot(sums[kSum], BroadcastFour(bytes + row(kSum) * w.in + k),
                              Lanes::Load(values + column(kSum) * kInputGroup))),
     ...);
  }
  const auto store = [&](const Lanes::Vector& sum, size_t r, size_t o) {
    if (r < rows) Store(sum, scales[r], &w.scales[o], &w.bias[o], y + r * w.out + o);
  };
  (store(sums[kSum], row(kSum), first + column(kSum)), ...);
}

void MultiplyBytes(const uint8_t* bytes, const float* scales, size_t rows,
                   const QuantizedWeights& w, float* y) {
  static_assert(kOutputBlock % kTileOutputs == 0 && kRowBlock % Lanes::kRows == 0);
  for (size_t r = 0; r < rows; r += Lanes::kRows) {
    const size_t stored = std::min(Lanes::kRows, rows - r);
    for (size_t o = 0; o < w.out; o += kTileOutputs)
      MultiplyTile(bytes + r * w.in, scales + r, stored, w, o, y + r * w.out,
                   std::make_index_sequence<Lanes::kRows * kVectors>());
  }
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

// The error function by Abramowitz and Stegun 7.1.26, within 1.5e-7.
void Gelu(float* x, size_t n) {
  constexpr size_t kBlock = 512;
  Eigen::Array<float, kBlock, 1> t;
  for (size_t at = 0; at < n; at += kBlock) {
    Row row(x + at, IndexOf(std::min(kBlock, n - at)));
    const auto z = row.abs() * 0.70710678f;
    auto share = t.head(row.size());
    share = (1 + 0.3275911f * z).inverse();
    share *= 0.254829592f +
             share * (-0.284496736f +
                      share * (1.421413741f + share * (-1.453152027f + share * 1.061405429f)));
    share *= 0.5f * (-z.square()).exp();
    // For x < 0 that is the share of x that stays, for x > 0 the share that goes.
    row = row.max(0.0f) - row.abs() * share;
  }
}

void AddNormalize(const float* y, size_t rows, size_t width, const float* gain, const float* shift,
                  float* x) {
  constexpr float kEpsilon = 1e-12f;
  const ConstRow g(gain, IndexOf(width)), b(shift, IndexOf(width));
  for (size_t k = 0; k < rows; ++k) {
    Row row(x + k * width, IndexOf(width));
    if (y != nullptr) row += ConstRow(y + k * width, IndexOf(width));
    row -= row.mean();
    row = row * (1 / std::sqrt(row.square().mean() + kEpsilon)) * g + b;
  }
}

void Attend(const float* u, size_t rows, size_t width, size_t head, float* weights, float* y) {
  using Strided = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;
  const Eigen::OuterStride<> from(IndexOf(3 * width)), to(IndexOf(width));
  const Eigen::Index n = IndexOf(rows), size = IndexOf(head);
  Map w(weights, n, n);
  const float scale = 1 / std::sqrt(static_cast<float>(head));
  for (size_t at = 0; at < width; at += head) {
    const Strided query(u + at, n, size, from), key(u + width + at, n, size, from),
        value(u + 2 * width + at, n, size, from);
    w.noalias() = query * key.transpose();
    Eigen::Map<Matrix, 0, Eigen::OuterStride<>> result(y + at, n, size, to);
    for (size_t k = 0; k < rows; ++k) {
      Row row(weights + k * rows, n);
      row = ((row - row.maxCoeff()) * scale).exp();
      row *= 1 / row.sum();
    }
    result.noalias() = w * value;
  }
}

}  // namespace

const Kernels& TA_LEVEL();
const Kernels& TA_LEVEL() {
  static const Kernels kKernels = {TA_LEVEL_NAME, &Multiply,     &Quantize, &MultiplyBytes,
                                   &Normalize,    &Recur,        &Add,      &Silu,
                                   &Gelu,         &AddNormalize, &Attend};
  return kKernels;
}

}  // namespace textanalysis::model
