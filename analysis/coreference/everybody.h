// The entities of an answer with coreference: pronouns and descriptions join those whom they mean,
// and people and bodies without a name are entities, too.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_EVERYBODY_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_EVERYBODY_H_

#include <optional>
#include <vector>

#include "analysis/coreference/antecedents.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::coreference {

// Words in somebody's own voice: "I" in them is who speaks.
struct Voice {
  text::Span words;
  std::optional<text::Span> speaker{};  // Where who speaks is mentioned.
  size_t entity = kNobody;              // Who speaks, if the document names them.
};

// Adds the pronouns and descriptions of `discourse`, which was resolved for everybody, to the
// mentions of `entities`, and an entity for each person and body without a name, called by its
// longest description. "I", "we" and "you" mean the speaker of the first of `voices` that holds them,
// who speaks with them and who hears them; outside, the document's author and reader.
// Of no use when `budget` is spent.
//   Requires: voices in order of their words.
//   Cost: O(tokens + mentions + voices).
void AddEverybody(const WordBook& words, const Certainty& certainty, const syntax::Syntax& syntax,
                  const Discourse& discourse, const std::vector<Voice>& voices,
                  const text::Budget& budget, std::vector<entities::Entity>* entities);

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_EVERYBODY_H_
