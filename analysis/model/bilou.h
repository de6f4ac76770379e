// Decoding and marginals of a chain of BILOU tags over four types (Ratinov and Roth 2009): every
// chain of tags that is valid is as likely as its scores say.
//
// Label 0 is O; label 1 + 4 * type + position is B, I, L or U (0 to 3) of a type.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_BILOU_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_BILOU_H_

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace textanalysis::model {

inline constexpr size_t kNumTypes = 4;
inline constexpr size_t kNumLabels = 1 + 4 * kNumTypes;

using LabelScores = std::array<float, kNumLabels>;

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

// Returns the best BILOU-valid chunks under `emissions`, with probabilities.
//   Cost: O(n * kNumLabels^2) time, O(n * kNumLabels) memory.
std::vector<Chunk> DecodeChunks(std::span<const LabelScores> emissions);

// Returns, for each position, the marginal probability of each label (forward-backward).
std::vector<LabelScores> Marginals(std::span<const LabelScores> emissions);

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_BILOU_H_
