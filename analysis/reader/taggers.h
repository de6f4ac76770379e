// What the readers of both tiers share: the features of a document, and the two recurrent taggers over
// them.

#ifndef TEXTANALYSIS_ANALYSIS_READER_TAGGERS_H_
#define TEXTANALYSIS_ANALYSIS_READER_TAGGERS_H_

#include <utility>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/reader/features.h"
#include "analysis/reader/name_kinds.h"
#include "analysis/reader/name_tagger.h"
#include "analysis/reader/quote_tagger.h"
#include "analysis/reader/reader.h"

namespace textanalysis::reader {

// Immutable; safe for any number of threads.
class Taggers {
 public:
  // Reads the lexicons and both taggers; the bundle must outlive them.
  //   Errors: DataLoss when a tagger's section is missing or damaged.
  static absl::StatusOr<Taggers> Create(const model::Bundle& bundle);

  // Returns the parts of a reading that `heads` asks for. With `second`, names have the mean of its
  // probabilities and the tagger's own.
  //   Errors: the budget's, and those of `second`.
  absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, Heads heads,
                               const text::Budget& budget,
                               const SentenceScores& second = nullptr) const;

 private:
  Taggers(const model::Bundle& bundle, NameTagger names, NameKinds kinds, QuoteTagger quotes)
      : features_(bundle),
        names_(std::move(names)),
        kinds_(std::move(kinds)),
        quotes_(std::move(quotes)) {}

  FeatureExtractor features_;
  NameTagger names_;
  NameKinds kinds_;
  QuoteTagger quotes_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_TAGGERS_H_
