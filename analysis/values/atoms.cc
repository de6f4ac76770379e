#include "analysis/values/atoms.h"

#include <algorithm>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"
#include "analysis/values/vocabulary.h"

namespace textanalysis::values {
namespace {

using text::CodePoint;
using text::DecodeAt;
using text::Span;

// Longer words are in no table.
constexpr size_t kMaxWordBytes = 32;

Atom::Type TypeOf(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (text::IsAsciiDigit(ascii)) return Atom::kDigits;
    return text::IsAsciiUpper(ascii) || text::IsAsciiLower(ascii) ? Atom::kLetters : Atom::kSymbol;
  }
  if (c == U'º' || c == U'ª' || c == U'²' || c == U'³') return Atom::kSymbol;
  return text::IsWordChar(c) && !text::IsDigit(c) ? Atom::kLetters : Atom::kSymbol;
}

// The end of the atom that begins at `at`, not beyond `end`.
size_t AtomEnd(std::string_view text, size_t at, size_t end, Atom::Type* type) {
  CodePoint c = DecodeAt(text, at);
  *type = TypeOf(c.value);
  at += c.length;
  if (*type == Atom::kSymbol) return at;
  while (at < end) {
    c = DecodeAt(text, at);
    if (TypeOf(c.value) != *type) break;
    at += c.length;
  }
  return at;
}

// Signs that are written in several ways, in one.
std::string_view Folded(std::string_view symbol) {
  if (symbol == "−" || symbol == "–" || symbol == "—" || symbol == "‐" || symbol == "‑" ||
      symbol == "‒")
    return "-";
  if (symbol == "’" || symbol == "‘" || symbol == "ʼ" || symbol == "′") return "'";
  if (symbol == "º" || symbol == "˚") return "°";
  if (symbol == "″" || symbol == "”") return "\"";
  return symbol;
}

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if ((static_cast<unsigned char>(c) & 0x80u) != 0) return text::ToLower(word);
    if (text::IsAsciiUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

// What an atom costs, in bytes of plain text.
constexpr size_t kAtomPace = 8;

Atoms MakeAtoms(const syntax::Syntax& syntax, const Vocabulary& vocabulary,
                const text::Budget& budget) {
  text::Pace pace(budget);
  Atoms atoms;
  atoms.reserve(syntax.tokens.size() * 5 / 4 + 1);
  size_t paragraph = 0, sentence = 0, last_end = 0;
  for (size_t t = 0; t < syntax.tokens.size(); ++t) {
    while (sentence < syntax.sentences.size() && syntax.sentences[sentence].end <= t) ++sentence;
    while (paragraph < syntax.paragraphs.size() && syntax.paragraphs[paragraph].end <= t)
      ++paragraph;
    const bool breaks =
        paragraph < syntax.paragraphs.size() && syntax.paragraphs[paragraph].begin == t;
    const Span token = syntax.tokens[t];
    for (size_t at = token.begin; at < token.end && pace.GoesOn(kAtomPace);) {
      Atom atom;
      const size_t end = AtomEnd(syntax.text, at, token.end, &atom.type);
      atom.span = {at, end};
      atom.sentence = static_cast<uint32_t>(sentence);
      atom.glued = at == last_end && at > 0;
      atom.breaks = breaks && at == token.begin;
      const std::string_view surface = Slice(syntax.text, atom.span);
      if (atom.type == Atom::kLetters) {
        atom.upper = text::StartsUpper(surface);
        if (surface.size() <= kMaxWordBytes) atom.word = vocabulary.Find(Lower(surface));
      } else if (atom.type == Atom::kSymbol) {
        atom.word = vocabulary.Find(Folded(surface));
      } else if (surface.size() <= 2) {
        atom.word = vocabulary.Find(surface);
      }
      atoms.push_back(atom);
      last_end = at = end;
    }
  }
  return atoms;
}

std::vector<std::string_view> PhraseAtoms(std::string_view phrase) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < phrase.size();) {
    if (phrase[at] == ' ') {
      ++at;
      continue;
    }
    Atom::Type type;
    const size_t end = AtomEnd(phrase, at, phrase.size(), &type);
    const std::string_view piece = phrase.substr(at, end - at);
    out.push_back(type == Atom::kSymbol ? Folded(piece) : piece);
    at = end;
  }
  return out;
}

}  // namespace textanalysis::values
