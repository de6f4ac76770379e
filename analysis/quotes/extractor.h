// Quotations of a document: direct, mixed and indirect, with cue and speaker.
//
//   absl::StatusOr<Extractor> quotes = Extractor::Create(*bundle);
//   absl::StatusOr<std::vector<Quote>> found =
//       quotes->Find(syntax, entities, entity_extractor.coreference(), {}, budget);

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/coreference/coreference.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/quotes/quote.h"
#include "analysis/quotes/speakers.h"
#include "analysis/quotes/tagger.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::quotes {

// Options of a call.
struct Options {
  std::vector<QuoteForm> forms;  // Empty: all.
  float min_confidence = 0;
};

// Immutable; safe for any number of threads.
class Extractor {
 public:
  // Reads lexicons and the tagger; the bundle must outlive the extractor.
  //   Errors: DataLoss when the bundle lacks the tagger.
  static absl::StatusOr<Extractor> Create(const model::Bundle& bundle);

  // Returns the quotations in `syntax` that `options` asks for, by their first content span.
  // `entities` are all of the document's.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Quote>> Find(const syntax::Syntax& syntax,
                                          const std::vector<entities::Entity>& entities,
                                          const coreference::Coreference& coreference,
                                          const Options& options, const text::Budget& budget) const;

 private:
  Extractor(const model::Bundle& bundle, Tagger tagger)
      : speakers_(bundle), tagger_(std::move(tagger)) {}

  SpeakerFinder speakers_;
  Tagger tagger_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
