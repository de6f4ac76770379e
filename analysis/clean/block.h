// A block of a page before it is decided what stays: the common form of HTML and plain text.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/clean/document.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// A run of a block's text: source bytes and what they read as.
struct Piece {
  text::Span source;
  std::string decoded;  // Empty for a verbatim piece.
  bool verbatim = true;
};

// Text that stands together: a line or paragraph of plain text, a block element's own text in HTML.
struct Block {
  std::vector<Piece> pieces;  // In source order, disjoint.
  std::string text{};  // The pieces joined, white space collapsed and trimmed; what rules look at.
  BlockRole role = BlockRole::kParagraph;
  size_t link_bytes = 0;                   // Bytes of `text` inside links.
  std::optional<RemovalReason> removal{};  // Nothing: the block stays.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_
