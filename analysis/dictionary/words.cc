#include "analysis/dictionary/words.h"

#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::dictionary {
namespace {

using text::CodePoint;

bool IsHyphen(char32_t c) { return c == '-' || (c >= U'\u2010' && c <= U'\u2015'); }

// What stands for a character outside words.
char32_t SymbolOf(char32_t c) {
  if (text::IsSpace(c)) return U' ';
  if (IsHyphen(c)) return U'-';
  return text::IsQuoteMark(c) ? U'\'' : c;
}

// Whether the sign at `at`, right after a word, ends it as part of its name: "C++", "Disney+", "F#".
bool EndsName(std::string_view text, size_t at) {
  if (text[at] != '+' && text[at] != '#') return false;
  return at + 1 == text.size() || !text::IsWordChar(text::DecodeAt(text, at + 1).value);
}

void AppendWordChar(char32_t c, bool lowers, std::string* out) {
  if (c < 0x80) {
    const bool is_upper = lowers && text::IsUpper(c);
    out->push_back(static_cast<char>(is_upper ? c | 0x20 : c));
  } else if (lowers) {
    std::string bytes;
    text::AppendUtf8(c, &bytes);
    out->append(text::ToLower(bytes));
  } else {
    text::AppendUtf8(c, out);
  }
}

Words Read(std::string_view text, bool lowers, const text::Budget& budget) {
  text::Pace pace(budget);
  Words out;
  out.form.reserve(text.size());
  bool in_word = false;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = text::DecodeAt(text, at);
    if (!pace.GoesOn(c.length)) break;
    const size_t end = at + c.length;
    const bool is_of_word = text::IsWordChar(c.value) || (in_word && EndsName(text, at));
    if (is_of_word) {
      if (!in_word) out.words.push_back({{at, end}, {out.form.size(), 0}});
      AppendWordChar(c.value, lowers, &out.form);
      out.words.back().bytes.end = end;
      out.words.back().form.end = out.form.size();
    } else if (!out.words.empty()) {
      const char32_t symbol = SymbolOf(c.value);
      if (symbol != ' ' || out.form.back() != ' ') text::AppendUtf8(symbol, &out.form);
    }
    in_word = is_of_word;
    at = end;
  }
  return out;
}

}  // namespace

Words WordsOf(std::string_view text, const text::Budget& budget) {
  return Read(text, true, budget);
}

std::string WithCase(std::string_view text) {
  Words read = Read(text, false, {});
  if (read.words.empty()) return "";
  read.form.resize(read.words.back().form.end);
  return std::move(read.form);
}

}  // namespace textanalysis::dictionary
