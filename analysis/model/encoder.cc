#include "analysis/model/encoder.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>

#include "absl/status/status.h"

namespace textanalysis::model {
namespace {

// Number of the vector of unknown words.
constexpr size_t kUnknown = 0;

// Never shrinks, so that nothing is cleared again.
template <typename Vector>
void GrowTo(size_t size, Vector* vector) {
  if (vector->size() < size) vector->resize(size);
}

}  // namespace

absl::StatusOr<Linear> ReadLinear(const Tensors& tensors, std::string_view name, size_t in,
                                  size_t out) {
  const auto weights = tensors.Floats(std::string(name) + ".w", in * out);
  if (!weights.ok()) return weights.status();
  const auto bias = tensors.Floats(std::string(name) + ".b", out);
  if (!bias.ok()) return bias.status();
  return Linear{*weights, *bias};
}

absl::StatusOr<Encoder> Encoder::Create(const Tensors& tensors) {
  Encoder e;
  e.width_ = tensors.NumFloats("bias");
  const size_t words = tensors.NumFloats("vector_scales"), rows = tensors.NumFloats("row_scales");
  const auto vocabulary = tensors.Words("vocabulary");
  if (!vocabulary.ok()) return vocabulary.status();
  if (e.width_ == 0 || e.width_ % (kOutputBlock / 3) != 0 || words == 0 ||
      !std::has_single_bit(rows) || !std::has_single_bit(vocabulary->size()) ||
      vocabulary->size() < 4)
    return absl::DataLossError("the model bundle's encoder has impossible sizes");
  e.vocabulary_ = *vocabulary;
  e.row_mask_ = rows - 1;
  const auto vectors = tensors.Bytes("vectors", words * e.width_);
  const auto vector_scales = tensors.Floats("vector_scales", words);
  const auto row_values = tensors.Bytes("rows", rows * e.width_);
  const auto row_scales = tensors.Floats("row_scales", rows);
  const auto bias = tensors.Floats("bias", e.width_);
  for (const absl::Status& status : {vectors.status(), vector_scales.status(), row_values.status(),
                                     row_scales.status(), bias.status()}) {
    if (!status.ok()) return status;
  }
  e.vectors_ = *vectors;
  e.vector_scales_ = *vector_scales;
  e.rows_ = *row_values;
  e.row_scales_ = *row_scales;
  e.bias_ = *bias;
  if (tensors.NumFloats("pool") > 0) {
    const auto pool = tensors.Floats("pool", e.width_);
    if (!pool.ok()) return pool.status();
    e.pool_ = *pool;
  }
  for (size_t k = 0; tensors.NumFloats("layer" + std::to_string(k) + ".b") > 0; ++k) {
    const absl::StatusOr<Linear> layer =
        ReadLinear(tensors, "layer" + std::to_string(k), e.width_, 3 * e.width_);
    if (!layer.ok()) return layer.status();
    e.layers_.push_back(Quantize(layer->weights, layer->bias));
  }
  if (e.layers_.empty()) return absl::DataLossError("the model bundle's encoder has no layers");
  return e;
}

void Encoder::Encode(std::span<const EncoderToken> tokens, const Kernels& kernels,
                     EncoderScratch* scratch) const {
  const size_t n = tokens.size();
  const size_t padded = (n + kRowBlock - 1) / kRowBlock * kRowBlock;
  GrowTo(n * width_, &scratch->hidden);
  GrowTo(n * width_, &scratch->normalized);
  GrowTo(n * 3 * width_, &scratch->gates);
  GrowTo(padded * width_, &scratch->bytes);
  GrowTo(padded, &scratch->scales);
  float* hidden = scratch->hidden.data();
  for (size_t k = 0; k < n; ++k) Embed(tokens[k], kernels, hidden + k * width_);
  for (size_t k = 0; k < layers_.size(); ++k) {
    kernels.normalize(hidden, n, width_, scratch->normalized.data());
    kernels.quantize(scratch->normalized.data(), n, width_, scratch->bytes.data(),
                     scratch->scales.data());
    kernels.multiply_bytes(scratch->bytes.data(), scratch->scales.data(), n, layers_[k],
                           scratch->gates.data());
    kernels.recur(scratch->gates.data(), n, width_, hidden);
    if (k == 0 && !pool_.empty()) PoolWords(tokens, scratch);
  }
  kernels.normalize(hidden, n, width_, scratch->normalized.data());
  scratch->hidden.swap(scratch->normalized);
}

void Encoder::Embed(const EncoderToken& token, const Kernels& kernels, float* sum) const {
  std::copy(bias_.begin(), bias_.end(), sum);
  const size_t vector = VectorOf(token);
  kernels.add(vectors_.data() + vector * width_, vector_scales_[vector], width_, sum);
  for (const uint64_t hash : token.features) {
    const size_t row = hash & row_mask_;
    kernels.add(rows_.data() + row * width_, row_scales_[row], width_, sum);
  }
  for (size_t d = 0; d < token.extra.size(); ++d) sum[d] += token.extra[d];
}

size_t Encoder::VectorOf(const EncoderToken& token) const {
  const size_t found = Find(token.lower);
  return found != kUnknown || token.zeroed == token.lower ? found : Find(token.zeroed);
}

size_t Encoder::Find(uint64_t hash) const {
  const size_t slots = vocabulary_.size() / 2;
  const uint32_t mark = static_cast<uint32_t>(hash >> 32);
  for (size_t probe = 0, slot = hash & (slots - 1); probe < slots;
       ++probe, slot = (slot + 1) & (slots - 1)) {
    const uint32_t number = vocabulary_[2 * slot + 1];
    if (number == kUnknown) return kUnknown;
    if (vocabulary_[2 * slot] == mark) return number < vector_scales_.size() ? number : kUnknown;
  }
  return kUnknown;
}

void Encoder::PoolWords(std::span<const EncoderToken> tokens, EncoderScratch* scratch) const {
  std::vector<uint32_t>& order = scratch->order;
  order.resize(tokens.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [tokens](uint32_t a, uint32_t b) {
    return tokens[a].word != tokens[b].word ? tokens[a].word < tokens[b].word : a < b;
  });
  std::vector<float>& mean = scratch->mean;
  mean.resize(width_);
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin;
    std::fill(mean.begin(), mean.end(), 0.f);
    for (; end < order.size() && tokens[order[end]].word == tokens[order[begin]].word; ++end) {
      const float* row = scratch->hidden.data() + order[end] * width_;
      for (size_t d = 0; d < width_; ++d) mean[d] += row[d];
    }
    const float share = 1 / static_cast<float>(end - begin);
    for (size_t d = 0; d < width_; ++d) mean[d] *= share * pool_[d];
    for (; begin < end; ++begin) {
      float* row = scratch->hidden.data() + order[begin] * width_;
      for (size_t d = 0; d < width_; ++d) row[d] += mean[d];
    }
  }
}

}  // namespace textanalysis::model
