// What a document says of those whom it names: "Transport Minister Fiona Reid", "Hugh Hill, 61, a
// doctor", "The UN envoy, Elena Kostas", "Reid is the minister for ports".

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_FACTS_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_FACTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/coreference/names.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::coreference {

// The words said of each entity. Lives as long as one analysis.
class Facts {
 public:
  // Reads the words around each name; all must outlive it.
  //   Cost: O(names).
  Facts(const WordBook& words, const syntax::Syntax& syntax,
        const std::vector<entities::Entity>& entities, const std::vector<NameAt>& names,
        text::Pace* pace);

  // Returns whether `word` was said of `entity`.
  bool Says(size_t entity, const std::string& word) const;
  // Returns whether a head of state or government was named as `entity`.
  bool IsState(size_t entity) const { return is_state_[entity]; }
  bool HasNation(size_t entity) const { return has_nation_[entity]; }
  bool HasAge(size_t entity) const { return has_age_[entity]; }
  bool HasNoun(size_t entity) const { return has_noun_[entity]; }
  // Returns the first few entities of which `word` was said, by the order of mentions.
  const std::vector<size_t>& Of(const std::string& word) const;

 private:
  void Before(const syntax::Syntax& syntax, const NameAt& name);
  void BeforeComma(const syntax::Syntax& syntax, const NameAt& name);
  bool IsPerson(size_t token) const;
  bool MayBeVerb(const syntax::Syntax& syntax, size_t token) const;
  void AddPhrase(const syntax::Syntax& syntax, syntax::TokenRange words, size_t entity);
  void AddOwner(const syntax::Syntax& syntax, size_t begin, size_t entity);
  void AddSpouse(const std::string& verb, size_t entity);
  size_t AfterVerb(const syntax::Syntax& syntax, size_t k) const;
  void After(const syntax::Syntax& syntax, const NameAt& name);
  void Name(const syntax::Syntax& syntax, const NameAt& name);
  void Add(size_t entity, const std::string& word);
  void AddAll(size_t entity, const Description& said);

  const WordBook& words_;
  const std::vector<entities::Entity>& entities_;
  const std::vector<NameAt>& names_;
  text::KeyedMap<std::string, std::vector<size_t>> of_word_;
  text::KeyedSet<uint64_t> said_;
  std::vector<bool> is_state_, has_nation_, has_age_, has_noun_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_FACTS_H_
