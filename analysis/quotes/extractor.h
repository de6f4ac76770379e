// Quotations of a document: direct, mixed and indirect, with cue and speaker.
//
//   const Extractor quotes(*bundle);
//   absl::StatusOr<std::vector<Quote>> found =
//       quotes.Find(syntax, reading, entities, coreference, {}, budget);

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/coreference/coreference.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/quotes/quote.h"
#include "analysis/quotes/speakers.h"
#include "analysis/reader/reading.h"
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
  // Reads lexicons; the bundle must outlive the extractor.
  explicit Extractor(const model::Bundle& bundle) : speakers_(bundle) {}

  // Returns the quotations in `syntax` that `options` asks for, by their first content span.
  // `reading` and `entities` are the whole document's.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Quote>> Find(const syntax::Syntax& syntax,
                                          const reader::Reading& reading,
                                          const std::vector<entities::Entity>& entities,
                                          const coreference::Coreference& coreference,
                                          const Options& options, const text::Budget& budget) const;

 private:
  SpeakerFinder speakers_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
