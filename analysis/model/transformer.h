// A transformer encoder of word pieces (Vaswani et al. 2017; Devlin et al. 2019) in bytes: the
// accurate tier stands on it. Weights have a scale for each output, activations one for each piece.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_TRANSFORMER_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_TRANSFORMER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/kernels.h"
#include "analysis/model/tensors.h"

namespace textanalysis::model {

// A piece, and the class of its word's letters.
struct Piece {
  uint32_t number = 0;
  uint8_t letters = 0;
};

// Memory of one worker, kept between calls.
struct TransformerScratch {
  AlignedFloats hidden;  // [pieces][width], the result.
  AlignedFloats wide, mixed, attention;
  AlignedVector<uint8_t> bytes;
  AlignedFloats scales;
};

// Immutable; safe for any number of threads.
class Transformer {
 public:
  // Reads the weights. The tensors' bytes must outlive the result; the layers' weights are copied
  // into the order that the kernels read, 2 MB a layer of width 384.
  //   Errors: DataLoss when one is missing or has the wrong size.
  static absl::StatusOr<Transformer> Create(const Tensors& tensors);

  // Leaves the pieces' vectors in scratch->hidden.
  //   Requires: 1 to max_pieces() pieces, numbers below num_pieces().
  //   Cost: O(n * width^2 + n^2 * width) a layer.
  void Encode(std::span<const Piece> pieces, const Kernels& kernels,
              TransformerScratch* scratch) const;

  size_t width() const { return width_; }
  size_t max_pieces() const { return positions_.size() / width_; }
  size_t num_pieces() const { return piece_scales_.size(); }

 private:
  // Gain and shift of a layer's norm.
  struct Norm {
    std::span<const float> gain, shift;
  };
  struct Layer {
    QuantizedWeights attention;  // Query, key and value, side by side.
    QuantizedWeights output, up, down;
    Norm after_attention, after_feed;
  };

  static absl::StatusOr<Layer> ReadLayer(const Tensors& tensors, const std::string& name,
                                         size_t width);
  static absl::StatusOr<Norm> ReadNorm(const Tensors& tensors, const std::string& name,
                                       size_t width);
  void Embed(std::span<const Piece> pieces, const Kernels& kernels, float* hidden) const;

  size_t width_ = 0;
  std::span<const int8_t> pieces_;  // [num_pieces][width]
  std::span<const float> piece_scales_;
  std::span<const float> positions_;  // [max_pieces][width]
  std::span<const float> letters_;    // [kNumLetterClasses][width]
  Norm embedded_;
  std::vector<Layer> layers_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_TRANSFORMER_H_
