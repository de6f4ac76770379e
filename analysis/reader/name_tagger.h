// Finds names with the trained model: analysis/model/encoder.h over analysis/reader/features.h,
// decoded by Viterbi under the BILOU constraints (Ratinov and Roth 2009).

#ifndef TEXTANALYSIS_ANALYSIS_READER_NAME_TAGGER_H_
#define TEXTANALYSIS_ANALYSIS_READER_NAME_TAGGER_H_

#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bilou.h"
#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/reader/features.h"
#include "analysis/reader/name_kinds.h"
#include "analysis/reader/reading.h"
#include "analysis/text/budget.h"

namespace textanalysis::reader {

// Another reader's scores of the labels of a sentence's tokens; asked for each sentence in order.
using SentenceScores =
    std::function<absl::StatusOr<std::span<const model::LabelScores>>(syntax::TokenRange)>;

// Immutable; safe for any number of threads.
class NameTagger {
 public:
  // Reads sections "name_tagger" and "calibration"; the bundle must outlive the tagger.
  //   Errors: DataLoss when one is missing or damaged.
  static absl::StatusOr<NameTagger> Create(const model::Bundle& bundle);

  // Returns the names in `syntax`, in order, none over a sentence's end. With `second`, labels have
  // the mean of both readers' probabilities; with `kinds`, names have scores of kinds.
  //   Errors: the budget's, and those of `second`.
  //   Cost: O(number of tokens) time; memory of a window of 256 tokens beside the features'.
  absl::StatusOr<std::vector<TaggedName>> Tag(const syntax::Syntax& syntax,
                                              const DocumentFeatures& features,
                                              const text::Budget& budget,
                                              const SentenceScores& second = nullptr,
                                              const NameKinds* kinds = nullptr) const;

  // Returns what NameKinds is told of `names`, for who trains it; nothing of a name that is over a
  // sentence's end.
  //   Requires: names in order.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<NameDescription>> DescribeNames(
      const syntax::Syntax& syntax, const DocumentFeatures& features,
      std::span<const syntax::TokenRange> names, const text::Budget& budget) const;

  // As many states as a name is described by.
  size_t NumStates() const { return 3 * (encoder_.width() + encoder_.narrow_width()); }

  // Returns the scores of every token's labels, of which Tag() makes names.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<model::LabelScores>> Score(const syntax::Syntax& syntax,
                                                        const DocumentFeatures& features,
                                                        const text::Budget& budget) const;

 private:
  NameTagger(model::Encoder encoder, model::Linear output, float common_word)
      : encoder_(std::move(encoder)), output_(output), common_word_(common_word) {}

  template <typename Visit>
  absl::Status ForEachWindow(const syntax::Syntax& syntax, const DocumentFeatures& features,
                             const text::Budget& budget, const Visit& visit) const;
  void ScoreWindow(const syntax::Syntax& syntax, const DocumentFeatures& features,
                   std::span<const syntax::TokenRange> sentences, struct Scratch* scratch) const;
  void TagSentence(const syntax::Syntax& syntax, const DocumentFeatures& features,
                   syntax::TokenRange sentence, std::span<const model::LabelScores> scores,
                   bool alone, std::vector<TaggedName>* names) const;
  EncodedTokens Encoded(size_t begin, const struct Scratch& scratch) const;

  model::Encoder encoder_;
  model::Linear output_;
  // A word in lower case among words with capitals is a name only from this probability on, where no
  // second reader knows better.
  float common_word_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_NAME_TAGGER_H_
