// What cleaning yields: the text, its map to the source, and metadata.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_DOCUMENT_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_DOCUMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// How a page came.
enum class Form { kPlainText, kHtml };

// The role of a block of text on its page.
enum class BlockRole {
  kUnspecified,
  kTitle,
  kHeading,
  kParagraph,
  kListItem,
  kBlockQuote,
  kCaption,
  kTableCell
};

// How a segment of cleaned text relates to its source.
enum class Transformation {
  kVerbatim,    // Equal bytes.
  kDecoded,     // A character reference decoded, or wrongly decoded characters repaired.
  kNormalized,  // White space collapsed, or characters composed (NFC).
  kInserted,    // A separator; the source span is empty.
};

enum class RemovalReason {
  kMarkup,
  kInvisible,
  kNavigation,
  kBoilerplate,
  kAdvertisement,
  kComments,
  kRelatedContent,
  kMedia,
  kMetadata,
  kDuplicate,
  kWhitespace,
};

// What kind of page it is. The first kinds are learned from the page as a whole, live blogs and
// galleries are what their own metadata call so.
enum class PageKind {
  kArticle,
  kService,        // What an organisation does or offers.
  kProduct,        // One thing for sale.
  kCollection,     // Things for sale or to look at, in a group.
  kForum,          // Questions, answers, posts.
  kListing,        // Teasers of other pages.
  kDocumentation,  // Manuals and references.
  kLiveBlog,
  kGallery,
};
inline constexpr size_t kNumLearnedKinds = 7;

// A run of cleaned text and the source text it stands for.
struct Segment {
  text::Span text;
  text::Span source;
  Transformation transformation;
  BlockRole role;
};

// A run of source text with no counterpart in the cleaned text.
struct Removed {
  text::Span source;
  RemovalReason reason;
};

// A piece of metadata; the span is empty where the page states it outside its text.
struct Metadata {
  std::string value;
  text::Span source;
};

// Invariants: `segments` are sorted, non-empty and tile `text`; their source spans and those of
// `removed` together tile the source; kVerbatim segments have equal bytes in both.
struct CleanedDocument {
  std::string text;
  std::vector<Segment> segments;
  std::vector<Removed> removed;
  std::optional<Metadata> title;
  std::optional<Metadata> byline;
  std::optional<Metadata> section;
  std::vector<std::string> author_names;
  std::optional<absl::CivilDay> publish_day;
  std::optional<absl::CivilDay> modified_day;  // Of the last change, if not before `publish_day`.
  std::string canonical_url;
  std::string site_name;
  std::string description;
  std::string image_url;
  std::vector<std::string> tags;
  std::optional<PageKind> kind;     // Nothing for a page of too few words to tell.
  float extraction_confidence = 0;  // [0, 1]
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_DOCUMENT_H_
