// Where a document's names stand: what mentions of other kinds are compared with.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_NAMES_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_NAMES_H_

#include <cstddef>
#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::coreference {

// A mention by name of `entities[entity]`.
struct NameAt {
  syntax::TokenRange tokens;
  size_t entity;
};

// Returns the mentions by name of everything that is no value, in order; some of them when `budget`
// is spent.
//   Cost: O(mentions * log mentions).
std::vector<NameAt> NamesOf(const syntax::Syntax& syntax,
                            const std::vector<entities::Entity>& entities,
                            const text::Budget& budget = {});

// Returns the first of `names` that ends after `token`, or their end.
std::vector<NameAt>::const_iterator NameFrom(const std::vector<NameAt>& names, size_t token);

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_NAMES_H_
