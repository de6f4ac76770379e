// The sources that quotations are looked for in: their words, and where each pair of words stands.
//
//   absl::StatusOr<Sources> sources = Sources::Create(forms, texts, budget);
//   for (uint32_t at = sources->FirstPair(a, b); at != Sources::kNone; at = sources->NextPair(at)) …

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_SOURCES_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_SOURCES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/entities/entity.h"
#include "analysis/quotes/quote.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/span.h"
#include "analysis/verify/words.h"

namespace textanalysis::verify {

// A text with what was found in it. Views; all must outlive who keeps it.
struct Text {
  std::string_view text;
  const std::vector<quotes::Quote>* quotes = nullptr;
  const std::vector<entities::Entity>* entities = nullptr;
};

// Immutable; safe for any number of threads. Places are numbers of words, counted over all sources
// with one empty place after each.
class Sources {
 public:
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);

  // Indexes `texts`; `forms` must outlive the result.
  //   Requires: well-formed UTF-8, under 2^31 bytes in all.
  //   Errors: the budget's.
  //   Cost: O(bytes), about 25 bytes of memory a word.
  static absl::StatusOr<Sources> Create(const WordForms& forms, std::vector<Text> texts,
                                        const text::Budget& budget);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const std::vector<Text>& texts() const { return texts_; }

  size_t num_places() const { return words_.size(); }
  const Word& word(size_t place) const { return words_[place]; }
  // The source that holds a place.
  //   Cost: O(log texts().size()).
  size_t SourceAt(size_t place) const;
  // The places of a source's words.
  uint32_t BeginOf(size_t source) const { return begins_[source]; }
  uint32_t EndOf(size_t source) const { return begins_[source + 1] - 1; }

  // The first place of a source whose word ends behind `byte`, or EndOf(source).
  //   Cost: O(log words of the source).
  uint32_t PlaceAt(size_t source, size_t byte) const;
  // Whether the words at `place` and after it are of one sentence of one source.
  bool GoesOn(size_t place) const;
  // Whether something other than white space stands between a word and the next one of its source.
  bool HasMarkAfter(size_t place) const;
  bool HasColonAfter(size_t place) const;
  // The word as it is written there, in lower case.
  std::string Lower(size_t place) const;

  // Returns how often a word, or one right after another, stands in the sources.
  uint32_t Count(WordId word) const;
  uint32_t Count(WordId first, WordId second) const;

  // Return the places of a pair in rising order: the first one, and the one after `place`; kNone
  // when there is none.
  uint32_t FirstPair(WordId first, WordId second) const;
  uint32_t NextPair(uint32_t place) const { return next_pair_[place]; }
  // The same of single words.
  uint32_t FirstWord(WordId word) const {
    return word < first_word_.size() ? first_word_[word] : kNone;
  }
  uint32_t NextWord(uint32_t place) const { return next_word_[place]; }

  // How much it tells that a word stands somewhere: less the more often it does; in [0, 1].
  double Weight(WordId word) const;

 private:
  // What stands between a word and the next one of its source.
  std::string_view Between(size_t place) const;

  struct Chain {
    uint32_t first = kNone;
    uint32_t count = 0;
  };

  explicit Sources(const WordForms& forms) : vocabulary_(forms) {}
  absl::Status Link(const text::Budget& budget);

  Vocabulary vocabulary_;
  std::vector<Text> texts_;
  std::vector<Word> words_;
  std::vector<uint32_t> begins_;  // Of each source, and the end of all.
  text::KeyedMap<uint64_t, Chain> pairs_;
  std::vector<uint32_t> next_pair_, next_word_, first_word_, count_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_SOURCES_H_
