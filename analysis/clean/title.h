// Chooses a page's headline.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_TITLE_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_TITLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/head.h"
#include "analysis/clean/metadata_scores.h"
#include "analysis/clean/references.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// A headline: its text, and the block that it is, if the page shows it.
struct Title {
  std::string text;
  std::optional<size_t> block{};
};

// Returns the first-level heading that the page's statements agree with, or that stands alone; else
// another heading that is what they state; else the likeliest statement without the site's name.
// A budget that runs out ends the search; what it returns then is of no use.
//   Cost: O(bytes of headings, lines and statements).
Title ChooseTitle(const Head& head, const std::vector<Block>& blocks, const References& references,
                  const TitleScores& scores, std::string_view html = {},
                  const text::Budget& budget = {});

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_TITLE_H_
