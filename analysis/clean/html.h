// Reads an HTML page into blocks and metadata (HTML5 parsing by gumbo).

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_

#include <string_view>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/head.h"
#include "analysis/clean/mark.h"
#include "analysis/clean/page_tables.h"
#include "analysis/clean/segments.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// A page's visible blocks in source order, what lies between them, and what it states of itself.
struct Page {
  std::vector<Block> blocks;  // First-level headings have role kTitle.
  std::vector<Gap> gaps;      // Scripts, styles and other text that is never shown.
  Head head;
  std::vector<Mark> marks;  // By their beginning.
};

// Parses `html`. The page is of no use when `budget` is spent.
//   Requires: well-formed UTF-8.
//   Cost: O(html.size()); elements nested deeper than 400 are flattened, as browsers do, so that
//   neither time nor stack grows with the nesting.
Page ReadPage(std::string_view html, const PageTables& tables, const text::Budget& budget = {});

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
