// The quotations of a draft that are looked for in sources.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_QUOTATIONS_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_QUOTATIONS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/text/budget.h"
#include "analysis/text/span.h"
#include "analysis/verify/sources.h"

namespace textanalysis::verify {

// A quotation of a draft, before it is looked for.
struct Quotation {
  std::optional<size_t> quote{};  // In the draft's list; nothing for marked words that nobody says.
  std::vector<text::Span>
      spans{};  // What stands in marks, is a turn without marks, or is reported.
  bool is_report = false;
};

// Returns, in order, what somebody says in quotation marks or as a turn of a transcript, indirect
// reports of what was said for certain, and other stretches of three words and more in marks.
//   Cost: O(draft.text.size()).
std::vector<Quotation> QuotationsOf(const Text& draft, const text::Budget& budget);

size_t CountWords(std::string_view text, const std::vector<text::Span>& spans);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_QUOTATIONS_H_
