// The text between two places of a page's source, for short stretches.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_INNER_TEXT_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_INNER_TEXT_H_

#include <string>
#include <string_view>

#include "analysis/clean/references.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// Stands in InnerText() where a tag stood.
inline constexpr char kTagPlace = '\x1f';

// Returns the text without tags, comments, scripts and styles, character references decoded, white
// space collapsed and invisible characters left out; each run of tags becomes kTagPlace.
//   Cost: O(source.size()).
std::string InnerText(std::string_view html, text::Span source, const References& references);

// Returns `s` with references decoded, until none is left or twice, and white space collapsed,
// without tags and invisible characters: how a page's statements are meant.
std::string PlainStatement(std::string_view s, const References& references);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_INNER_TEXT_H_
