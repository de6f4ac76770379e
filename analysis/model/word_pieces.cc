#include "analysis/model/word_pieces.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "absl/status/status.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::model {
namespace {

// Whether `c` stands in a part with its like; any other character is a part by itself.
bool IsInnerChar(char32_t c) {
  constexpr uint32_t kMask = U_GC_L_MASK | U_GC_N_MASK;
  return c == '_' || (U_MASK(u_charType(static_cast<UChar32>(c))) & kMask) != 0;
}

int KindOf(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return 0;
    case U_LOWERCASE_LETTER:
      return 1;
    case U_DECIMAL_DIGIT_NUMBER:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

absl::StatusOr<WordPieces> WordPieces::Create(std::string_view vocabulary) {
  WordPieces out;
  for (size_t at = 0; at < vocabulary.size(); ++out.size_) {
    const size_t end = std::min(vocabulary.find('\n', at), vocabulary.size());
    const std::string_view piece = vocabulary.substr(at, end - at);
    out.numbers_.emplace(piece, static_cast<uint32_t>(out.size_));
    out.longest_ = std::max(out.longest_, piece.size());
    at = end + 1;
  }
  for (const auto& [piece, number] :
       {std::pair("[UNK]", &out.unknown_), std::pair("[CLS]", &out.begin_),
        std::pair("[SEP]", &out.end_)}) {
    const auto found = out.numbers_.find(piece);
    if (found == out.numbers_.end())
      return absl::DataLossError(std::string("the vocabulary of word pieces lacks ") + piece);
    *number = found->second;
  }
  return out;
}

void WordPieces::AppendPart(std::string_view part, std::vector<uint32_t>* pieces) const {
  const size_t before = pieces->size();
  std::string candidate;
  for (size_t begin = 0; begin < part.size();) {
    const std::string_view mark = begin > 0 ? "##" : "";
    size_t size = std::min(part.size() - begin, longest_);
    for (; size > 0; --size) {
      candidate = mark;
      candidate += part.substr(begin, size);
      const auto found = numbers_.find(candidate);
      if (found == numbers_.end()) continue;
      pieces->push_back(found->second);
      break;
    }
    if (size == 0) {
      pieces->resize(before);
      pieces->push_back(unknown_);
      return;
    }
    begin += size;
  }
}

void WordPieces::Append(std::string_view word, std::vector<uint32_t>* pieces) const {
  const size_t limit = pieces->size() + kMaxPiecesOfWord;
  // Longer words, which no language has, are read in part.
  constexpr size_t kMaxBytes = 256;
  size_t size = std::min(word.size(), kMaxBytes);
  while (size < word.size() && text::IsContinuationByte(word[size])) --size;
  const std::string plain = text::ToLowerUnmarked(word.substr(0, size));
  const size_t before = pieces->size();
  for (size_t at = 0; at < plain.size() && pieces->size() < limit;) {
    text::CodePoint c = text::DecodeAt(plain, at);
    size_t end = at + c.length;
    if (IsInnerChar(c.value)) {
      while (end < plain.size() && IsInnerChar((c = text::DecodeAt(plain, end)).value))
        end += c.length;
    }
    AppendPart(std::string_view(plain).substr(at, end - at), pieces);
    at = end;
  }
  if (pieces->size() == before) pieces->push_back(unknown_);
  pieces->resize(std::min(pieces->size(), limit));
}

uint8_t LetterClass(std::string_view word) {
  if (word.empty()) return 0;
  text::CodePoint c = text::DecodeAt(word, 0);
  const int first = KindOf(c.value);
  int rest = 0;
  for (size_t at = c.length; at < word.size(); at += c.length) {
    c = text::DecodeAt(word, at);
    rest |= 1 << KindOf(c.value);
  }
  return static_cast<uint8_t>(first + 4 * rest);
}

}  // namespace textanalysis::model
