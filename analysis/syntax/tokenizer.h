// Splits English text into tokens by the conventions of the Penn Treebank, with exact offsets.
//
// Punctuation and symbols stand alone; contractions and possessives split ("wo" "n't", "Putin"
// "'s"); words keep inner hyphens; numbers keep inner separators; URLs, e-mail addresses, handles,
// initials, dotted abbreviations and ellipses are one token each. Nothing is rewritten: a token is
// a span.

#ifndef TEXTANALYSIS_ANALYSIS_SYNTAX_TOKENIZER_H_
#define TEXTANALYSIS_ANALYSIS_SYNTAX_TOKENIZER_H_

#include <string_view>
#include <vector>

#include "analysis/model/lexicon.h"
#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::syntax {

// Returns the tokens of `text` in order: non-empty, disjoint, and together all that is not white
// space. `abbreviations` holds, in lower case, the words that keep their full stop ("mr.").
// They are of no use when `budget` is spent.
//   Requires: well-formed UTF-8.
//   Cost: O(text.size()).
std::vector<text::Span> Tokenize(std::string_view text, const model::Lexicon& abbreviations,
                                 const text::Budget& budget = {});

}  // namespace textanalysis::syntax

#endif  // TEXTANALYSIS_ANALYSIS_SYNTAX_TOKENIZER_H_
