// Tells a page from plain text where nobody says which it is.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_FORM_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_FORM_H_

#include <string_view>

namespace textanalysis::clean {

// Returns whether `bytes`, in any charset, look like HTML: they begin with a declaration or with a tag
// of HTML, or hold three tags that close an element or break a line.
//   Cost: O(1); the first 16 KiB are read.
bool LooksLikeHtml(std::string_view bytes);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_FORM_H_
