// Puts a reading together: which marked stretches are quotations, which cue reports which of them,
// and what else each cue reports.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/span.h"

namespace textanalysis::quotes {

// Reported words and what reports them. One or more of `stretches` and `cue` is there.
struct Attribution {
  std::optional<size_t> cue{};          // Index in Reading::cues.
  std::vector<text::Span> content{};    // In reading order, without outer marks.
  std::vector<text::Span> stretches{};  // Inside marks; empty for indirect speech.
  bool in_heading = false;
  size_t begin = 0;      // First token of the content.
  float confidence = 0;  // [0, 1]
};

// Returns the colon that ends a transcript's label in capitals at the head of `tokens` ("SEN.
// WARREN: …"), or nothing.
std::optional<size_t> LabelEnd(const syntax::Syntax& syntax, syntax::TokenRange tokens);

// Returns the attributions of a document, by their first token.
//   Cost: O(tokens + stretches * cues within reach).
std::vector<Attribution> Attribute(const syntax::Syntax& syntax, const reader::Reading& reading);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
