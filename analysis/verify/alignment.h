// Aligns the words of a quotation with the sources: where it stands, and what differs.
//
// Pairs of words that both have are seeds; each grows to a run of equal words; the best chain of
// runs covers the quotation, and what is left between two of its runs is aligned word by word by a
// dynamic programme of bounded width.
//
//   std::optional<Alignment> found = Align(sources, words, guide, &pace);

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_ALIGNMENT_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_ALIGNMENT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/text/budget.h"
#include "analysis/verify/sources.h"
#include "analysis/verify/words.h"

namespace textanalysis::verify {

// [begin, end) in words of the quotation or places of the sources.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

enum class Operation { kEqual, kReplaced, kAdded, kLeftOut, kJump };

// A piece of an alignment; of one that is equal, words and places are as many unless letters are
// parted otherwise. In order, the ranges of all steps tile the quotation; those of the places go on
// where the step before ended, but after a kJump, whose places are empty and where the next
// step begins.
struct Step {
  Operation operation = Operation::kEqual;
  Range words;
  Range places;
};

struct Alignment {
  std::vector<Step> steps{};
  double share = 0;  // Of the quotation's words, weighed, how much stands there in order: [0, 1].
  std::vector<Range> others{};  // Further places where all of it stands, word for word.
};

// What the caller knows of places.
struct Guide {
  // How much a place is preferred among those where a quotation stands as well: under 0.9.
  std::function<double(uint32_t place)> preference;
  // Whether two places, the second one behind the first, are of one passage, from which words may
  // have been left out.
  std::function<bool(uint32_t first, uint32_t second)> is_one_passage;
  // Whether a word at either end that was replaced may have stood at `place`, `beside` being there.
  std::function<bool(uint32_t beside, uint32_t place)> can_extend;
  // Whether a few words and places are the same, written otherwise: "infra-structure", "he has".
  std::function<bool(Range words, Range places)> are_same_words;
};

// The most further places that are told.
inline constexpr size_t kMaxOthers = 20;

// Returns the best alignment of `words`, or nothing when neither two words in a row stand in the
// sources nor one that is rare there (any word, for a quotation of one or two). Of no use once `pace`
// is spent.
//   Cost: O(words.size()) whatever the sources are; bounded numbers of steps and runs a word.
std::optional<Alignment> Align(const Sources& sources, std::span<const Word> words,
                               const Guide& guide, text::Pace* pace);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_ALIGNMENT_H_
