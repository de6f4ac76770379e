// Finds cues, and for each cue its source and the content that it reports, with the trained model.
//
// The encoder (analysis/model/encoder.h) reads windows of whole paragraphs. Two heads look at each
// token: is it part of a cue; if it stands between quotation marks, are they those of a quotation.
// A third looks at each pair of a cue and a token near it: does the token belong to the cue's
// content; to its source (a biaffine-like scorer with distances, after Dozat and Manning 2017).

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_TAGGER_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_TAGGER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/names/features.h"
#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::quotes {

// What the tagger is told of a token beside its words; a set of bits.
enum TokenFlag : uint8_t {
  kInsideMarks = 1,
  kFirstInside = 2,  // The first token inside a pair of marks.
  kLastInside = 4,
  kBeginsSentence = 8,
  kBeginsParagraph = 16,
};
inline constexpr size_t kNumTokenFlags = 32;

// Returns the flags of each token.
//   Cost: O(text.size()).
std::vector<uint8_t> TokenFlags(const syntax::Syntax& syntax);

// A cue, and what the model says of the tokens around it.
struct Cue {
  syntax::TokenRange tokens;
  float probability = 0;       // That it is a cue, in [0, 1].
  syntax::TokenRange reach;    // The tokens that `content` speaks of.
  std::vector<float> content;  // Log odds that a token of `reach` is reported by this cue.
  std::optional<syntax::TokenRange> source;  // The tokens of its source.
  float source_probability = 0;              // Mean over those, in [0, 1].
};

// What the model says of a document.
struct Reading {
  std::vector<Cue> cues;  // In order, disjoint.
  std::vector<float>
      quoted;  // For each token between marks, the log odds that they mark a quotation.
};

// Immutable; safe for any number of threads.
class Tagger {
 public:
  // Reads section "quote_tagger"; the bundle must outlive the tagger.
  //   Errors: DataLoss when it is missing or damaged.
  static absl::StatusOr<Tagger> Create(const model::Bundle& bundle);

  // Reads a document.
  //   Errors: the budget's.
  //   Cost: O(number of tokens).
  absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, const text::Budget& budget) const;

 private:
  class Window;

  explicit Tagger(const model::Bundle& bundle) : features_(bundle) {}
  absl::Status ReadHeads(const model::Tensors& tensors);

  names::FeatureExtractor features_;
  std::optional<model::Encoder> encoder_;
  size_t pair_width_ = 0;
  std::span<const float> flags_;  // [kNumTokenFlags][width]
  model::Linear cue_, quoted_, token_, cue_pair_, pair_;
  std::span<const float> distances_;  // [kNumDistances][pair width]
  std::span<const float> offsets_;    // [kNumOffsets][pair width]
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_TAGGER_H_
