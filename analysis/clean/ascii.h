// Comparison of names of tags and attributes, which are ASCII in any case.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_ASCII_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_ASCII_H_

#include <algorithm>
#include <string_view>

namespace textanalysis::clean {

constexpr char LowerOf(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Returns whether two names differ in the case of ASCII letters at most.
inline bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return LowerOf(x) == LowerOf(y);
         });
}

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_ASCII_H_
