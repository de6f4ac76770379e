// Where indirect speech begins and ends: what its reporting clause says beside it is cut.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_EDGES_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_EDGES_H_

#include <vector>

#include "analysis/quotes/manner.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/span.h"

namespace textanalysis::quotes {

// Cuts from each of `content`, which `cue` reports without marks, the end that goes with the cue
// (", without giving details", " – although nobody checked", "and asked why"), and what stands
// before its "that".
//   Cost: O(tokens of the content).
void CutEdges(const syntax::Syntax& syntax, const ReportLexicon& lexicon, const reader::Cue& cue,
              std::vector<text::Span>* content);

// Drops from `content`, of which a part is between marks, what the speaker was asked: "Asked what
// came next, she said: “…”".
void DropQuestion(const syntax::Syntax& syntax, const ReportLexicon& lexicon,
                  std::vector<text::Span>* content);

// Drops from `content`, of which `marked`, in order, is between marks, what is too short to be
// reported, and a phrase without a verb behind a cue that marks stand before: “…,” he said, still
// in his coat.
void DropPhrases(const syntax::Syntax& syntax, const ReportLexicon& lexicon, const reader::Cue& cue,
                 const std::vector<text::Span>& marked, std::vector<text::Span>* content);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_EDGES_H_
