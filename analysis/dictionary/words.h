// The words that aliases and texts are compared by.
//
// A word is a run of letters, digits and marks, in lower case, with any "+" and "#" at its end. What
// stands between two words counts, too: white space as one space, all apostrophes and all hyphens
// alike.

#ifndef TEXTANALYSIS_ANALYSIS_DICTIONARY_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_DICTIONARY_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::dictionary {

// A word: where it stands in the text, and in the comparable form.
struct Word {
  text::Span bytes;
  text::Span form;
};

// A text in its comparable form.
struct Words {
  std::string form{};  // In lower case.
  std::vector<Word> words{};

  // The comparable form of `count` words from `first` on.
  //   Requires: first + count <= words.size(), count > 0.
  std::string_view Form(size_t first, size_t count) const {
    return text::Slice(form, {words[first].form.begin, words[first + count - 1].form.end});
  }
};

// Returns the words of `text`; of no use when `budget` is spent.
//   Requires: well-formed UTF-8.
//   Cost: O(text.size()).
Words WordsOf(std::string_view text, const text::Budget& budget = {});

// Returns `text` from its first word to its last one as it is compared, but with its own case.
std::string WithCase(std::string_view text);

}  // namespace textanalysis::dictionary

#endif  // TEXTANALYSIS_ANALYSIS_DICTIONARY_WORDS_H_
