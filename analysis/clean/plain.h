// Cleans flattened page text: what a naive scraper or a copy and paste gives.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_PLAIN_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_PLAIN_H_

#include <string_view>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/furniture.h"
#include "analysis/clean/segments.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Lines as blocks, and what joining them left out.
struct Lines {
  std::vector<Block> blocks;
  std::vector<Gap> gaps;
};

// Returns the number of lines of `source` that hold something: as many blocks as SplitLines() makes, or
// more, since some go on with the line above.
//   Cost: O(source.size()).
size_t CountLines(std::string_view source);

// Returns the lines of `text`, hard-wrapped ones joined. A word that was parted at a line's end
// loses its hyphen, unless the text writes it with one elsewhere. They are of no use when `budget`
// is spent.
Lines SplitLines(std::string_view text, const text::Budget& budget = {});

// Returns whether every line is a paragraph of sentences, so that there is nothing to look for.
bool IsPlainProse(const std::vector<Block>& blocks);

// Decides which blocks stay, and in which role:
//  - a block goes where the classifier says so, in `stays`, or its own words do (Block::furniture);
//  - the heading of a list of other articles takes the list along, and a duration the title after it;
//  - of the short lines above the first prose that stays, the one that shares most words with that
//    prose is the title;
//  - text without prose (poems, lists, code) keeps every line that no pattern matches.
// The blocks are of no use when `budget` is spent.
//   Requires: one value of `stays` a block.
void MarkFurniture(const std::vector<bool>& stays, const text::Budget& budget,
                   std::vector<Block>* blocks);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_PLAIN_H_
