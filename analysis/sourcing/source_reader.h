// What an audit of sources asks of each quotation: what its source is, whether it is named, who it is
// said to be, whom it belongs to, and why it is not named.
//
// The kind follows the channel where the clause states one ("in a statement", "wrote on X", "told a
// poll"); else what the speaker is by name, or the noun that describes it. Who is not named is
// anonymous, whatever the channel; several are a group, and who speaks for a body stands for it.

#ifndef TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_READER_H_
#define TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_READER_H_

#include <vector>

#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/quotes/quote.h"
#include "analysis/sourcing/source_words.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::sourcing {

// Immutable; safe for any number of threads.
class SourceReader {
 public:
  // Reads the sections of SourceWords; the bundle must outlive it.
  explicit SourceReader(const model::Bundle& bundle) : words_(bundle) {}

  // Sets the sourcing of each of `quotes` that has a speaker; `entities` are the whole document's.
  // Of no use when `budget` is spent.
  //   Cost: O(quotations + their sentences + mentions).
  void Read(const syntax::Syntax& syntax, const std::vector<entities::Entity>& entities,
            const coreference::WordBook& book, const text::Budget& budget,
            std::vector<quotes::Quote>* quotes) const;

 private:
  SourceWords words_;
};

}  // namespace textanalysis::sourcing

#endif  // TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_READER_H_
