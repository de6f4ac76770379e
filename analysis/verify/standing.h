// How sources have their words: within marks, reported, or as their own.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_STANDING_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_STANDING_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/syntax/marks.h"
#include "analysis/text/budget.h"
#include "analysis/verify/finding.h"
#include "analysis/verify/sources.h"

namespace textanalysis::verify {

// Returns the stretches between quotation marks of all paragraphs, which blank lines part, in order;
// some of them once `budget` is spent.
//   Cost: O(text.size()).
std::vector<syntax::Stretch> MarkedStretches(std::string_view text, const text::Budget& budget);

// Whether a quotation is speech without marks: a turn of a transcript.
bool IsUnmarkedSpeech(const quotes::Quote& quote);

// Immutable; safe for any number of threads.
class Standings {
 public:
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);

  // `sources` need not outlive it. Incomplete once `budget` is spent.
  //   Cost: O(bytes of the sources), 4 bytes of memory a word.
  Standings(const Sources& sources, const text::Budget& budget);

  // The marked stretch that holds a place, by number over all sources, or kNone.
  uint32_t StretchAt(uint32_t place) const { return stretch_of_place_[place]; }
  // The quotation that a stretch belongs to, in its source's list.
  std::optional<size_t> QuoteOf(uint32_t stretch) const { return quote_of_stretch_[stretch]; }

  // Returns how a source has a span of its words: what holds more than half of it.
  //   Cost: O(log quotations of the source), and a bounded number of them.
  Place PlaceOf(size_t source, text::Span span) const;
  // The same of whole sentences, which also hold what is not said: the quotation that has most of
  // them, if more than half of it stands there.
  Place PassageOf(size_t source, text::Span span) const;

 private:
  struct Interval {
    text::Span span;
    std::optional<size_t> quote;
    bool quoted;
  };

  void Add(const Text& text, const text::Budget& budget);
  Place Hold(size_t source, text::Span span, bool is_passage) const;

  std::vector<std::vector<Interval>> intervals_;  // By source, in order.
  std::vector<uint32_t> stretch_of_place_;
  std::vector<std::optional<size_t>> quote_of_stretch_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_STANDING_H_
