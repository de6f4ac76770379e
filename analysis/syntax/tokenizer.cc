// Text is cut at white space into chunks; each chunk is cut from the left: a URL-like token, a
// number, a word with its tail, or one symbol. Every rule looks at most one chunk ahead, so the
// whole is linear.

#include "analysis/syntax/tokenizer.h"

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::syntax {
namespace {

using text::CodePoint;
using text::DecodeAt;
using text::DecodeBefore;
using text::Span;

constexpr size_t kMaxAbbreviationBytes = 12;
// What is longer is cut, so that no token costs much.
constexpr size_t kMaxTokenBytes = 4096;
// What a token costs, in bytes of white space.
constexpr size_t kTokenBytes = 16;

bool IsApostrophe(char32_t c) { return c == '\'' || c == U'’'; }

bool JoinsWord(char32_t c) {
  return c == '-' || c == '_' || c == '&' || c == '/' || c == U'‑' || IsApostrophe(c);
}

class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, const model::Lexicon& abbreviations,
              const text::Budget& budget, std::vector<Span>* out)
      : text_(text), abbreviations_(abbreviations), pace_(budget), out_(out) {}

  void Cut(Span chunk) {
    const size_t dot = Rest(chunk).rfind('.');
    last_dot_ = dot == std::string_view::npos ? 0 : chunk.begin + dot;
    while (!chunk.empty() && pace_.GoesOn(kTokenBytes)) {
      const size_t end = TokenEnd({chunk.begin, Reach(chunk)});
      Emit({chunk.begin, end});
      chunk.begin = end;
    }
  }

 private:
  // The end of what may be one token.
  size_t Reach(Span chunk) const {
    if (chunk.size() <= kMaxTokenBytes) return chunk.end;
    size_t end = chunk.begin + kMaxTokenBytes;
    while (text::IsContinuationByte(text_[end])) --end;
    return end;
  }

  std::string_view Rest(Span chunk) const { return Slice(text_, chunk); }

  size_t TokenEnd(Span chunk) const {
    if (const size_t end = NetworkNameEnd(chunk); end > chunk.begin) return end;
    const CodePoint c = DecodeAt(text_, chunk.begin);
    if (text::IsDigit(c.value)) return NumberEnd(chunk);
    if (text::IsWordChar(c.value)) return WordEnd(chunk);
    if (IsApostrophe(c.value) && StartsElision(chunk))
      return WordEnd({chunk.begin + c.length, chunk.end});
    if ((c.value == '#' || c.value == '@') && chunk.begin + 1 < chunk.end &&
        text::IsWordChar(DecodeAt(text_, chunk.begin + 1).value)) {
      return WordEnd({chunk.begin + 1, chunk.end});
    }
    return SymbolEnd(chunk);
  }

  // ’90s, ’em, ’tis
  bool StartsElision(Span chunk) const {
    const size_t length = DecodeAt(text_, chunk.begin).length;
    const std::string_view rest = Rest({chunk.begin + length, chunk.end});
    if (rest.size() >= 3 && text::IsAsciiDigit(rest[0]) && text::IsAsciiDigit(rest[1]) &&
        rest[2] == 's')
      return true;
    return IsShort(LettersFrom(chunk.begin + length, chunk.end), "elision");
  }

  // URLs and e-mail addresses take the chunk, less closing punctuation.
  size_t NetworkNameEnd(Span chunk) const {
    const std::string_view rest = Rest(chunk);
    const bool url =
        rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
    const size_t at = rest.substr(0, 320).find('@');
    const bool mail =
        at != std::string_view::npos && at > 0 &&
        text::IsWordChar(static_cast<unsigned char>(rest[0]) < 0x80 ? static_cast<char32_t>(rest[0])
                                                                    : U'-') &&
        last_dot_ >= chunk.begin + at;
    if (!url && !mail) return chunk.begin;
    size_t end = chunk.end;
    while (end > chunk.begin + 1) {
      const CodePoint c = DecodeBefore(text_, end);
      if (text::IsWordChar(c.value) || c.value == '/') break;
      end -= c.length;
    }
    return end;
  }

  // Digits with inner . , : / - and a unit or ordinal glued on: 100,000  1.2bn  2:46  40-minute
  // 21st
  size_t NumberEnd(Span chunk) const {
    size_t at = chunk.begin;
    while (at < chunk.end) {
      const CodePoint c = DecodeAt(text_, at);
      if (text::IsWordChar(c.value)) {
        at += c.length;
      } else if (at + c.length < chunk.end && JoinsNumber(c.value) &&
                 text::IsWordChar(DecodeAt(text_, at + c.length).value)) {
        at += c.length;
      } else {
        break;
      }
    }
    return at;
  }
  static bool JoinsNumber(char32_t c) {
    return c == '.' || c == ',' || c == ':' || c == '/' || c == '-';
  }

  size_t WordEnd(Span chunk) const {
    size_t at = chunk.begin;
    while (at < chunk.end) {
      const CodePoint c = DecodeAt(text_, at);
      if (!text::IsWordChar(c.value) &&
          !(JoinsWord(c.value) && FollowedByWord(at + c.length, chunk.end)) &&
          !(c.value == '.' && IsInnerDot(chunk.begin, at, chunk.end))) {
        break;
      }
      at += c.length;
    }
    const size_t clitic = CliticBegin({chunk.begin, at});
    if (clitic > chunk.begin && clitic < at) return clitic;
    if (at < chunk.end && text_[at] == '.' && KeepsDot({chunk.begin, at})) ++at;
    return at;
  }

  bool FollowedByWord(size_t at, size_t end) const {
    return at < end && text::IsWordChar(DecodeAt(text_, at).value);
  }

  // U.S., a.m., J.K., example.com: a letter or digit follows the dot at once.
  bool IsInnerDot(size_t begin, size_t dot, size_t end) const {
    return dot > begin && FollowedByWord(dot + 1, end);
  }

  // Where "n't", "'s", "'re" … begins inside a word, or its end.
  size_t CliticBegin(Span word) const {
    for (const std::string_view mark : {"'", "’"}) {
      const std::string_view s = Slice(text_, word);
      const size_t at = s.rfind(mark);
      if (at == std::string_view::npos || at == 0) continue;
      const std::string_view tail = s.substr(at + mark.size());
      if ((tail == "t" || tail == "T") && (s[at - 1] == 'n' || s[at - 1] == 'N'))
        return word.begin + at - 1;
      if (IsShort(tail, "clitic")) return word.begin + at;
    }
    return word.end;
  }

  bool KeepsDot(Span word) const {
    const std::string_view s = Slice(text_, word);
    if (s.find('.') != std::string_view::npos && s.size() <= kMaxAbbreviationBytes)
      return IsDotted(s);
    if (s.size() == 1 && text::IsAsciiUpper(s[0])) return true;
    return s.size() <= kMaxAbbreviationBytes && abbreviations_.Contains(text::ToLower(s) + ".");
  }

  // "U.S", "a.m": single letters between dots.
  static bool IsDotted(std::string_view s) {
    for (size_t k = 1; k < s.size(); k += 2) {
      if (s[k] != '.') return false;
    }
    return s.size() % 2 == 1;
  }

  // Runs of the same dash, dot or mark stay together: "...", "--", "''", "``".
  size_t SymbolEnd(Span chunk) const {
    const CodePoint c = DecodeAt(text_, chunk.begin);
    size_t at = chunk.begin + c.length;
    if (c.value != '.' && c.value != '-' && c.value != '`' && c.value != '\'') {
      return std::max(at, CliticAfterMark(chunk));
    }
    const size_t most = c.value == '`' || c.value == '\'' ? chunk.begin + 2 : chunk.end;
    const size_t single = CliticAfterMark(chunk);
    if (single > at) return single;
    while (at < std::min(most, chunk.end) && text_[at] == text_[chunk.begin]) ++at;
    return at;
  }

  // The clitic that WordEnd cut off: 's, ’re. It is one token when the word stood right before it.
  size_t CliticAfterMark(Span chunk) const {
    const CodePoint c = DecodeAt(text_, chunk.begin);
    if (!IsApostrophe(c.value) || out_->empty() || out_->back().end != chunk.begin)
      return chunk.begin;
    const std::string_view tail = LettersFrom(chunk.begin + c.length, chunk.end);
    return IsShort(tail, "clitic") ? chunk.begin + c.length + tail.size() : chunk.begin;
  }

  std::string_view LettersFrom(size_t begin, size_t end) const {
    size_t at = begin;
    while (at < end && text::IsLetter(DecodeAt(text_, at).value)) at += DecodeAt(text_, at).length;
    return text::Slice(text_, {begin, at});
  }

  // Whether the letters after an apostrophe are a short form of that kind: "s" a clitic, "tis" an
  // elision.
  bool IsShort(std::string_view letters, std::string_view kind) const {
    return letters.size() <= kMaxAbbreviationBytes &&
           abbreviations_.Find("'" + text::ToLower(letters)) == kind;
  }

  void Emit(Span token) { out_->push_back(token); }

  std::string_view text_;
  const model::Lexicon& abbreviations_;
  text::Pace pace_;
  std::vector<Span>* out_;
  size_t last_dot_ = 0;  // Of the chunk; 0 for none.
};

}  // namespace

std::vector<Span> Tokenize(std::string_view text, const model::Lexicon& abbreviations,
                           const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<Span> tokens;
  tokens.reserve(text.size() / 5 + 1);
  ChunkCutter cutter(text, abbreviations, budget, &tokens);
  size_t begin = 0;
  for (size_t at = 0; at < text.size() && pace.GoesOn(1);) {
    const CodePoint c = DecodeAt(text, at);
    if (text::IsSpace(c.value)) {
      if (begin < at) cutter.Cut({begin, at});
      begin = at + c.length;
    }
    at += c.length;
  }
  if (begin < text.size()) cutter.Cut({begin, text.size()});
  return tokens;
}

}  // namespace textanalysis::syntax
