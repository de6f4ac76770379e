// Finds who may speak in a text: names, descriptions and pronouns; and tells whom they mean.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_SPEAKERS_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_SPEAKERS_H_

#include <optional>
#include <vector>

#include "analysis/coreference/coreference.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/quotes/quote.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::quotes {

// A noun phrase that may be the source of words.
struct Candidate {
  syntax::TokenRange tokens;
  entities::MentionType type;
  size_t entity = kNoEntity;  // Index in the document's entities, for a name.

  static constexpr size_t kNoEntity = static_cast<size_t>(-1);
};

// Immutable; safe for any number of threads.
class SpeakerFinder {
 public:
  // The bundle must outlive it.
  explicit SpeakerFinder(const model::Bundle& bundle);

  // Returns the candidates of a document, in order, disjoint: names of people, organisations and
  // places with the titles before them; nouns for people ("one source close to Mr Macron");
  // pronouns.
  std::vector<Candidate> FindCandidates(const syntax::Syntax& syntax,
                                        const std::vector<entities::Entity>& entities,
                                        const text::Budget& budget) const;

  // Returns where the text says who a named person is, right before the name ("national security
  // adviser Jake Sullivan") or in a clause after it ("Hugh Hill, a doctor,"); nothing when it does
  // not.
  std::optional<text::Span> DescriptionOf(const syntax::Syntax& syntax, const Candidate& name,
                                          const entities::Entity& entity) const;

  // Returns where the titles before the name that begins at token `name` begin: "Transport
  // Minister"; `name` where there are none.
  size_t TitleBegin(const syntax::Syntax& syntax, size_t name) const;

 private:
  std::optional<syntax::TokenRange> DescriptionAt(const syntax::Syntax& syntax, size_t noun) const;
  std::optional<text::Span> ClauseAfter(const syntax::Syntax& syntax, size_t token) const;

  bool Is(std::string_view lower, coreference::WordUse use) const {
    return words_.uses().Is(lower, use);
  }

  coreference::WordBook words_;
  model::Lexicon roles_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_SPEAKERS_H_
