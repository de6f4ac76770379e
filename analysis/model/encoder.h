// A small recurrent encoder of words in context: what the taggers stand on.
//
// A token enters as the sum of its word's vector and of a row for each of its hashed features
// (Weinberger et al. 2009). A projection leads that sum to the layers' width, where they differ.
// Layers of simple recurrent units (Lei et al. 2018) run over the tokens in both directions; after the
// first layer, a token also sees the mean of all tokens of the same word in the window (pooling, Akbik
// et al. 2019). training/ makes the weights.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_ENCODER_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_ENCODER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/kernels.h"
#include "analysis/model/tensors.h"

namespace textanalysis::model {

// What the encoder is told of one token.
struct EncoderToken {
  uint64_t word = 0;                     // text::Hash of the token.
  uint64_t lower = 0;                    // Of the token in lower case.
  uint64_t zeroed = 0;                   // Of that with every digit as 0.
  std::span<const uint64_t> features{};  // Hashes.
  std::span<const float> extra{};        // A vector to add, of the encoder's width, or nothing.
};

// Memory of one worker, kept between calls so that none is allocated after the first.
struct EncoderScratch {
  AlignedFloats narrow;  // [tokens][narrow width], where there is a projection.
  AlignedFloats hidden;  // [tokens][width] and more, the result.
  AlignedFloats normalized;
  AlignedFloats gates;
  AlignedVector<uint8_t> bytes;  // [tokens up to a multiple of kRowBlock][width]
  AlignedFloats scales;
  std::vector<uint32_t> order;
  std::vector<float> mean;
};

// Affine map. Views of a bundle's section.
struct Linear {
  std::span<const float> weights;  // [in][out]
  std::span<const float> bias;     // [out]
};

// Reads arrays NAME.w and NAME.b.
absl::StatusOr<Linear> ReadLinear(const Tensors& tensors, std::string_view name, size_t in,
                                  size_t out);

// Reads arrays NAME.w, int8 [out][in], NAME.s, the scales of its outputs, and NAME.b for Pack().
//   Errors: DataLoss when one is missing or has the wrong size.
absl::StatusOr<QuantizedWeights> ReadQuantized(const Tensors& tensors, const std::string& name,
                                               size_t in, size_t out);

// Views of a bundle's section. Immutable; safe for any number of threads.
class Encoder {
 public:
  // Reads the weights.
  //   Errors: DataLoss when one is missing or has the wrong size.
  static absl::StatusOr<Encoder> Create(const Tensors& tensors);

  // Leaves the tokens' vectors in scratch->hidden, normalised, [tokens][width()].
  //   Cost: about 3 * width()^2 multiply-adds a token and layer.
  void Encode(std::span<const EncoderToken> tokens, const Kernels& kernels,
              EncoderScratch* scratch) const;

  size_t width() const { return width_; }
  // Of the tokens' vectors before the projection, which Encode() leaves in scratch->narrow; 0 where there
  // is none.
  size_t narrow_width() const { return projection_.empty() ? 0 : narrow_; }

 private:
  absl::Status ReadWords(const Tensors& tensors);
  absl::Status ReadRows(const Tensors& tensors);
  void Embed(std::span<const EncoderToken> tokens, const Kernels& kernels,
             EncoderScratch* scratch) const;
  void AddVector(size_t vector, const Kernels& kernels, float* sum) const;
  void AddRows(const EncoderToken& token, const Kernels& kernels, float* sum) const;
  size_t VectorOf(const EncoderToken& token) const;
  size_t Find(uint64_t hash) const;
  void PoolWords(std::span<const EncoderToken> tokens, EncoderScratch* scratch) const;

  // Of words, the upper halves of the hashes, in order; vector k + 1 is that of word k.
  std::span<const uint32_t> words_;
  // Either bytes [vectors][narrow_] or, smaller, halves of bytes [vectors][kNibbleBytes]: 8 more than
  // the values of dimension k in the lower four bits, of k + kNibbleBytes in the upper four.
  std::span<const int8_t> vectors_;
  std::span<const int8_t> nibbles_;
  std::span<const float> vector_scales_;
  // With halves of bytes: the row of class_rows_ that each vector adds.
  std::span<const int8_t> classes_;
  std::span<const int8_t> class_rows_;
  std::span<const float> class_scales_;
  size_t narrow_ = 0;  // Width of the sum of vector and rows.
  size_t row_mask_ = 0;
  std::span<const int8_t> rows_;
  std::span<const float> row_scales_;
  size_t width_ = 0;
  std::span<const float> projection_;  // [narrow_][width_]. Empty: they are the same.
  std::span<const float> bias_;
  std::span<const float> pool_;  // Empty: no pooling.
  std::vector<QuantizedWeights> layers_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_ENCODER_H_
