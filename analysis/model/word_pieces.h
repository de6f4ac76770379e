// Word pieces (Wu et al. 2016): a word as the longest known pieces from its begin on, without case
// and diacritics, as BERT's uncased models are trained.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_WORD_PIECES_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_WORD_PIECES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"

namespace textanalysis::model {

// What is read of a word at most.
inline constexpr size_t kMaxPiecesOfWord = 8;

// Immutable; safe for any number of threads.
class WordPieces {
 public:
  // Reads a vocabulary, a piece a line; a piece inside a word begins with "##". A piece's number is
  // its line's. The bytes must outlive the result.
  //   Errors: DataLoss when [UNK], [CLS] or [SEP] is missing.
  static absl::StatusOr<WordPieces> Create(std::string_view vocabulary);

  // Appends the pieces of a word: at least one, at most kMaxPiecesOfWord.
  //   Requires: well-formed UTF-8.
  //   Cost: O(word.size() * longest piece).
  void Append(std::string_view word, std::vector<uint32_t>* pieces) const;

  size_t size() const { return size_; }
  uint32_t begin() const { return begin_; }  // [CLS]
  uint32_t end() const { return end_; }      // [SEP]

 private:
  WordPieces() = default;
  void AppendPart(std::string_view part, std::vector<uint32_t>* pieces) const;

  std::unordered_map<std::string_view, uint32_t> numbers_;
  size_t size_ = 0;
  size_t longest_ = 0;  // Bytes of the longest piece.
  uint32_t unknown_ = 0, begin_ = 0, end_ = 0;
};

inline constexpr size_t kNumLetterClasses = 64;

// Returns the class of a word's letters, which its pieces do not tell: the kind of the first
// character, plus four times the set of the kinds that follow. Kinds: upper or title case, lower
// case, decimal digit, other.
uint8_t LetterClass(std::string_view word);

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_WORD_PIECES_H_
