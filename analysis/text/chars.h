// Classes of characters, and case folding, by Unicode's properties (ICU).

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_CHARS_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_CHARS_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "analysis/text/span.h"

namespace textanalysis::text {

bool IsUpper(char32_t c);
bool IsLower(char32_t c);
bool IsLetter(char32_t c);
bool IsDigit(char32_t c);
// A letter, a digit or a combining mark: what a word is made of.
bool IsWordChar(char32_t c);
// Unicode white space, and the zero-width characters that only lay text out (U+200B, U+2060,
// U+FEFF).
bool IsSpace(char32_t c);
// A quotation mark or apostrophe of any script's shape, ASCII ones included.
bool IsQuoteMark(char32_t c);

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

// Returns `s` in lower case, code point by code point (no length-changing mappings but ICU's simple
// ones), so that it is fit for look-ups but not for display.
std::string ToLower(std::string_view s);

// Returns `s` decomposed and in lower case, without its non-spacing marks: "Inés" as "ines".
std::string ToLowerUnmarked(std::string_view s);

// Returns whether the first code point is an upper-case letter.
bool StartsUpper(std::string_view s);

// Returns whether the first code point is one that words are made of.
bool StartsAsWord(std::string_view s);

// Returns `span` without white space at either end.
Span Trim(std::string_view text, Span span);

// Returns `s` without white space at either end.
std::string_view Trim(std::string_view s);

// Returns whether `word` is one of `words`, an array of string views.
template <typename Words>
bool IsOneOf(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Returns `s` with each run of white space as one space, and none at either end.
std::string CollapseSpace(std::string_view s);

// Returns the number of runs of word characters; apostrophes and hyphens inside a run do not cut
// it. Scripts without spaces are split by ICU's dictionaries. Stops at `most`; a run of
// 4 KiB and more counts as several.
size_t CountWords(std::string_view s, size_t most = static_cast<size_t>(-1));

// Returns whether `s` ends as a sentence does: . ! ? … or their CJK kin, closing marks after it
// allowed.
bool EndsSentence(std::string_view s);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_CHARS_H_
