// A linear-chain conditional random field over hashed features (Lafferty et al. 2001), BILOU tags
// over four types (Ratinov and Roth 2009): decoding and marginals. training/ makes the weights.
//
// Label 0 is O and scores 0 everywhere; label 1 + 4 * type + position is B, I, L or U (0 to 3) of a
// type. Sections of a bundle that hold one: u32 log2 of the number of rows, f32 weight of one int8
// step, the 17 x 17 f32 transition scores, then a row of 16 int8 weights for each hash value.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_CRF_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_CRF_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace textanalysis::model {

inline constexpr size_t kNumTypes = 4;
inline constexpr size_t kNumLabels = 1 + 4 * kNumTypes;

using LabelScores = std::array<float, kNumLabels>;
using Transitions = std::array<LabelScores, kNumLabels>;  // [from][to]

// Returns whether BILOU allows `to` right after `from`; label 0 stands for the outside at either
// end.
bool IsAllowed(size_t from, size_t to);

// A labelled chunk of a sequence: [begin, end) in positions.
struct Chunk {
  size_t begin;
  size_t end;
  size_t type;        // In [0, kNumTypes).
  float probability;  // Geometric mean of the marginals of its labels, in [0, 1].
};

// Returns the best BILOU-valid chunks under `emissions` and `transitions`, with probabilities.
//   Cost: O(n * kNumLabels^2) time, O(n * kNumLabels) memory.
std::vector<Chunk> DecodeChunks(std::span<const LabelScores> emissions,
                                const Transitions& transitions);

// Returns, for each position, the marginal probability of each label (forward-backward).
std::vector<LabelScores> Marginals(std::span<const LabelScores> emissions,
                                   const Transitions& transitions);

// The weights, as a view of a bundle's section. Immutable; safe for any number of threads.
class Crf {
 public:
  // Reads a section; `section` must outlive the result.
  //   Errors: DataLoss when its size does not fit its header.
  static absl::StatusOr<Crf> Create(std::string_view section);

  // Returns the emission scores of a position with these feature hashes.
  LabelScores Score(std::span<const uint64_t> features) const;
  const Transitions& transitions() const { return transitions_; }

 private:
  uint64_t mask_ = 0;
  float step_ = 0;
  Transitions transitions_{};
  const int8_t* rows_ = nullptr;
};

// Returns the bytes that Crf::Create reads; weights are rounded to 127 steps of the largest one.
//   Requires: rows.size() is kNumLabels - 1 times a power of two.
std::string WriteCrf(std::span<const float> rows, const Transitions& transitions);

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_CRF_H_
