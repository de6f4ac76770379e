// Language identification (CLD2).

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_LANGUAGE_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_LANGUAGE_H_

#include <string>
#include <string_view>

namespace textanalysis::text {

// Returns the BCP-47 code of the language that most of `text` is in, or "und" when too little of it
// speaks for one.
//   Requires: well-formed UTF-8.
//   Cost: O(1): reads the first 16 KiB.
std::string DetectLanguage(std::string_view text);

// Returns the language of a BCP-47 code in lower case: "en" of "en-GB" and "EN_us".
std::string PrimaryLanguage(std::string_view code);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_LANGUAGE_H_
