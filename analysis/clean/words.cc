#include "analysis/clean/words.h"

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/unspaced.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A word says what a text is about from this many bytes on.
constexpr size_t kTopicalBytes = 5;
// The beginning of a longer word is hashed by itself, so that its forms have something in common.
constexpr size_t kStemBytes = 5;
// Words at either end of a text that are hashed; the inner ones of a long text are not.
constexpr size_t kFirstWords = 12;
constexpr size_t kLastWords = 6;
// A text of so many words at most is hashed as a whole.
constexpr size_t kShortText = 8;

// Kinds of hashes.
enum Place : uint32_t { kWord = 1, kFirst, kLast, kPair, kWhole, kStem };

constexpr uint64_t kHashStart = 0xcbf29ce484222325u;
constexpr uint64_t AddByte(uint64_t h, char c) {
  return (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
}

bool IsWordByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || text::IsAsciiLower(c) || text::IsAsciiUpper(c) ||
         text::IsAsciiDigit(c) || c == '\'' || c == '-';
}

void CountMark(std::string_view s, size_t at, WordCounts* w) {
  const char c = s[at];
  const bool last = at + 1 == s.size() || s[at + 1] == ' ' || s[at + 1] == '"';
  if ((c == '.' || c == '!' || c == '?') && last) ++w->sentence_ends;
  if (c == ',') ++w->commas;
  if (c == '"') ++w->quotes;
  if (std::string_view("|#@_{}<>=*/\\[]+~").find(c) != std::string_view::npos) ++w->symbols;
}

// Marks of other scripts than ASCII's that end sentences or quote: their first two bytes do not
// tell, so the code point is asked.
void CountWideMark(char32_t c, WordCounts* w) {
  if (c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 || c == 0x061F)
    ++w->sentence_ends;
  if (c == 0x3001 || c == 0xFF0C || c == 0x060C) ++w->commas;
  if (text::IsQuoteMark(c)) ++w->quotes;
  if (c == 0xA9 || c == 0xBB || c == 0x203A || c == 0x2022 || c == 0x2192) ++w->symbols;
}

bool IsAscii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void AddHashes(std::string_view word, WordHashes* w) {
  uint64_t h = kHashStart, stem = 0;
  for (size_t k = 0; k < word.size(); ++k) {
    const char c = word[k];
    if (k == kStemBytes) stem = h;
    h = AddByte(h, text::IsAsciiDigit(c)   ? '0'
                   : text::IsAsciiUpper(c) ? static_cast<char>(c | 0x20)
                                           : c);
  }
  w->all.push_back(h);
  w->stems.push_back(stem);
  if (word.size() >= kTopicalBytes) w->topical.push_back(h);
}

void CountWord(std::string_view word, text::Pace* pace, WordCounts* w, WordHashes* hashes) {
  ++w->words;
  const text::CodePoint first = text::DecodeAt(word, 0);
  if (text::IsDigit(first.value)) {
    ++w->digits;
  } else if (text::IsUpper(first.value)) {
    ++w->capital;
    if (first.length < word.size() && text::IsUpper(text::DecodeAt(word, first.length).value))
      ++w->shouted;
  } else {
    ++w->lower;
    if (word.size() <= 3) ++w->short_lower;
  }
  if (IsAscii(word)) return AddHashes(word, hashes);
  const std::string lower = text::ToLower(word);
  if (pace == nullptr || pace->GoesOn(lower.size())) AddHashes(lower, hashes);
}

// Returns where the word or stretch without spaces that begins at `at` ends; `at` for none.
size_t WordEnd(std::string_view s, size_t at, WordCounts* w) {
  size_t end = at;
  while (end < s.size() && IsWordByte(s[end])) {
    if (static_cast<unsigned char>(s[end]) < 0x80) {
      ++end;
      continue;
    }
    const text::CodePoint c = text::DecodeAt(s, end);
    if (text::IsUnspaced(c.value)) break;
    if (!text::IsWordChar(c.value) && c.value != 0x2019) {
      if (end == at) CountWideMark(c.value, w);
      break;
    }
    end += c.length;
  }
  return end;
}

}  // namespace

Words ReadWords(std::string_view s, text::Pace* pace) {
  Words w;
  w.hashes.all.reserve(s.size() / 5);
  w.hashes.stems.reserve(s.size() / 5);
  w.counts = AppendWords(s, pace, &w.hashes);
  return w;
}

WordCounts AppendWords(std::string_view s, text::Pace* pace, WordHashes* hashes) {
  WordCounts w{.bytes = s.size()};
  for (size_t at = 0; at < s.size();) {
    const size_t end = WordEnd(s, at, &w);
    if (pace != nullptr && !pace->GoesOn(std::max<size_t>(1, end - at))) break;
    if (end > at) {
      CountWord(s.substr(at, end - at), pace, &w, hashes);
      at = end;
    } else if (static_cast<unsigned char>(s[at]) < 0x80) {
      CountMark(s, at++, &w);
    } else if (const size_t run_end = text::UnspacedEnd(s, at); run_end > at) {
      for (const std::string_view word : text::SplitUnspaced(s.substr(at, run_end - at)))
        CountWord(word, pace, &w, hashes);
      at = run_end;
    } else {
      at += text::DecodeAt(s, at).length;
    }
  }
  return w;
}

uint32_t NameHash(std::string_view word) {
  uint64_t h = kHashStart;
  for (const char c : word) h = AddByte(h, c);
  return static_cast<uint32_t>(text::Mix(h));
}

uint32_t PlacedHash(uint32_t place, uint64_t hash) {
  return static_cast<uint32_t>(text::Combine(place, hash));
}

void AppendSayings(std::span<const uint64_t> all, std::span<const uint64_t> stems,
                   std::vector<uint32_t>* out) {
  const size_t n = all.size();
  if (n == 0) return;
  const size_t first = std::min(n, kFirstWords);
  const size_t last = std::max(first, n - std::min(n, kLastWords));
  const auto add_words = [&](size_t begin, size_t end) {
    for (size_t k = begin; k < end; ++k) {
      out->push_back(PlacedHash(kWord, all[k]));
      if (stems[k] != 0) out->push_back(PlacedHash(kStem, stems[k]));
      if (k > begin) out->push_back(PlacedHash(kPair, text::Combine(all[k - 1], all[k])));
    }
  };
  add_words(0, first);
  add_words(last, n);
  out->push_back(PlacedHash(kFirst, all.front()));
  out->push_back(PlacedHash(kLast, all.back()));
  if (n > kShortText) return;
  uint64_t whole = n;
  for (const uint64_t word : all) whole = text::Combine(whole, word);
  out->push_back(PlacedHash(kWhole, whole));
}

}  // namespace textanalysis::clean
