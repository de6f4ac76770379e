// Quotations of a document: direct, mixed and indirect, with cue and speaker.
//
//   Extractor quotes(*bundle, entity_extractor.coreference());
//   absl::StatusOr<std::vector<Quote>> found = quotes.Find(syntax, entities, budget);

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/entities/coreference.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/quotes/attribution.h"
#include "analysis/quotes/quote.h"
#include "analysis/quotes/speakers.h"
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
  // `bundle` and `coreference` must outlive the extractor.
  Extractor(const model::Bundle& bundle, const entities::Coreference& coreference);

  // Returns the quotations in `syntax` that `options` asks for, by their first content span.
  // `entities` are all of the document's.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Quote>> Find(const syntax::Syntax& syntax,
                                          const std::vector<entities::Entity>& entities,
                                          const Options& options, const text::Budget& budget) const;

 private:
  const entities::Coreference& coreference_;
  SpeakerFinder speakers_;
  ClauseFinder clauses_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
