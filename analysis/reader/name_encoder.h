// Finds names with the transformer (analysis/model/transformer.h): the first piece of a token
// answers for it; decoded as name_tagger.h does.

#ifndef TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_
#define TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/crf.h"
#include "analysis/model/encoder.h"
#include "analysis/model/kernels.h"
#include "analysis/model/transformer.h"
#include "analysis/model/word_pieces.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::reader {

// Immutable; safe for any number of threads.
class NameEncoder {
 public:
  // Reads sections "name_encoder" and "word_pieces"; the bundle must outlive the result.
  //   Errors: DataLoss when one is missing or damaged.
  static absl::StatusOr<NameEncoder> Create(const model::Bundle& bundle);

  // Returns the names in `syntax`, in order, none over a sentence's end.
  //   Errors: the budget's.
  //   Cost: O(number of tokens) time; memory of a window of pieces and of the longest sentence.
  absl::StatusOr<std::vector<TaggedName>> Tag(const syntax::Syntax& syntax,
                                              const text::Budget& budget) const;

  // Returns the scores of every token's labels. Over sets of kernels they differ by 0.3 at most:
  // where floats round differently, a byte may, and layers add to it.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<model::LabelScores>> Score(const syntax::Syntax& syntax,
                                                        const model::Kernels& kernels,
                                                        const text::Budget& budget) const;

 private:
  class Window;

  NameEncoder(model::WordPieces words, model::Transformer encoder, model::Linear output)
      : words_(std::move(words)), encoder_(std::move(encoder)), output_(output) {}

  model::WordPieces words_;
  model::Transformer encoder_;
  model::Linear output_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_
