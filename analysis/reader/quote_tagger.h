// Finds cues, and for each cue its source and the content that it reports, with the trained model.
//
// The encoder (analysis/model/encoder.h) reads windows of whole paragraphs. Two heads look at each
// token: is it part of a cue; if it stands between quotation marks, are they those of a quotation.
// A third looks at each pair of a cue and a token near it: does the token belong to the cue's
// content; to its source (a biaffine-like scorer with distances, after Dozat and Manning 2017).

#ifndef TEXTANALYSIS_ANALYSIS_READER_QUOTE_TAGGER_H_
#define TEXTANALYSIS_ANALYSIS_READER_QUOTE_TAGGER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/reader/features.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::reader {

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

// Immutable; safe for any number of threads.
class QuoteTagger {
 public:
  // Reads sections "quote_tagger" and "calibration"; the bundle must outlive the tagger.
  //   Errors: DataLoss when one is missing or damaged.
  static absl::StatusOr<QuoteTagger> Create(const model::Bundle& bundle);

  // Returns the cues of a document and `quoted`; no names.
  //   Errors: the budget's.
  //   Cost: O(number of tokens).
  absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, const DocumentFeatures& features,
                               const text::Budget& budget) const;

 private:
  class Window;

  QuoteTagger() = default;
  absl::Status ReadHeads(const model::Tensors& tensors);

  std::optional<model::Encoder> encoder_;
  float min_cue_ = 0;  // A token begins a cue from this probability on.
  size_t pair_width_ = 0;
  std::span<const float> flags_;  // [kNumTokenFlags][width]
  model::Linear cue_, quoted_, token_, cue_pair_, pair_;
  std::span<const float> distances_;  // [kNumDistances][pair width]
  std::span<const float> offsets_;    // [kNumOffsets][pair width]
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_QUOTE_TAGGER_H_
