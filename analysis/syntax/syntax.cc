// A sentence ends at a terminator with the closing marks after it, unless the full stop belongs to
// an abbreviation, and at line breaks: always at a blank line, else unless the next line goes on in
// lower case or after a comma.

#include "analysis/syntax/syntax.h"

#include <algorithm>

#include "analysis/syntax/tokenizer.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::syntax {
namespace {

// Text without an end of sentence is cut here, which bounds what later stages read at once.
constexpr size_t kMaxSentenceTokens = 500;

bool IsTerminator(std::string_view token) {
  return token == "." || token == "!" || token == "?" || token == "…" || token.starts_with("...");
}

bool IsCloser(std::string_view token) {
  return token == ")" || token == "]" || token == "”" || token == "’" || token == "\"" ||
         token == "'" || token == "''" || token == "»";
}

enum class Break { kNone, kLine, kParagraph };

// What separates token `k` from the one after it.
Break BreakAfter(const Syntax& s, size_t k) {
  const text::Span gap{s.tokens[k].end, s.tokens[k + 1].begin};
  const std::string_view white = Slice(s.text, gap);
  const auto lines = std::count(white.begin(), white.end(), '\n');
  if (lines >= 2) return Break::kParagraph;
  if (lines == 0) return Break::kNone;
  const bool goes_on = s.Token(k) == "," || text::IsLower(text::DecodeAt(s.text, gap.end).value);
  return goes_on && !IsTerminator(s.Token(k)) ? Break::kNone : Break::kLine;
}

// Sets `s->stretches`, and which of them go on in the next paragraph.
void SetStretches(text::Pace* pace, Syntax* s) {
  for (size_t p = 0; p < s->paragraphs.size(); ++p) {
    std::vector<Stretch> found = FindStretches(s->text, s->Bytes(s->paragraphs[p]), pace);
    if (!found.empty() && !found.back().closed && p + 1 < s->paragraphs.size())
      found.back().continues = BeginsWithMark(s->text, s->Bytes(s->paragraphs[p + 1]));
    s->stretches.insert(s->stretches.end(), found.begin(), found.end());
  }
}

}  // namespace

size_t Syntax::TokenAt(size_t byte) const {
  const auto it = std::upper_bound(tokens.begin(), tokens.end(), byte,
                                   [](size_t at, const text::Span& t) { return at < t.end; });
  return static_cast<size_t>(it - tokens.begin());
}

size_t RangeAt(const std::vector<TokenRange>& ranges, size_t token) {
  const auto it = std::upper_bound(ranges.begin(), ranges.end(), token,
                                   [](size_t t, const TokenRange& r) { return t < r.end; });
  return static_cast<size_t>(it - ranges.begin());
}

Parser::Parser(const model::Bundle& bundle)
    : abbreviations_(bundle.Section("abbreviations")),
      sentence_starters_(bundle.Section("sentence_starters")) {}

bool Parser::IsAbbreviationBeforeMore(const Syntax& s, size_t k) const {
  const std::string_view token = s.Token(k);
  if (token.size() < 2 || token.back() != '.' || IsTerminator(token)) return false;
  return !text::StartsUpper(s.Token(k + 1)) ||
         !sentence_starters_.Contains(text::ToLower(s.Token(k + 1)));
}

bool Parser::EndsSentence(const Syntax& s, size_t k) const {
  const std::string_view token = s.Token(k);
  const std::string_view next = s.Token(k + 1);
  if (IsCloser(next) && s.tokens[k].end == s.tokens[k + 1].begin) return false;
  if (!IsTerminator(token) && token.size() >= 2 && token.back() == '.')
    return !IsAbbreviationBeforeMore(s, k);
  size_t last = k;
  while (last > 0 && IsCloser(s.Token(last)) && s.tokens[last - 1].end == s.tokens[last].begin)
    --last;
  if (!IsTerminator(s.Token(last))) return false;
  const char32_t first = text::DecodeAt(next, 0).value;
  return !text::IsLower(first) && first != ',' && first != ';';
}

Syntax Parser::Parse(std::string_view text, const text::Budget& budget) const {
  text::Pace pace(budget);
  Syntax s;
  s.text = text;
  s.tokens = Tokenize(text, abbreviations_, budget);
  size_t sentence = 0;
  size_t paragraph = 0;
  for (size_t k = 0; k < s.tokens.size() && pace.GoesOn(s.tokens[k].size()); ++k) {
    const bool last = k + 1 == s.tokens.size();
    const Break line_break = last ? Break::kParagraph : BreakAfter(s, k);
    const bool too_long = k + 1 - sentence >= kMaxSentenceTokens;
    if (line_break == Break::kNone && !too_long && !EndsSentence(s, k)) continue;
    s.sentences.push_back({sentence, k + 1});
    sentence = k + 1;
    if (line_break != Break::kParagraph) continue;
    s.paragraphs.push_back({paragraph, k + 1});
    paragraph = k + 1;
  }
  SetStretches(&pace, &s);
  return s;
}

}  // namespace textanalysis::syntax
