// What kind of thing a name is, where the tagger's four types do not tell: a country or another place, a
// group, an event, a work.
//
// A name is described by what the name tagger's encoder makes of its first token, its last and all of
// them, before its layers and after, and by hashes of its words and those beside it. A layer of rectified
// units over the first, and a row for each hash, give the kinds' scores. training/name_kinds.py makes the
// weights.

#ifndef TEXTANALYSIS_ANALYSIS_READER_NAME_KINDS_H_
#define TEXTANALYSIS_ANALYSIS_READER_NAME_KINDS_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::reader {

// Tokens as the encoder sees them: before its layers and after.
struct EncodedTokens {
  size_t begin = 0;                 // The first token.
  std::span<const float> narrow{};  // [tokens][narrow width]
  std::span<const float> hidden{};  // [tokens][width]
  size_t narrow_width = 0;
  size_t width = 0;
};

// What is told of a name.
struct NameDescription {
  std::vector<float> states;  // Of the first token, the last, and their mean: hidden, then narrow.
  std::vector<uint64_t> hashes;  // Of words; as many as the name has tokens, and some.
};

// Describes a name of a sentence, both among `tokens`.
NameDescription Describe(const syntax::Syntax& syntax, syntax::TokenRange sentence,
                         syntax::TokenRange name, const EncodedTokens& tokens);

// Immutable; safe for any number of threads.
class NameKinds {
 public:
  // Reads section "name_kinds"; nothing of the bundle is kept.
  //   Errors: DataLoss when the section is missing or damaged, or not for as many states.
  static absl::StatusOr<NameKinds> Create(const model::Bundle& bundle, size_t num_states);

  // Returns the scores of the kinds.
  KindScores Score(const NameDescription& name) const;

 private:
  NameKinds() = default;

  size_t num_states_ = 0;
  size_t num_units_ = 0;
  std::vector<float> inner_;       // [states][units]
  std::vector<float> inner_bias_;  // [units]
  std::vector<float> outer_;       // [units][kinds]
  std::vector<float> outer_bias_;  // [kinds]
  std::vector<float> rows_;        // [rows][kinds]
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_NAME_KINDS_H_
