// Finds reporting clauses: a cue with the source it belongs to.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/quotes/speakers.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::quotes {

// How strongly a cue announces reported words.
enum class CueKind {
  kVerb,    // "said": reports with or without marks.
  kWeak,    // "described": reports only words in marks.
  kPhrase,  // "according to": its source follows.
};

// A cue and its source.
struct ReportingClause {
  syntax::TokenRange cue;
  CueKind kind = CueKind::kVerb;
  std::optional<Candidate> source{};
  std::optional<Candidate> addressee{};  // "told Reuters".
  syntax::TokenRange tokens;  // From the source or the cue to the later of the two's end.
  bool inverted = false;      // The source follows the cue.
};

// Immutable; safe for any number of threads.
class ClauseFinder {
 public:
  // The bundle must outlive it.
  explicit ClauseFinder(const model::Bundle& bundle);

  // Returns the reporting clauses whose cue lies in `sentence` outside the tokens that `quoted`
  // marks, in order. `candidates` are the document's, in order.
  //   Cost: O(tokens of the sentence + log candidates.size()).
  std::vector<ReportingClause> Find(const syntax::Syntax& syntax, syntax::TokenRange sentence,
                                    const std::vector<Candidate>& candidates,
                                    const std::vector<bool>& quoted) const;

 private:
  std::optional<ReportingClause> CueAt(const syntax::Syntax& syntax, size_t token) const;

  model::Lexicon cues_;
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
