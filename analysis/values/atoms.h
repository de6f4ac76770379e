// What the grammar of values reads: tokens cut further into runs of letters, runs of digits and
// single symbols, each with the word of the vocabulary that it is.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_ATOMS_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_ATOMS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/syntax/syntax.h"
#include "analysis/text/span.h"

namespace textanalysis::values {

struct Word;
class Vocabulary;

struct Atom {
  enum Type : uint8_t { kLetters, kDigits, kSymbol };

  text::Span span;
  uint32_t sentence = 0;
  Type type = kSymbol;
  bool glued = false;   // No white space stands before it.
  bool breaks = false;  // A paragraph begins here: no value goes on over it.
  bool upper = false;   // Begins with a capital.
  const Word* word = nullptr;
};

using Atoms = std::vector<Atom>;

// Returns the atoms of `syntax`, in order.
//   Cost: O(text): each byte is read once and each atom looked up once.
Atoms MakeAtoms(const syntax::Syntax& syntax, const Vocabulary& vocabulary,
                const text::Budget& budget);

// Returns the atoms of a phrase of a table, lower-cased.
std::vector<std::string_view> PhraseAtoms(std::string_view phrase);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_ATOMS_H_
