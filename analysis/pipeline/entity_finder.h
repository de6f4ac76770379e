// Entities of a document: names, grouped, and values.
//
//   absl::StatusOr<EntityFinder> finder = EntityFinder::Create(*bundle);
//   absl::StatusOr<std::vector<entities::Entity>> all =
//       finder->Find(parser.Parse(text), reference_day, budget);

#ifndef TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_
#define TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "analysis/coreference/coreference.h"
#include "analysis/coreference/grouping.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/names/tagger.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::pipeline {

// Immutable; safe for any number of threads.
class EntityFinder {
 public:
  // Reads the lexicons and the tagger; the bundle must outlive the finder.
  //   Errors: DataLoss when the bundle lacks the tagger.
  static absl::StatusOr<EntityFinder> Create(const model::Bundle& bundle);

  // Returns all entities, by first mention; salience is not set.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<entities::Entity>> Find(const syntax::Syntax& syntax,
                                                     std::optional<absl::CivilDay> reference_day,
                                                     const text::Budget& budget) const;

  // Adds the pronouns that stand for a person to the person's mentions.
  void AddPronouns(const syntax::Syntax& syntax, std::vector<entities::Entity>* entities) const;

  const coreference::Coreference& coreference() const { return coreference_; }

 private:
  EntityFinder(const model::Bundle& bundle, names::Tagger tagger)
      : tagger_(std::move(tagger)), grouper_(bundle), coreference_(bundle) {}

  names::Tagger tagger_;
  coreference::Grouper grouper_;
  coreference::Coreference coreference_;
};

}  // namespace textanalysis::pipeline

#endif  // TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_
