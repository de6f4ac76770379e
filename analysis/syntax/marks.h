// Pairs quotation marks.

#ifndef TEXTANALYSIS_ANALYSIS_SYNTAX_MARKS_H_
#define TEXTANALYSIS_ANALYSIS_SYNTAX_MARKS_H_

#include <string_view>
#include <vector>

#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::syntax {

// A stretch of text inside quotation marks, within one paragraph.
struct Stretch {
  text::Span inner;     // Between the marks.
  text::Span outer;     // With the marks.
  bool single = false;  // ‘ ’ or ' '.
  bool closed = true;   // A closing mark stands in the paragraph.
  bool continues =
      false;  // Unclosed, and the next paragraph opens with a mark: the same quotation goes on.
};

// Returns the outermost stretches of `paragraph`, in order, disjoint. Double marks (“ ” " „ « » ''
// ``) hold whatever stands between them; single marks are told from apostrophes by the letters
// around them, and hold double ones where they close after a stop or another mark. A double mark
// that is never closed reaches to the paragraph's end; a single one is then an apostrophe.
// They are of no use when the pace's budget is spent.
//   Cost: O(paragraph.size()).
std::vector<Stretch> FindStretches(std::string_view text, text::Span paragraph, text::Pace* pace);

// Returns whether `paragraph` begins with an opening double mark.
bool BeginsWithMark(std::string_view text, text::Span paragraph);

}  // namespace textanalysis::syntax

#endif  // TEXTANALYSIS_ANALYSIS_SYNTAX_MARKS_H_
