// Reads the noun phrase that a source is: which word of it speaks, and how far it goes.
//
// In "FBI Director Paul Wray" the person speaks; in "Lindqvist's mother", "Doctors at the Royal
// Infirmary" and "a spokeswoman for Mayor Ruth Adeyemi" the name inside does not.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_PHRASES_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_PHRASES_H_

#include <optional>
#include <vector>

#include "analysis/coreference/names.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::coreference {

// A noun phrase and what speaks in it.
struct Phrase {
  syntax::TokenRange whole;  // With its complements: "a spokesman for the force".
  syntax::TokenRange head;   // Without them: "a spokesman"; a name without its title; a pronoun.
  entities::MentionType type = entities::MentionType::kNominal;
  size_t entity = kNoEntity;  // Of a name.

  static constexpr size_t kNoEntity = static_cast<size_t>(-1);
};

// Returns the descriptions of one person or body in `syntax` that begin with a definite article ("the
// French striker") or a possessive ("her husband") and hold none of `names`, in order; "the" in "the
// minister Ana Diaz" begins none.
//   Cost: O(tokens).
std::vector<syntax::TokenRange> FindDescriptions(const WordBook& words,
                                                 const syntax::Syntax& syntax,
                                                 const std::vector<NameAt>& names,
                                                 const text::Budget& budget);

// Returns the noun phrases of people and bodies in `syntax`, from their first word to their noun, in
// order: "a small boy", "Diaz's lawyers", "two of the officers" from "the" on; but no title before
// one of `names`.
//   Cost: O(tokens).
std::vector<syntax::TokenRange> FindNominals(const WordBook& words, const syntax::Syntax& syntax,
                                             const std::vector<NameAt>& names,
                                             const text::Budget& budget);

// Immutable; safe for any number of threads.
class PhraseReader {
 public:
  // Reads the sections of WordBook; the bundle must outlive it.
  explicit PhraseReader(const model::Bundle& bundle) : words_(bundle) {}

  // Returns the phrase in `source`, which a reader found beside `cue`; it may reach beyond `source`
  // by a complement, but not over `cue`. Nothing where `source` holds no word.
  //   Cost: O(length of the phrase + log names).
  std::optional<Phrase> Read(const syntax::Syntax& syntax, const std::vector<NameAt>& names,
                             const std::vector<entities::Entity>& entities,
                             syntax::TokenRange source, syntax::TokenRange cue) const;

  const WordBook& words() const { return words_; }

 private:
  class Walk;

  WordBook words_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_PHRASES_H_
