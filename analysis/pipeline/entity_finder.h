// Entities of a document: names, grouped, and values.
//
//   absl::StatusOr<EntityFinder> finder = EntityFinder::Create(*bundle, *coreference);
//   absl::StatusOr<std::vector<entities::Entity>> all =
//       finder->Find(syntax, reading.names, dictionaries, reference_day, budget);

#ifndef TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_
#define TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "analysis/coreference/coreference.h"
#include "analysis/coreference/grouping.h"
#include "analysis/dictionary/agreement.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/names/consistency.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/values/values.h"

namespace textanalysis::pipeline {

// Immutable; safe for any number of threads.
class EntityFinder {
 public:
  // Reads the lexicons; the bundle must outlive the finder.
  //   Errors: DataLoss when the calibration is missing or damaged.
  static absl::StatusOr<EntityFinder> Create(const model::Bundle& bundle,
                                             coreference::Coreference coreference);

  // Returns all entities of a document, by first mention; `names` are those that a reader found,
  // with which `dictionaries` agree as agreement.h says. Salience is not set.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<entities::Entity>> Find(const syntax::Syntax& syntax,
                                                     std::vector<reader::TaggedName> names,
                                                     const dictionary::Dictionaries& dictionaries,
                                                     std::optional<absl::CivilDay> reference_day,
                                                     const text::Budget& budget) const;

  const coreference::Coreference& coreference() const { return coreference_; }

 private:
  EntityFinder(const model::Bundle& bundle, names::AgreementNumbers agreement,
               coreference::Coreference coreference)
      : agreement_(agreement),
        values_(bundle),
        grouper_(bundle, agreement.doubtful),
        coreference_(std::move(coreference)) {}

  names::AgreementNumbers agreement_;
  values::Finder values_;
  coreference::Grouper grouper_;
  coreference::Coreference coreference_;
};

}  // namespace textanalysis::pipeline

#endif  // TEXTANALYSIS_ANALYSIS_PIPELINE_ENTITY_FINDER_H_
