// Words as quotations are compared by: case, marks, punctuation, accents, spelling variants,
// contractions and ways to write a number make no difference; a negation or a number is known as
// such.
//
//   Vocabulary vocabulary(forms);
//   std::vector<Word> words = ReadWords(text, {0, text.size()}, &vocabulary);

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_WORDS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/span.h"

namespace textanalysis::verify {

using WordId = uint32_t;

// One word and what stands around it.
struct Word {
  WordId id = 0;
  uint32_t begin = 0, end = 0;  // Bytes of the text.
  bool is_negation = false;     // Turns round what it stands with, or makes it conditional.
  bool is_number = false;
  bool is_sign = false;          // "%", "$": without it a number is another one.
  bool is_bracketed = false;     // Within [ ].
  bool follows_elision = false;  // "…", "..." or "[…]" stands before it.
  bool ends_sentence = false;    // ".", "!" or "?" stands after it.
  bool ends_question = false;    // "?" does.
  bool begins_paragraph = false;

  text::Span span() const { return {begin, end}; }
};

// A written word in its canonical form: one word, or the two that a contraction or a number with its
// unit ("14m") stands for.
struct Form {
  std::array<std::string, 2> words{};
  size_t count = 0;
};

// The rules by which forms are the same: section "word_forms". Immutable; safe for any number of
// threads.
class WordForms {
 public:
  // The bundle must outlive it.
  explicit WordForms(const model::Bundle& bundle);

  // Returns the canonical form of a word in lower case, with ' for every apostrophe.
  Form Normalize(std::string_view word) const;

  // Whether a word in lower case is another one in capitals: "us".
  bool IsAcronym(std::string_view word) const { return acronyms_.contains(word); }

  // Whether a canonical form turns a statement round or makes it conditional ("not", "refuse",
  // "if"), does so behind it ("if"), or is a number.
  bool IsNegation(std::string_view canonical) const;
  bool IsCondition(std::string_view canonical) const;
  // Whether it is what one thinks or says of a clause, so that a negation of it is one of the
  // clause: "think".
  bool IsOpinion(std::string_view canonical) const;
  // Whether it denies the clause behind it without a negation: "false that".
  bool IsDenial(std::string_view canonical) const;
  // Whether `ending` ("'s") is short for a word that it is not read as ("has").
  bool IsShortFor(std::string_view ending, std::string_view word) const;
  bool IsNumber(std::string_view canonical) const;

  // Pairs of words that are also written as one: {{"per", "cent"}, "percent"}.
  struct Pair {
    std::string first, second, whole;
  };
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  std::string Respell(std::string_view word) const;

  text::KeyedMap<std::string, std::string> words_, endings_, contractions_, numbers_, suffixes_,
      acronyms_;
  text::KeyedSet<std::string> negations_, conditions_, opinions_, denials_, shorts_;
  std::vector<Pair> pairs_;
  size_t longest_ending_ = 0;
};

// The words of a set of texts by number. Not thread-safe while it grows.
class Vocabulary {
 public:
  static constexpr WordId kUnknown = 0;  // Equals no word, not even another such.

  // `forms` must outlive it.
  explicit Vocabulary(const WordForms& forms);

  // A written word by the numbers of its canonical words.
  struct Entry {
    std::array<WordId, 2> ids{};
    std::array<bool, 2> negation{}, number{};
    size_t count = 0;
  };

  // Returns the entry of a word in lower case, new words included from now on.
  const Entry& Add(const std::string& word);
  // The same of what is known; words that are not are kUnknown.
  Entry Find(const std::string& word) const;

  // Returns the number of the one word that a pair may also be written as, or kUnknown.
  WordId PairOf(WordId first, WordId second) const;
  bool IsNegation(WordId id) const { return negation_[id]; }
  bool IsCondition(WordId id) const { return condition_[id]; }
  bool IsNumber(WordId id) const { return number_[id]; }
  bool IsOpinion(WordId id) const { return opinion_[id]; }
  bool IsDenial(WordId id) const { return denial_[id]; }
  size_t size() const { return negation_.size(); }
  const WordForms& forms() const { return forms_; }

 private:
  WordId AddCanonical(const std::string& word);

  const WordForms& forms_;
  text::KeyedMap<std::string, Entry> entries_;
  text::KeyedMap<std::string, WordId> canonical_;
  text::KeyedMap<uint64_t, WordId> pairs_;
  std::vector<bool> negation_, condition_, number_, opinion_, denial_;  // By number.
  WordId first_after_pairs_ = 0;  // Words of pairs have smaller numbers.
};

// Returns `word` in lower case, without accents, brackets and compatibility forms, with ' for every
// apostrophe: what WordForms reads.
std::string FoldWord(std::string_view word);

// Returns the words of `span`, in order.
//   Requires: well-formed UTF-8 of at most 2^31 bytes; `span` on boundaries of characters.
//   Cost: O(span.size()).
std::vector<Word> ReadWords(std::string_view text, text::Span span, Vocabulary* vocabulary);
std::vector<Word> ReadWords(std::string_view text, text::Span span, const Vocabulary& vocabulary);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_WORDS_H_
