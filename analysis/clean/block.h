// A block of a page before it is decided what stays: the common form of HTML and plain text.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "analysis/clean/document.h"
#include "analysis/clean/furniture.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// A run of a block's text: source bytes and what they read as.
struct Piece {
  text::Span source;
  std::string decoded;  // Empty for a verbatim piece.
  bool verbatim = true;
};

// Most blocks have one, and a document may have a million blocks: it takes no memory of its own.
using Pieces = absl::InlinedVector<Piece, 1>;

// What tags, classes and ids say that an element holds; the names of data/class_words.tsv.
enum class Hint : uint8_t {
  kArticle,
  kBody,
  kComments,
  kRelated,
  kAdvertisement,
  kNavigation,
  kShare,
  kMetadata,
  kBiography,
  kSubscription,
  kFooter,
  kSidebar,
  kCaption,
  kNotice,
  kTags,
  kHeader,
  kSummary,
  kQuote,
  kList,
  kHidden,
  kTable,
};
inline constexpr size_t kNumHints = 21;

// A set of hints, one bit each.
using Hints = uint32_t;
constexpr Hints BitOf(Hint hint) { return Hints{1} << static_cast<unsigned>(hint); }

// The kind of the block's own element.
enum class Element : uint8_t { kNone, kParagraph, kHeading, kListItem, kCell, kDivision, kOther };
inline constexpr size_t kNumElements = 7;

inline constexpr size_t kNumAncestors = 7;

// What a page's markup says of a block; all of it default for plain text.
struct Markup {
  Element element = Element::kNone;
  Hints hints = 0;       // Of any ancestor.
  Hints near_hints = 0;  // Of the block's element and its parent.
  std::array<uint32_t, kNumAncestors>
      ancestors{};                // Numbers of the elements, the block's own first.
  std::vector<uint32_t> names{};  // Hashes of the words of classes and tags, with their place.
  uint64_t signature = 0;         // Equal for blocks of the same tags and classes.
  bool hidden = false;            // Shown by scripts only, or without them.
  uint32_t depth = 0;
  uint32_t num_links = 0;
  size_t link_bytes = 0;  // Bytes of the block's text inside links.
};

// Text that stands together: a line or paragraph of plain text, a block element's own text in HTML.
struct Block {
  Pieces pieces;       // In source order, disjoint.
  std::string text{};  // The pieces joined, white space collapsed and trimmed; what rules look at.
  BlockRole role = BlockRole::kParagraph;
  Markup markup{};
  std::optional<Furniture> furniture{};    // What its words say that it is.
  bool is_byline = false;                  // "By Ana Diaz".
  bool states_day = false;                 // A short line with a day.
  std::optional<RemovalReason> removal{};  // Nothing: the block stays.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_BLOCK_H_
