#include "analysis/values/reader.h"

#include <algorithm>

namespace textanalysis::values {

bool Reader::IsLetter(size_t k, char letter) const {
  const std::string_view surface = Surface(k);
  return surface.size() == 1 && (surface[0] == letter || surface[0] == letter - 'A' + 'a');
}

size_t Reader::PhraseEnd(size_t k, Class c) const {
  if (!Has(k)) return 0;
  const Phrase phrase = vocabulary_.Longest(
      atoms_, k, Vocabulary::kPhrases,
      [&](int index, size_t end) { return end <= end_ && vocabulary_.phrase_class(index) == c; });
  return phrase.end != 0 ? phrase.end : Is(k, c) ? k + 1 : 0;
}

bool Reader::IsSymbol(size_t k, std::string_view symbol) const {
  if (!Has(k) || atoms_[k].type != Atom::kSymbol) return false;
  const std::string_view surface = Surface(k);
  if (surface == symbol) return true;
  if (symbol == "-")
    return surface == "–" || surface == "—" || surface == "−" || surface == "‐" || surface == "‑" ||
           surface == "‒";
  return symbol == "'" && (surface == "’" || surface == "‘" || surface == "′");
}

int Reader::Int(size_t k) const {
  constexpr int kMost = 100000000;
  int value = 0;
  for (const char c : Surface(k)) value = std::min(kMost, value * 10 + (c - '0'));
  return value;
}

}  // namespace textanalysis::values
