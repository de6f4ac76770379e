// Reads an HTML page into blocks and metadata (HTML5 parsing by gumbo).

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "analysis/clean/block.h"
#include "analysis/clean/segments.h"

namespace textanalysis::clean {

// A page's blocks in source order, what lies between them, and what its head states.
struct Page {
  std::vector<Block>
      blocks;             // `removal` is set on what the page's structure says is not the article.
  std::vector<Gap> gaps;  // Scripts, styles and other text that is never shown.
  std::string title;      // og:title, else <title>; empty when absent.
  std::string author;
  std::string section;
  std::optional<absl::CivilDay> publish_day;
};

// Parses `html` and finds the article's container: from <body> down, the child that holds most of
// the prose.
//   Requires: well-formed UTF-8.
//   Cost: O(html.size()); elements nested deeper than 400 are flattened, as browsers do, so that
//   neither time nor stack grows with the nesting.
Page ReadPage(std::string_view html);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
