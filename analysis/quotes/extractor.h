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
#include "analysis/quotes/manner.h"
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
  std::vector<AttributionType> types{};  // Empty: communications.
  bool include_unsettled = false;
};

// Immutable; safe for any number of threads.
class Extractor {
 public:
  // Reads lexicons and a model; the bundle must outlive the extractor.
  //   Errors: DataLoss when the bundle lacks the model.
  static absl::StatusOr<Extractor> Create(const model::Bundle& bundle);

  // Returns the quotations in `syntax` that `options` asks for, by their first content span.
  // `reading` and `entities` are the whole document's.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Quote>> Find(const syntax::Syntax& syntax, reader::Reading reading,
                                          const std::vector<entities::Entity>& entities,
                                          const coreference::Coreference& coreference,
                                          const Options& options, const text::Budget& budget) const;

 private:
  Extractor(const model::Bundle& bundle, MannerReader manners)
      : speakers_(bundle), manners_(std::move(manners)) {}

  SpeakerFinder speakers_;
  MannerReader manners_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
