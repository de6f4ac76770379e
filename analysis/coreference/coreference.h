// Resolves pronouns and descriptions ("the French leader") to the people that a document names.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::coreference {

// Lexicons of the resolver. Immutable; safe for any number of threads.
class Coreference {
 public:
  // The bundle must outlive it.
  explicit Coreference(const model::Bundle& bundle);

  // Returns the index in `entities` of the person whom the pronoun at `at` stands for: the last
  // person of fitting gender named before it, subjects first within a sentence; nothing when nobody
  // fits. Names within `excluded` do not count: nobody speaks of himself by name.
  std::optional<size_t> ResolvePronoun(const syntax::Syntax& syntax,
                                       const std::vector<entities::Entity>& entities, text::Span at,
                                       const std::vector<text::Span>& excluded = {}) const;

  // Returns whom a description names: "the ministry", the organisation last named so before it;
  // "the French leader", the person whose title or stated role is of its kind and whose stated
  // nationality does not speak against it; nothing when it is open.
  std::optional<size_t> ResolveDescription(const syntax::Syntax& syntax,
                                           const std::vector<entities::Entity>& entities,
                                           text::Span at) const;

 private:
  // What the words right before a person's names say.
  struct Evidence {
    bool state_role = false;
    bool same_role = false;
    bool same_nation = false;
    bool other_nation = false;
  };
  Evidence EvidenceFor(const syntax::Syntax& syntax, const entities::Entity& entity,
                       std::string_view role, std::string_view nation) const;
  // The organisation last named before `at` whose name ends in `noun`: "the ministry".
  std::optional<size_t> ResolveBody(const std::vector<entities::Entity>& entities, text::Span at,
                                    const std::string& noun) const;
  // The country of a demonym or a country's own name, else empty.
  std::string_view NationOf(const std::string& lower) const;

  model::Lexicon roles_;
  std::unordered_map<std::string, std::string_view> nations_;
};

// Returns the gender that a pronoun tells: he, him, his; she, her.
std::optional<entities::Gender> PronounGender(std::string_view word);

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_COREFERENCE_H_
