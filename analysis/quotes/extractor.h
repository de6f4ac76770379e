// Quotations of a document: direct, mixed and indirect, with cue and speaker.
//
//   const Attributed attributed = extractor.Attribute(syntax, reading, entities);
//   const coreference::Discourse discourse =
//       coreference.Resolve(syntax, entities, attributed.sources, budget);
//   absl::StatusOr<std::vector<Quote>> found = extractor.Find(
//       syntax, attributed, entities, coreference.phrases(), discourse, budget);
//   Select(options, &*found);

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/coreference/coreference.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/quotes/attribution.h"
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

// What a document attributes, before it is known whom its sources mean.
struct Attributed {
  reader::Reading reading{};  // Corrected beside marks.
  std::vector<Attribution> attributions{};
  std::vector<coreference::Source> sources{};
};

// Immutable; safe for any number of threads.
class Extractor {
 public:
  // Reads lexicons and a model; the bundle must outlive the extractor.
  //   Errors: DataLoss when the bundle lacks the model.
  static absl::StatusOr<Extractor> Create(const model::Bundle& bundle);

  // Returns what `syntax` attributes; `reading` and `entities` are the whole document's.
  //   Cost: O(tokens).
  Attributed Attribute(const syntax::Syntax& syntax, reader::Reading reading,
                       const std::vector<entities::Entity>& entities,
                       const text::Budget& budget = {}) const;

  // Returns the quotations of `attributed`, by their first content span.
  // `discourse` is what the document's mentions mean, its sources among them.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Quote>> Find(const syntax::Syntax& syntax,
                                          const Attributed& attributed,
                                          const std::vector<entities::Entity>& entities,
                                          const coreference::PhraseReader& phrases,
                                          const coreference::Discourse& discourse,
                                          const text::Budget& budget) const;

 private:
  Extractor(const model::Bundle& bundle, MannerReader manners, const AttributionNumbers& numbers)
      : speakers_(bundle), manners_(std::move(manners)), numbers_(numbers) {}

  SpeakerFinder speakers_;
  MannerReader manners_;
  AttributionNumbers numbers_;
};

// Keeps of `quotes` what `options` asks for.
void Select(const Options& options, std::vector<Quote>* quotes);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EXTRACTOR_H_
