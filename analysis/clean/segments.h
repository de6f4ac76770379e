// Builds the cleaned text and its map from blocks that stay and blocks that go.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_SEGMENTS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_SEGMENTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/document.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// What the source bytes outside all blocks are: sorted, disjoint; the rest is white space or
// markup.
struct Gap {
  text::Span source;
  RemovalReason reason;
};

// Returns `text`, `segments` and `removed` of the cleaned document: the kept blocks in order with one
// blank line between them, their white space collapsed, in NFC but for letters with more than 30
// marks, which stay as they are. It is of no use when `budget` is spent.
//   Requires: blocks sorted by source and disjoint; pieces within [0, source.size()).
//   Cost: O(source.size()).
CleanedDocument BuildDocument(std::string_view source, const std::vector<Block>& blocks,
                              const std::vector<Gap>& gaps, const text::Budget& budget);

// Returns what BuildDocument() keeps of a block that stays.
//   Requires: at least one piece.
std::string TextOf(std::string_view source, const Block& block, const text::Budget& budget);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_SEGMENTS_H_
