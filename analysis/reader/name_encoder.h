// Scores the labels of names with the transformer (analysis/model/transformer.h): the first piece of
// a token answers for it.

#ifndef TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_
#define TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bilou.h"
#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/model/kernels.h"
#include "analysis/model/transformer.h"
#include "analysis/model/word_pieces.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::reader {

// Immutable; safe for any number of threads.
class NameEncoder {
  class Window;

 public:
  // Reads sections "name_encoder" and "word_pieces"; the bundle must outlive the result.
  //   Errors: DataLoss when one is missing or damaged.
  static absl::StatusOr<NameEncoder> Create(const model::Bundle& bundle);

  // The scores of one document, sentence by sentence, so that memory does not grow with it.
  class Stream {
   public:
    // All three must outlive the stream.
    Stream(const NameEncoder& encoder, const syntax::Syntax& syntax, const text::Budget& budget);
    ~Stream();

    // Returns the scores of the tokens of the next sentence, valid until the next call.
    //   Requires: `syntax`'s sentences in order.
    //   Errors: the budget's.
    absl::StatusOr<std::span<const model::LabelScores>> Next(syntax::TokenRange sentence);

   private:
    const text::Budget& budget_;
    std::unique_ptr<Window> window_;
    std::vector<model::LabelScores> scores_;  // Of the tokens from `begin_` on.
    size_t begin_ = 0;
  };

  // Returns the scores of every token's labels. Over sets of kernels they differ by 0.3 at most:
  // where floats round differently, a byte may, and layers add to it.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<model::LabelScores>> Score(const syntax::Syntax& syntax,
                                                        const model::Kernels& kernels,
                                                        const text::Budget& budget) const;

 private:
  NameEncoder(model::WordPieces words, model::Transformer encoder, model::Linear output)
      : words_(std::move(words)), encoder_(std::move(encoder)), output_(output) {}

  model::WordPieces words_;
  model::Transformer encoder_;
  model::Linear output_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_NAME_ENCODER_H_
