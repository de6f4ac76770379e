#include "analysis/values/reader.h"

#include <algorithm>

#include "analysis/text/chars.h"

namespace textanalysis::values {

bool Reader::Reads(size_t k, std::string_view word) const {
  const std::string_view surface = Surface(k);
  return surface.size() == word.size() &&
         std::equal(surface.begin(), surface.end(), word.begin(), [](char a, char b) {
           return (text::IsAsciiUpper(a) ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
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
