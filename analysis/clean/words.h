// What the words of a block are like, and which they are.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Counts over a text. Scripts without spaces are split by dictionary.
struct WordCounts {
  size_t bytes = 0;
  uint32_t words = 0;
  uint32_t lower = 0;        // Begin with a letter that is no capital.
  uint32_t short_lower = 0;  // The same, of at most three letters.
  uint32_t capital = 0;
  uint32_t shouted = 0;  // Two capitals at the beginning.
  uint32_t digits = 0;   // Begin with a digit.
  uint32_t sentence_ends = 0;
  uint32_t commas = 0;
  uint32_t symbols = 0;  // | » › © # @ _ { } < > = * /
  uint32_t quotes = 0;
};

// Hashes of words: in lower case, every digit as 0.
struct WordHashes {
  std::vector<uint64_t> topical;  // Of long words.
  std::vector<uint64_t> all;
  std::vector<uint64_t> stems;  // Of the words' beginnings; 0 for short words.
};

struct Words {
  WordCounts counts;
  WordHashes hashes;
};

// Reads the words of `s`; where a pace is given, as many of them as it lets.
//   Cost: O(s.size()).
Words ReadWords(std::string_view s, text::Pace* pace = nullptr);

// The same, appended to the hashes of other texts: one array for many short ones.
WordCounts AppendWords(std::string_view s, text::Pace* pace, WordHashes* hashes);

// Appends hashes that tell what a text says: of its first and last words, of their beginnings and
// of pairs of them, and of all of a short text. `all` and `stems` are a text's WordHashes.
//   Cost: 70 hashes at most.
void AppendSayings(std::span<const uint64_t> all, std::span<const uint64_t> stems,
                   std::vector<uint32_t>* out);

// Returns a hash of `word`, lower-case ASCII.
uint32_t NameHash(std::string_view word);

// Returns a hash of something that stands in a place.
uint32_t PlacedHash(uint32_t place, uint64_t hash);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_WORDS_H_
