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
// Bytes of a vector in halves of bytes, of two values each.
constexpr size_t kNibbleBytes = 50;
constexpr size_t kNumClasses = 64;

absl::Status ImpossibleSizes() {
  return absl::DataLossError("the model bundle's encoder has impossible sizes");
}

// Reads an array into its view.
template <typename T>
absl::Status Read(const absl::StatusOr<std::span<const T>>& array, std::span<const T>* view) {
  if (array.ok()) *view = *array;
  return array.status();
}

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

absl::StatusOr<QuantizedWeights> ReadQuantized(const Tensors& tensors, const std::string& name,
                                               size_t in, size_t out) {
  const auto values = tensors.Bytes(name + ".w", in * out);
  if (!values.ok()) return values.status();
  const auto scales = tensors.Floats(name + ".s", out);
  if (!scales.ok()) return scales.status();
  const auto bias = tensors.Floats(name + ".b", out);
  if (!bias.ok()) return bias.status();
  return Pack(*values, *scales, *bias);
}

absl::Status Encoder::ReadWords(const Tensors& tensors) {
  const auto words = tensors.Words("words");
  if (!words.ok()) return words.status();
  words_ = *words;
  const size_t n = words_.size() + 1;
  if (absl::Status status = Read(tensors.Floats("vector_scales", n), &vector_scales_); !status.ok())
    return status;
  if (projection_.empty()) return Read(tensors.Bytes("vectors", n * narrow_), &vectors_);
  if (narrow_ < 2 * kNibbleBytes) return ImpossibleSizes();
  for (const absl::Status& status :
       {Read(tensors.Bytes("nibbles", n * kNibbleBytes), &nibbles_),
        Read(tensors.Bytes("classes", n), &classes_),
        Read(tensors.Bytes("class_rows", kNumClasses * narrow_), &class_rows_),
        Read(tensors.Floats("class_scales", kNumClasses), &class_scales_)}) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Encoder::ReadRows(const Tensors& tensors) {
  const size_t rows = tensors.NumFloats("row_scales");
  if (!std::has_single_bit(rows)) return ImpossibleSizes();
  row_mask_ = rows - 1;
  if (absl::Status status = Read(tensors.Floats("row_scales", rows), &row_scales_); !status.ok())
    return status;
  return Read(tensors.Bytes("rows", rows * narrow_), &rows_);
}

absl::StatusOr<Encoder> Encoder::Create(const Tensors& tensors) {
  Encoder e;
  e.width_ = tensors.NumFloats("bias");
  const size_t projection = tensors.NumFloats("projection");
  if (e.width_ == 0 || e.width_ % (kOutputBlock / 3) != 0 || projection % e.width_ != 0)
    return ImpossibleSizes();
  e.narrow_ = projection == 0 ? e.width_ : projection / e.width_;
  if (projection > 0) {
    absl::Status status = Read(tensors.Floats("projection", projection), &e.projection_);
    if (!status.ok()) return status;
  }
  for (const absl::Status& status : {Read(tensors.Floats("bias", e.width_), &e.bias_),
                                     e.ReadWords(tensors), e.ReadRows(tensors)}) {
    if (!status.ok()) return status;
  }
  if (tensors.NumFloats("pool") > 0) {
    const auto pool = tensors.Floats("pool", e.width_);
    if (!pool.ok()) return pool.status();
    e.pool_ = *pool;
  }
  for (size_t k = 0;; ++k) {
    const std::string name = "layer" + std::to_string(k);
    if (tensors.NumFloats(name + ".b") == 0) break;
    absl::StatusOr<QuantizedWeights> layer = ReadQuantized(tensors, name, e.width_, 3 * e.width_);
    if (!layer.ok()) return layer.status();
    e.layers_.push_back(*std::move(layer));
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
  Embed(tokens, kernels, scratch);
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

void Encoder::Embed(std::span<const EncoderToken> tokens, const Kernels& kernels,
                    EncoderScratch* scratch) const {
  float* hidden = scratch->hidden.data();
  if (projection_.empty()) {
    for (size_t k = 0; k < tokens.size(); ++k, hidden += width_) {
      std::copy(bias_.begin(), bias_.end(), hidden);
      AddRows(tokens[k], kernels, hidden);
    }
  } else {
    GrowTo(tokens.size() * narrow_, &scratch->narrow);
    float* narrow = scratch->narrow.data();
    std::fill_n(narrow, tokens.size() * narrow_, 0.f);
    for (size_t k = 0; k < tokens.size(); ++k) AddRows(tokens[k], kernels, narrow + k * narrow_);
    kernels.multiply(narrow, tokens.size(), narrow_, projection_.data(), bias_.data(), width_,
                     hidden);
  }
  hidden = scratch->hidden.data();
  for (size_t k = 0; k < tokens.size(); ++k, hidden += width_) {
    for (size_t d = 0; d < tokens[k].extra.size(); ++d) hidden[d] += tokens[k].extra[d];
  }
}

void Encoder::AddVector(size_t vector, const Kernels& kernels, float* sum) const {
  const float scale = vector_scales_[vector];
  if (nibbles_.empty()) {
    kernels.add(vectors_.data() + vector * narrow_, scale, narrow_, sum);
    return;
  }
  const int8_t* bytes = nibbles_.data() + vector * kNibbleBytes;
  int8_t values[2 * kNibbleBytes];
  for (size_t k = 0; k < kNibbleBytes; ++k) {
    const auto byte = static_cast<uint8_t>(bytes[k]);
    values[k] = static_cast<int8_t>((byte & 15) - 8);
    values[k + kNibbleBytes] = static_cast<int8_t>((byte >> 4) - 8);
  }
  kernels.add(values, scale, 2 * kNibbleBytes, sum);
  const size_t row = static_cast<size_t>(classes_[vector]) % kNumClasses;
  kernels.add(class_rows_.data() + row * narrow_, class_scales_[row], narrow_, sum);
}

void Encoder::AddRows(const EncoderToken& token, const Kernels& kernels, float* sum) const {
  AddVector(VectorOf(token), kernels, sum);
  for (const uint64_t hash : token.features) {
    const size_t row = hash & row_mask_;
    kernels.add(rows_.data() + row * narrow_, row_scales_[row], narrow_, sum);
  }
}

size_t Encoder::VectorOf(const EncoderToken& token) const {
  const size_t found = Find(token.lower);
  return found != kUnknown || token.zeroed == token.lower ? found : Find(token.zeroed);
}

size_t Encoder::Find(uint64_t hash) const {
  const uint32_t mark = static_cast<uint32_t>(hash >> 32);
  const auto found = std::lower_bound(words_.begin(), words_.end(), mark);
  if (found == words_.end() || *found != mark) return kUnknown;
  return static_cast<size_t>(found - words_.begin()) + 1;
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
