#include "analysis/model/sequence_classifier.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "absl/status/status.h"

namespace textanalysis::model {
namespace {

// Standardised features are held to this range, so that an odd page does not lead the network
// astray.
constexpr float kLimit = 4;

void Standardize(std::span<const float> scale, std::span<const float> shift,
                 std::span<float> rows) {
  for (size_t row = 0; row < rows.size(); row += scale.size()) {
    for (size_t k = 0; k < scale.size(); ++k)
      rows[row + k] = std::clamp(rows[row + k] * scale[k] + shift[k], -kLimit, kLimit);
  }
}

}  // namespace

absl::StatusOr<SequenceClassifier> SequenceClassifier::Create(std::string_view section) {
  const absl::StatusOr<Tensors> tensors = Tensors::Create(section);
  if (!tensors.ok()) return tensors.status();
  SequenceClassifier c;
  const size_t features = tensors->NumFloats("scale");
  c.width_ = tensors->NumFloats("input.b");
  const auto scale = tensors->Floats("scale", features);
  const auto shift = tensors->Floats("shift", features);
  const auto input = ReadLinear(*tensors, "input", features, c.width_);
  const auto output = ReadLinear(*tensors, "output", c.width_, 1);
  for (const absl::Status& status :
       {scale.status(), shift.status(), input.status(), output.status()}) {
    if (!status.ok()) return status;
  }
  if (c.width_ % (kOutputBlock / 3) != 0)
    return absl::DataLossError("the model bundle's sequence classifier has an impossible width");
  c.scale_ = *scale;
  c.shift_ = *shift;
  c.input_ = *input;
  c.output_ = *output;
  for (size_t k = 0; tensors->NumFloats("layer" + std::to_string(k) + ".b") > 0; ++k) {
    const auto layer = ReadLinear(*tensors, "layer" + std::to_string(k), c.width_, 3 * c.width_);
    if (!layer.ok()) return layer.status();
    c.layers_.push_back(*layer);
  }
  return c;
}

std::vector<float> SequenceClassifier::Probabilities(std::span<float> rows,
                                                     const Kernels& kernels) const {
  const size_t n = rows.size() / num_features();
  Standardize(scale_, shift_, rows);
  AlignedFloats hidden(n * width_), normalized(n * width_), gates(n * 3 * width_);
  kernels.multiply(rows.data(), n, num_features(), input_.weights.data(), input_.bias.data(),
                   width_, hidden.data());
  for (float& h : hidden) h = std::max(h, 0.f);
  for (const Linear& layer : layers_) {
    kernels.normalize(hidden.data(), n, width_, normalized.data());
    kernels.multiply(normalized.data(), n, width_, layer.weights.data(), layer.bias.data(),
                     3 * width_, gates.data());
    kernels.recur(gates.data(), n, width_, hidden.data());
  }
  kernels.normalize(hidden.data(), n, width_, normalized.data());
  std::vector<float> out(n);
  for (size_t k = 0; k < n; ++k) {
    const float* row = normalized.data() + k * width_;
    const float sum =
        std::inner_product(row, row + width_, output_.weights.begin(), output_.bias[0]);
    out[k] = 1 / (1 + std::exp(-sum));
  }
  return out;
}

}  // namespace textanalysis::model
