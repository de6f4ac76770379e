// A small recurrent network that labels each row of a sequence, and the sequence: simple recurrent
// units (Lei et al. 2018) in both directions over rows of features and bags of hashed words.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/encoder.h"
#include "analysis/model/kernels.h"
#include "analysis/model/tensors.h"

namespace textanalysis::model {

// What a sequence is read from.
struct Sequence {
  std::span<float> features;         // [rows][num_features()]; overwritten.
  std::span<const uint32_t> hashes;  // Those of all rows, one row after the other.
  std::span<const size_t> ends;      // [rows]: where each row's hashes end.
  std::span<const uint32_t> shared;  // Hashes of the sequence as a whole.
};

struct SequenceLabels {
  std::vector<float> rows;   // The probability of the positive class, in [0, 1], of each row.
  std::vector<float> kinds;  // That of each kind of sequence; their sum is 1.
};

// A view of a bundle's section of tensors: "scale" and "shift" of the features; "vocabulary", pairs
// of a hash and a vector's number with open addressing, "vectors" and their "vector_step"; layers
// "input", "layer0" and "layer1" of recurrent units, "context", "kind", "output". A row enters as
// the rectified sum of its features' layer and of its words' vectors over the root of their number.
// After the first recurrent layer the mean of the rows tells the sequence's context, from which its
// kind is read and which is added to every row. Immutable; safe for any number of threads.
class SequenceClassifier {
 public:
  // Reads a section, which must outlive the result.
  //   Errors: DataLoss when an array is missing or has the wrong size.
  static absl::StatusOr<SequenceClassifier> Create(std::string_view section);

  // Labels a sequence.
  //   Requires: as many rows of features as `ends`, one at least.
  //   Cost: about width * (num_features() + 6 * width) multiply-adds a row and width additions a
  //   hash.
  SequenceLabels Label(const Sequence& sequence, const Kernels& kernels) const;

  size_t num_features() const { return scale_.size(); }
  size_t num_kinds() const { return kind_.bias.size(); }

 private:
  struct Scratch {
    AlignedFloats hidden, normalized, gates;
  };
  // Adds the vectors of `hashes` over the root of the number of those that have one.
  void AddBag(std::span<const uint32_t> hashes, const Kernels& kernels,
              std::vector<uint32_t>* known, float* row) const;
  // A vector's number from 1 on, or 0.
  uint32_t Find(uint32_t hash) const;
  void Recur(const Linear& layer, const Kernels& kernels, size_t n, Scratch* scratch) const;
  std::vector<float> Context(std::span<const float> normalized, std::span<const uint32_t> shared,
                             const Kernels& kernels) const;
  std::vector<float> Kinds(std::span<const float> context, const Kernels& kernels) const;

  size_t width_ = 0;
  std::span<const float> scale_, shift_;
  std::span<const uint32_t> vocabulary_;
  std::span<const int8_t> vectors_;
  float vector_step_ = 0;
  Linear input_, context_, kind_, output_;
  std::vector<Linear> layers_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_
