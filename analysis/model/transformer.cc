#include "analysis/model/transformer.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "analysis/model/encoder.h"
#include "analysis/model/word_pieces.h"

namespace textanalysis::model {
namespace {

constexpr size_t kHeadWidth = 32;

size_t RoundUp(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

// y = x * w for n rows of floats.
void Apply(const QuantizedWeights& w, const float* x, size_t n, const Kernels& kernels,
           TransformerScratch* scratch, float* y) {
  kernels.quantize(x, n, w.in, scratch->bytes.data(), scratch->scales.data());
  kernels.multiply_bytes(scratch->bytes.data(), scratch->scales.data(), n, w, y);
}

}  // namespace

absl::StatusOr<Transformer::Norm> Transformer::ReadNorm(const Tensors& tensors,
                                                        const std::string& name, size_t width) {
  const auto gain = tensors.Floats(name + ".g", width);
  if (!gain.ok()) return gain.status();
  const auto shift = tensors.Floats(name + ".b", width);
  if (!shift.ok()) return shift.status();
  return Norm{*gain, *shift};
}

absl::StatusOr<Transformer::Layer> Transformer::ReadLayer(const Tensors& tensors,
                                                          const std::string& name, size_t width) {
  Layer layer;
  for (const auto& [part, in, out, to] :
       {std::tuple(".attention", width, 3 * width, &layer.attention),
        std::tuple(".output", width, width, &layer.output),
        std::tuple(".up", width, 4 * width, &layer.up),
        std::tuple(".down", 4 * width, width, &layer.down)}) {
    absl::StatusOr<QuantizedWeights> w = ReadQuantized(tensors, name + part, in, out);
    if (!w.ok()) return w.status();
    *to = *std::move(w);
  }
  for (const auto& [part, to] :
       {std::pair(".norm1", &layer.after_attention), std::pair(".norm2", &layer.after_feed)}) {
    const absl::StatusOr<Norm> norm = ReadNorm(tensors, name + part, width);
    if (!norm.ok()) return norm.status();
    *to = *norm;
  }
  return layer;
}

absl::StatusOr<Transformer> Transformer::Create(const Tensors& tensors) {
  Transformer out;
  out.width_ = tensors.NumFloats("norm.g");
  const size_t num_pieces = tensors.NumFloats("piece_scales");
  const size_t num_positions = out.width_ > 0 ? tensors.NumFloats("positions") / out.width_ : 0;
  if (out.width_ == 0 || out.width_ % kOutputBlock != 0 || out.width_ % kHeadWidth != 0 ||
      num_pieces == 0 || num_positions == 0)
    return absl::DataLossError("the transformer has no pieces, no positions or an odd width");
  const auto pieces = tensors.Bytes("pieces", num_pieces * out.width_);
  if (!pieces.ok()) return pieces.status();
  out.pieces_ = *pieces;
  for (const auto& [name, size, to] :
       {std::tuple("piece_scales", num_pieces, &out.piece_scales_),
        std::tuple("positions", num_positions * out.width_, &out.positions_),
        std::tuple("letters", kNumLetterClasses * out.width_, &out.letters_)}) {
    const auto floats = tensors.Floats(name, size);
    if (!floats.ok()) return floats.status();
    *to = *floats;
  }
  const absl::StatusOr<Norm> norm = ReadNorm(tensors, "norm", out.width_);
  if (!norm.ok()) return norm.status();
  out.embedded_ = *norm;
  for (size_t k = 0;; ++k) {
    const std::string name = "layer" + std::to_string(k);
    if (tensors.NumFloats(name + ".norm1.g") == 0) break;
    absl::StatusOr<Layer> layer = ReadLayer(tensors, name, out.width_);
    if (!layer.ok()) return layer.status();
    out.layers_.push_back(*std::move(layer));
  }
  if (out.layers_.empty()) return absl::DataLossError("the transformer has no layers");
  return out;
}

void Transformer::Embed(std::span<const Piece> pieces, const Kernels& kernels,
                        float* hidden) const {
  for (size_t k = 0; k < pieces.size(); ++k) {
    float* const sum = hidden + k * width_;
    const float* const position = positions_.data() + k * width_;
    const float* const letters = letters_.data() + pieces[k].letters * width_;
    for (size_t i = 0; i < width_; ++i) sum[i] = position[i] + letters[i];
    kernels.add(pieces_.data() + pieces[k].number * width_, piece_scales_[pieces[k].number], width_,
                sum);
  }
  kernels.add_normalize(nullptr, pieces.size(), width_, embedded_.gain.data(),
                        embedded_.shift.data(), hidden);
}

void Transformer::Encode(std::span<const Piece> pieces, const Kernels& kernels,
                         TransformerScratch* scratch) const {
  const size_t n = pieces.size(), rows = RoundUp(n, kRowBlock), wide = 4 * width_;
  scratch->hidden.resize(rows * width_);
  scratch->mixed.resize(rows * width_);
  scratch->wide.resize(rows * wide);
  scratch->attention.resize(n * n);
  scratch->bytes.resize(rows * wide);
  scratch->scales.resize(rows);
  float* const hidden = scratch->hidden.data();
  float* const mixed = scratch->mixed.data();
  Embed(pieces, kernels, hidden);
  for (const Layer& layer : layers_) {
    const auto normalize = [&](const Norm& norm) {
      kernels.add_normalize(mixed, n, width_, norm.gain.data(), norm.shift.data(), hidden);
    };
    Apply(layer.attention, hidden, n, kernels, scratch, scratch->wide.data());
    kernels.attend(scratch->wide.data(), n, width_, kHeadWidth, scratch->attention.data(), mixed);
    // The input and the output of the map may be the same memory: bytes lie between them.
    Apply(layer.output, mixed, n, kernels, scratch, mixed);
    normalize(layer.after_attention);
    Apply(layer.up, hidden, n, kernels, scratch, scratch->wide.data());
    kernels.gelu(scratch->wide.data(), n * wide);
    Apply(layer.down, scratch->wide.data(), n, kernels, scratch, mixed);
    normalize(layer.after_feed);
  }
}

}  // namespace textanalysis::model
