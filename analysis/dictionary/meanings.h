// What the aliases of a document may mean, and what each means in the end.
//
//   Meanings meanings(dictionaries);
//   const uint32_t meaning = meanings.Add(0, match);  // For each alias that is found.
//   meanings.Decide(is_in_document, budget);
//   if (const std::optional<Reference> reference = meanings.Of(meaning)) …
//
// The entries that have an alias are a list, and lists that end alike share that end. So an alias
// takes one number wherever it stands, and is decided once, however many entries have it.

#ifndef TEXTANALYSIS_ANALYSIS_DICTIONARY_MEANINGS_H_
#define TEXTANALYSIS_ANALYSIS_DICTIONARY_MEANINGS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/dictionary/dictionary.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::dictionary {

// An entry of one of the dictionaries.
struct Reference {
  const Dictionary* dictionary;
  uint32_t entry;

  std::string_view Id() const { return dictionary->Id(entry); }
};

class Meanings {
 public:
  // The dictionaries must outlive the meanings.
  explicit Meanings(const Dictionaries& dictionaries);

  // Returns the meaning of an alias that was found in dictionary number `dictionary`; the same for
  // the same entries.
  //   Cost: O(entries of the match).
  uint32_t Add(size_t dictionary, const Match& match);

  // Whether words of context stand in the document.
  using IsInDocument = std::function<bool(std::string_view)>;

  // Decides what each alias means; of no use when `budget` is spent.
  //   Cost: O(size()), and O(words of context) for each id whose context is asked for.
  void Decide(const IsInDocument& is_in_document, const text::Budget& budget);

  // Whether an alias means one entry, and which.
  bool IsDecided(uint32_t meaning) const { return lists_[meaning].meant != kNobody; }
  std::optional<Reference> Of(uint32_t meaning) const;

  // Meanings are less than this.
  size_t size() const { return lists_.size(); }

 private:
  static constexpr uint32_t kNobody = static_cast<uint32_t>(-1);

  // An entry, and the list of the others. The first lists are empty, two for each dictionary: for
  // aliases of several words, and of one.
  struct List {
    uint32_t entry = kNobody;
    uint32_t rest = 0;
    uint32_t meant = kNobody;  // The entry.
    bool is_alias = false;     // Or but the end of other lists.
  };
  // Whom an alias may mean: one entry of each id.
  struct Candidates {
    std::vector<Reference> references{};
    bool is_certain = false;
  };

  Candidates CandidatesOf(uint32_t meaning) const;

  const Dictionaries& dictionaries_;
  std::vector<List> lists_;
  text::KeyedMap<uint64_t, uint32_t> index_;  // By rest and entry.
};

}  // namespace textanalysis::dictionary

#endif  // TEXTANALYSIS_ANALYSIS_DICTIONARY_MEANINGS_H_
