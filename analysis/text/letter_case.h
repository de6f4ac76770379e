// Whether a text has letters of a case.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_LETTER_CASE_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_LETTER_CASE_H_

#include <string_view>

namespace textanalysis::text {

// Returns whether `s`, well-formed UTF-8, has a letter in upper case, or in lower case. Scripts without cases have
// neither.
//   Cost: O(s.size()).
bool HasUpper(std::string_view s);
bool HasLower(std::string_view s);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_LETTER_CASE_H_
