// What the words of a block are like, and which they are.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Counts over a text, and hashes of its words: in lower case, every digit as 0. Scripts without
// spaces are split by dictionary.
struct Words {
  size_t bytes = 0;
  size_t words = 0;
  size_t lower = 0;        // Begin with a letter that is no capital.
  size_t short_lower = 0;  // The same, of at most three letters.
  size_t capital = 0;
  size_t shouted = 0;  // Two capitals at the beginning.
  size_t digits = 0;   // Begin with a digit.
  size_t sentence_ends = 0;
  size_t commas = 0;
  size_t symbols = 0;  // | » › © # @ _ { } < > = * /
  size_t quotes = 0;
  std::vector<uint64_t> topical;  // Of long words.
  std::vector<uint64_t> all;
  std::vector<uint64_t> stems;  // Of the words' beginnings; 0 for short words.
};

// Reads the words of `s`; where a pace is given, as many of them as it lets.
//   Cost: O(s.size()).
Words ReadWords(std::string_view s, text::Pace* pace = nullptr);

// Appends hashes that tell what a text says: of its first and last words, of their beginnings and
// of pairs of them, and of all of a short text.
//   Cost: 70 hashes at most.
void AppendSayings(const Words& words, std::vector<uint32_t>* out);

// Returns a hash of `word`, lower-case ASCII.
uint32_t NameHash(std::string_view word);

// Returns a hash of something that stands in a place.
uint32_t PlacedHash(uint32_t place, uint64_t hash);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_
