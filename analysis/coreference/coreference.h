// Resolves pronouns and descriptions ("the French leader") to those whom a document names.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/coreference/antecedents.h"
#include "analysis/coreference/phrases.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::coreference {

// The words of a source, of the cue that it goes with, and of what it says.
struct Source {
  syntax::TokenRange tokens;
  syntax::TokenRange cue;
  std::vector<syntax::TokenRange> content{};
};

// Immutable; safe for any number of threads.
class Coreference {
 public:
  // Reads lexicons and sections "antecedents" and "calibration"; the bundle must outlive the result.
  //   Errors: DataLoss when one is missing or damaged.
  static absl::StatusOr<Coreference> Create(const model::Bundle& bundle);

  // Reads the lexicons alone: for trainers, whose chooser needs no weights.
  static Coreference WithoutWeights(const model::Bundle& bundle) { return Coreference(bundle); }

  // Returns what a document's names, pronouns of the third person, descriptions with a definite
  // article and `sources` mean; of no use when `budget` is spent.
  //   Cost: O(tokens + mentions).
  Discourse Resolve(const syntax::Syntax& syntax, const std::vector<entities::Entity>& entities,
                    const std::vector<Source>& sources, const text::Budget& budget = {}) const;

  // Returns what each noun phrase of people and bodies and each "they" means, too. Sources mean whom
  // they mean in `speakers`, which Resolve() returned, where that has a name.
  //   Cost: O(tokens + mentions).
  Discourse ResolveEverybody(const syntax::Syntax& syntax,
                             const std::vector<entities::Entity>& entities,
                             const std::vector<Source>& sources, const Discourse& speakers,
                             const text::Budget& budget = {}) const;

  // Returns the mentions that Resolve() resolves, in order; of no use when `budget` is spent.
  std::vector<Mention> FindMentions(const syntax::Syntax& syntax,
                                    const std::vector<entities::Entity>& entities,
                                    const std::vector<Source>& sources,
                                    Scope scope = Scope::kSpeakers,
                                    const text::Budget& budget = {}) const;

  // Returns the likeliest of `candidates`.
  Choice Choose(std::span<const Candidate> candidates, Scope scope = Scope::kSpeakers) const;

  const Certainty& certainty() const { return certainty_; }
  const PhraseReader& phrases() const { return phrases_; }
  const WordBook& words() const { return phrases_.words(); }

 private:
  explicit Coreference(const model::Bundle& bundle) : phrases_(bundle) {}

  Discourse Resolved(const syntax::Syntax& syntax, const std::vector<entities::Entity>& entities,
                     std::vector<Mention> mentions, Scope scope, const text::Budget& budget) const;

  PhraseReader phrases_;
  std::span<const float> weights_, everybody_;  // [kNumWeights], by scope.
  Certainty certainty_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_
