// Reads an HTML page into blocks and metadata (HTML5 parsing by gumbo).

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_

#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/head.h"
#include "analysis/clean/marks.h"
#include "analysis/clean/metadata_words.h"
#include "analysis/clean/segments.h"
#include "analysis/model/bundle.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// What the words of an attribute say.
struct Names {
  Hints hints = 0;
  std::vector<uint32_t> hashes;  // Of the first words, in lower case.
};

// The words of classes and ids. Immutable; safe for any number of threads.
class HintTable {
 public:
  // Reads section "class_words"; the bundle must outlive the table.
  explicit HintTable(const model::Bundle& bundle);

  // Returns what the words in an attribute say: "articleBody post-text" has four words and two
  // kinds of hints.
  Names Of(std::string_view attribute) const;

 private:
  std::unordered_map<std::string_view, Hints> words_;
};

// A page's visible blocks in source order, what lies between them, and what it states of itself.
struct Page {
  std::vector<Block> blocks;  // First-level headings have role kTitle.
  std::vector<Gap> gaps;      // Scripts, styles and other text that is never shown.
  Head head;
  std::vector<Mark> marks;  // By their beginning.
};

// Parses `html`. The page is of no use when `budget` is spent. With `words` its marks are found, too.
//   Requires: well-formed UTF-8.
//   Cost: O(html.size()); elements nested deeper than 400 are flattened, as browsers do, so that
//   neither time nor stack grows with the nesting.
Page ReadPage(std::string_view html, const HintTable& hints, const text::Budget& budget = {},
              const MetadataWords* words = nullptr);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HTML_H_
