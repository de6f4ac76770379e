// What of a document's entities a caller asked for, the most salient first.

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_SELECTION_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_SELECTION_H_

#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/text/budget.h"

namespace textanalysis::entities {

// Options of a call.
struct Options {
  std::vector<EntityType> types{};   // Empty: all.
  bool include_coreference = false;  // Also pronouns that stand for a person.
  float min_confidence = 0;          // Of a mention, in [0, 1].
};

// Returns what `options` asks for of `entities`, by falling salience, ties in their order. An
// entity's salience grows with its mentions, early ones most; values weigh a tenth of names. Of no
// use when `budget` is spent.
std::vector<Entity> Select(std::vector<Entity> entities, const Options& options,
                           const text::Budget& budget = {});

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_SELECTION_H_
