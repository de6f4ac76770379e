#include "analysis/text/chars.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "analysis/text/unspaced.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }

bool ClosesAfterSentence(char32_t c) {
  return IsQuoteMark(c) || c == ')' || c == ']' || IsSpace(c);
}

// Sentence_Terminal of Unicode (UAX #44), and the ellipsis.
bool IsTerminator(char32_t c) { return c == U'…' || u_hasBinaryProperty(Icu(c), UCHAR_S_TERM); }

}  // namespace

bool IsUpper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(Icu(c)) != 0; }
bool IsLower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(Icu(c)) != 0; }
bool IsDigit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(Icu(c)) != 0; }

bool IsLetter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(Icu(c)) != 0;
}

bool IsWordChar(char32_t c) {
  if (c < 0x80) return IsLetter(c) || IsDigit(c);
  return u_isalnum(Icu(c)) || (U_GET_GC_MASK(Icu(c)) & U_GC_M_MASK) != 0;
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return u_isUWhiteSpace(Icu(c)) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

bool IsQuoteMark(char32_t c) {
  return c == '"' || c == '\'' || c == '`' ||
         (c >= 0x80 && u_hasBinaryProperty(Icu(c), UCHAR_QUOTATION_MARK));
}

std::string ToLower(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t at = 0; at < s.size();) {
    const CodePoint c = DecodeAt(s, at);
    at += c.length;
    if (c.value < 0x80) {
      out.push_back(static_cast<char>(IsUpper(c.value) ? c.value | 0x20 : c.value));
    } else {
      AppendUtf8(static_cast<char32_t>(u_tolower(Icu(c.value))), &out);
    }
  }
  return out;
}

std::string ToLowerUnmarked(std::string_view s) {
  if (IsAscii(s)) return ToLower(s);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(error);
  const icu::StringPiece whole(s.data(), static_cast<int32_t>(s.size()));
  const icu::UnicodeString split = nfd->normalize(icu::UnicodeString::fromUTF8(whole), error);
  std::string out;
  for (int32_t at = 0; at < split.length(); at = split.moveIndex32(at, 1)) {
    const UChar32 c = split.char32At(at);
    if (u_charType(c) != U_NON_SPACING_MARK) AppendUtf8(static_cast<char32_t>(u_tolower(c)), &out);
  }
  return out;
}

bool StartsUpper(std::string_view s) { return !s.empty() && IsUpper(DecodeAt(s, 0).value); }

bool StartsAsWord(std::string_view s) { return !s.empty() && IsWordChar(DecodeAt(s, 0).value); }

Span Trim(std::string_view text, Span span) {
  while (!span.empty()) {
    const CodePoint c = DecodeAt(text, span.begin);
    if (!IsSpace(c.value)) break;
    span.begin += c.length;
  }
  while (!span.empty()) {
    const CodePoint c = DecodeBefore(text, span.end);
    if (!IsSpace(c.value)) break;
    span.end -= c.length;
  }
  return span;
}

std::string_view Trim(std::string_view s) { return Slice(s, Trim(s, Span{0, s.size()})); }

std::string CollapseSpace(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t at = 0; at < s.size();) {
    size_t end = at;
    // ASCII; other bytes are negative, which plain char is not everywhere, or spaces.
    while (end < s.size() && static_cast<signed char>(s[end]) > ' ') ++end;
    if (end > at) {
      out.append(s, at, end - at);
      at = end;
      continue;
    }
    const CodePoint c = DecodeAt(s, at);
    if (!IsSpace(c.value)) {
      out.append(s.substr(at, c.length));
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
    at += c.length;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Returns the first byte from `at` on that may be of a word: all but marks and spaces of ASCII.
size_t SkipMarks(std::string_view s, size_t at) {
  while (at < s.size() && static_cast<signed char>(s[at]) >= 0 && !IsAsciiDigit(s[at]) &&
         !IsAsciiLower(s[at]) && !IsAsciiUpper(s[at]))
    ++at;
  return at;
}

// A longer run is no word, but counts as several, so that who needs a few is told soon.
constexpr size_t kMaxWordBytes = 4096;

size_t CountWords(std::string_view s, size_t most) {
  size_t words = 0, word_begin = 0;
  bool inside = false;
  for (size_t at = 0; at < s.size() && words < most;) {
    if (!inside) at = SkipMarks(s, at);
    if (at == s.size()) break;
    const CodePoint c = DecodeAt(s, at);
    if (IsUnspaced(c.value)) {
      const size_t begin = at;
      at = UnspacedEnd(s, begin);
      words += SplitUnspaced(s.substr(begin, at - begin)).size();
      inside = false;
      continue;
    }
    at += c.length;
    const bool joins = inside && (c.value == '-' || c.value == '\'' || c.value == U'’');
    const bool word = IsWordChar(c.value) || joins;
    const bool begins = word && (!inside || at - word_begin > kMaxWordBytes);
    if (begins) word_begin = at;
    words += begins;
    inside = word;
  }
  return std::min(words, most);
}

// More marks than this close nothing.
constexpr size_t kMaxClosingMarks = 20;

bool EndsSentence(std::string_view s) {
  size_t end = s.size();
  for (size_t closing = 0; end > 0 && closing <= kMaxClosingMarks; ++closing) {
    const CodePoint c = DecodeBefore(s, end);
    if (!ClosesAfterSentence(c.value)) return IsTerminator(c.value);
    end -= c.length;
  }
  return false;
}

}  // namespace textanalysis::text
