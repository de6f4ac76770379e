// How dictionaries and the model of names agree on the names of a document.
//
// Of aliases that overlap, the one that begins first counts, and the longest of those; of equal ones,
// the earlier dictionary's. Of an alias and a name of the model that overlap, the longer one counts,
// and of equal ones the alias. Titles before a name do not make it longer.
//
// An alias is certain when one id alone has it; but a single word of an entry that lists words of
// context is not. An alias that is not certain means the one id that a certain alias in the document
// has, too, or else the one id with a word of context in the document; or else nobody. The words of
// context of an id are those of all its entries.

#ifndef TEXTANALYSIS_ANALYSIS_DICTIONARY_AGREEMENT_H_
#define TEXTANALYSIS_ANALYSIS_DICTIONARY_AGREEMENT_H_

#include <functional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/dictionary/dictionary.h"
#include "analysis/entities/entity.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::dictionary {

using IsTitle = std::function<bool(std::string_view)>;

// Puts the aliases in `syntax` among `names`, and returns what they name, each id once; of no use
// when `budget` is spent. `is_title` tells of a word in lower case whether it is put before names.
//   Errors: those of the budget's room, of which what is put among the names is asked.
//   Cost: O(text), and O(1) for each dictionary and word.
absl::StatusOr<std::vector<entities::KnownEntity>> MarkKnown(
    const syntax::Syntax& syntax, const Dictionaries& dictionaries, const IsTitle& is_title,
    const text::Budget& budget, std::vector<reader::TaggedName>* names);

}  // namespace textanalysis::dictionary

#endif  // TEXTANALYSIS_ANALYSIS_DICTIONARY_AGREEMENT_H_
