#include "analysis/model/sequence_classifier.h"

#include <algorithm>
#include <bit>
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

void Rectify(std::span<float> values) {
  for (float& v : values) v = std::max(v, 0.f);
}

std::vector<float> Product(const Linear& layer, std::span<const float> x, const Kernels& kernels) {
  std::vector<float> y(layer.bias.size());
  kernels.multiply(x.data(), 1, x.size(), layer.weights.data(), layer.bias.data(), y.size(),
                   y.data());
  return y;
}

}  // namespace

absl::StatusOr<SequenceClassifier> SequenceClassifier::Create(std::string_view section) {
  const absl::StatusOr<Tensors> tensors = Tensors::Create(section);
  if (!tensors.ok()) return tensors.status();
  SequenceClassifier c;
  const size_t features = tensors->NumFloats("scale");
  const size_t kinds = tensors->NumFloats("kind.b");
  c.width_ = tensors->NumFloats("input.b");
  const auto scale = tensors->Floats("scale", features);
  const auto shift = tensors->Floats("shift", features);
  const auto vocabulary = tensors->Words("vocabulary");
  const auto step = tensors->Floats("vector_step", 1);
  const auto vectors = tensors->Bytes("vectors", tensors->NumFloats("vectors") * sizeof(float));
  const auto input = ReadLinear(*tensors, "input", features, c.width_);
  const auto context = ReadLinear(*tensors, "context", c.width_, c.width_);
  const auto kind = ReadLinear(*tensors, "kind", c.width_, kinds);
  const auto output = ReadLinear(*tensors, "output", c.width_, 1);
  for (const absl::Status& status :
       {scale.status(), shift.status(), vocabulary.status(), step.status(), vectors.status(),
        input.status(), context.status(), kind.status(), output.status()}) {
    if (!status.ok()) return status;
  }
  if (c.width_ == 0 || kinds == 0 || c.width_ % (kOutputBlock / 3) != 0 ||
      vectors->size() % c.width_ != 0)
    return absl::DataLossError("the model bundle's sequence classifier has an impossible width");
  if (!std::has_single_bit(vocabulary->size()) || vocabulary->size() < 2)
    return absl::DataLossError("the model bundle's sequence classifier has a broken vocabulary");
  c.scale_ = *scale;
  c.shift_ = *shift;
  c.vocabulary_ = *vocabulary;
  c.vectors_ = *vectors;
  c.vector_step_ = (*step)[0];
  c.input_ = *input;
  c.context_ = *context;
  c.kind_ = *kind;
  c.output_ = *output;
  for (const char* name : {"layer0", "layer1"}) {
    const auto layer = ReadLinear(*tensors, name, c.width_, 3 * c.width_);
    if (!layer.ok()) return layer.status();
    c.layers_.push_back(*layer);
  }
  return c;
}

uint32_t SequenceClassifier::Find(uint32_t hash) const {
  const size_t slots = vocabulary_.size() / 2;
  for (size_t probe = 0, slot = hash & (slots - 1); probe < slots;
       ++probe, slot = (slot + 1) & (slots - 1)) {
    const uint32_t number = vocabulary_[2 * slot + 1];
    if (number == 0) return 0;
    if (vocabulary_[2 * slot] == hash) return number <= vectors_.size() / width_ ? number : 0;
  }
  return 0;
}

void SequenceClassifier::AddBag(std::span<const uint32_t> hashes, const Kernels& kernels,
                                std::vector<uint32_t>* known, float* row) const {
  known->clear();
  for (const uint32_t hash : hashes) {
    if (const uint32_t number = Find(hash); number != 0) known->push_back(number);
  }
  const float scale =
      vector_step_ / std::sqrt(std::max<float>(1, static_cast<float>(known->size())));
  for (const uint32_t number : *known)
    kernels.add(vectors_.data() + (number - 1) * width_, scale, width_, row);
}

void SequenceClassifier::Recur(const Linear& layer, const Kernels& kernels, size_t n,
                               Scratch* scratch) const {
  kernels.normalize(scratch->hidden.data(), n, width_, scratch->normalized.data());
  kernels.multiply(scratch->normalized.data(), n, width_, layer.weights.data(), layer.bias.data(),
                   3 * width_, scratch->gates.data());
  kernels.recur(scratch->gates.data(), n, width_, scratch->hidden.data());
  kernels.normalize(scratch->hidden.data(), n, width_, scratch->normalized.data());
}

std::vector<float> SequenceClassifier::Context(std::span<const float> normalized,
                                               std::span<const uint32_t> shared,
                                               const Kernels& kernels) const {
  std::vector<float> mean(width_);
  const float share = static_cast<float>(width_) / static_cast<float>(normalized.size());
  for (size_t at = 0; at < normalized.size(); ++at) mean[at % width_] += share * normalized[at];
  std::vector<float> context = Product(context_, mean, kernels);
  std::vector<uint32_t> known;
  AddBag(shared, kernels, &known, context.data());
  Rectify(context);
  return context;
}

std::vector<float> SequenceClassifier::Kinds(std::span<const float> context,
                                             const Kernels& kernels) const {
  std::vector<float> kinds = Product(kind_, context, kernels);
  const float greatest = *std::max_element(kinds.begin(), kinds.end());
  for (float& k : kinds) k = std::exp(k - greatest);
  const float sum = std::accumulate(kinds.begin(), kinds.end(), 0.f);
  for (float& k : kinds) k /= sum;
  return kinds;
}

SequenceLabels SequenceClassifier::Label(const Sequence& sequence, const Kernels& kernels) const {
  const size_t n = sequence.ends.size();
  Standardize(scale_, shift_, sequence.features);
  Scratch scratch{AlignedFloats(n * width_), AlignedFloats(n * width_),
                  AlignedFloats(n * 3 * width_)};
  AlignedFloats& hidden = scratch.hidden;
  kernels.multiply(sequence.features.data(), n, num_features(), input_.weights.data(),
                   input_.bias.data(), width_, hidden.data());
  std::vector<uint32_t> known;
  for (size_t k = 0, begin = 0; k < n; begin = sequence.ends[k++])
    AddBag(sequence.hashes.subspan(begin, sequence.ends[k] - begin), kernels, &known,
           hidden.data() + k * width_);
  Rectify(hidden);
  Recur(layers_[0], kernels, n, &scratch);
  const std::vector<float> context = Context(scratch.normalized, sequence.shared, kernels);
  for (size_t at = 0; at < hidden.size(); ++at) hidden[at] += context[at % width_];
  Recur(layers_[1], kernels, n, &scratch);
  SequenceLabels out{std::vector<float>(n), Kinds(context, kernels)};
  for (size_t k = 0; k < n; ++k) {
    const float* row = scratch.normalized.data() + k * width_;
    const float sum =
        std::inner_product(row, row + width_, output_.weights.begin(), output_.bias[0]);
    out.rows[k] = 1 / (1 + std::exp(-sum));
  }
  return out;
}

}  // namespace textanalysis::model
