// What stands right beside quotation marks, or right after "said:", settles whose the words are,
// whatever the verb: “At last,” wept Joan Pryce.
//
// The tagger learned from verbs of one corpus. Here its reading is corrected where the form of the
// text alone is proof: a clause of a name and a verb beside a marked stretch, a bulleted list after
// a reporting clause, a noun that makes the marks a title's or a sign's.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_CLAUSES_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_CLAUSES_H_

#include <optional>
#include <vector>

#include "analysis/quotes/manner.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::quotes {

// Corrects `reading` beside marks and lists: adds cues, and makes cues and stretches sure. `people`
// are the names of persons, in order; what the form alone proves has probability `by_form`. Of no
// use when `budget` is spent.
//   Cost: O(tokens).
void CorrectBesideMarks(const syntax::Syntax& syntax, const ReportLexicon& lexicon,
                        const std::vector<syntax::TokenRange>& people, float by_form,
                        const text::Budget& budget, reader::Reading* reading);

// Returns whether `verb` stands behind a form of "be", adverbs aside.
bool IsPassive(const syntax::Syntax& syntax, const ReportLexicon& lexicon, size_t verb);

// Returns whom a telling verb was said to: the noun phrase right after `cue` ("told [the Argus]
// the plan was dead"), or nothing where no such verb or phrase stands there.
std::optional<syntax::TokenRange> AddresseeOf(const syntax::Syntax& syntax,
                                              const ReportLexicon& lexicon, const reader::Cue& cue);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_CLAUSES_H_
