// Entities of a document: names, grouped, and values.
//
//   absl::StatusOr<Extractor> extractor = Extractor::Create(*bundle);
//   absl::StatusOr<std::vector<Entity>> entities = extractor->Extract(parser.Parse(text), {},
//   budget);

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_EXTRACTOR_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_EXTRACTOR_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "analysis/entities/coreference.h"
#include "analysis/entities/entity.h"
#include "analysis/entities/grouping.h"
#include "analysis/entities/tagger.h"
#include "analysis/model/bundle.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::entities {

// Options of a call.
struct Options {
  std::vector<EntityType> types{};  // Empty: all.
  bool include_coreference = false;
  float min_confidence = 0;
  std::optional<absl::CivilDay> reference_day{};
};

// Immutable; safe for any number of threads.
class Extractor {
 public:
  // Reads the lexicons and the tagger; the bundle must outlive the extractor.
  //   Errors: DataLoss when the bundle lacks the tagger.
  static absl::StatusOr<Extractor> Create(const model::Bundle& bundle);

  // Returns all entities, by first mention, before any filter; salience is not set.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<Entity>> Find(const syntax::Syntax& syntax,
                                           std::optional<absl::CivilDay> reference_day,
                                           const text::Budget& budget) const;

  // Returns what `options` asks for of `entities`, by falling salience, ties by first mention.
  std::vector<Entity> Select(const syntax::Syntax& syntax, std::vector<Entity> entities,
                             const Options& options) const;

  const Coreference& coreference() const { return coreference_; }

 private:
  Extractor(const model::Bundle& bundle, Tagger tagger)
      : tagger_(std::move(tagger)), grouper_(bundle), coreference_(bundle) {}

  void AddCoreference(const syntax::Syntax& syntax, std::vector<Entity>* entities) const;

  Tagger tagger_;
  Grouper grouper_;
  Coreference coreference_;
};

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_EXTRACTOR_H_
