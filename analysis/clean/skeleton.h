// Leaves of a page what decides its tree: nine bytes in ten of a news page are scripts, styles,
// comments, attributes and text, none of which the tree builder need read.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_SKELETON_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_SKELETON_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/mark.h"
#include "analysis/clean/metadata_words.h"
#include "analysis/clean/page_tables.h"
#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// An attribute that ReadPage() reads.
struct Attribute {
  enum class Name : uint8_t {
    kClass,
    kId,
    kRole,
    kItemprop,
    kLang,
    kHidden,
    kUnseen,  // For screen readers alone, or a dialog that is closed.
    kShadow,  // Of a <template> whose contents are shown.
  };
  Name name;
  std::string_view value;  // As in the source; empty for kHidden and kUnseen, which style may say.
};

// A run of a page's text.
struct TextRun {
  text::Span source;
  uint32_t link = 0;  // Number of the link that it stands in; 0 for none.
};

// What a skeleton is made of.
struct SkeletonParts {
  struct Tag {
    size_t at;
    size_t first_attribute;
  };
  // Skeleton bytes that stand for as many source bytes, or one byte that stands for any number.
  struct Piece {
    text::Span at;
    TextRun run;
  };

  std::string text;
  std::vector<Tag> tags;  // Those that have attributes.
  std::vector<Attribute> attributes;
  std::vector<Piece> pieces;
  std::vector<text::Span> hidden;
  std::vector<text::Span> linked_data;
  std::vector<Mark> marks;
  std::string_view canonical;
};

// A page's tags without their attributes, with a dot for each run of text, and the way back.
class Skeleton {
 public:
  // Reads `html`. The skeleton keeps in full only <title> elements, <meta> elements that HtmlNames
  // knows, and character references. It leaves out
  //  - comments, scripts and styles;
  //  - elements that neither hold text nor part it (<img>, <a>, …), unless they hide their text;
  //  - start tags that are nested deeper than 400, as browsers do;
  //  - all tags after the first 200,000.
  // Formatting elements that are kept are written <span>. The tree of what remains has the same text
  // in the same places, except inside <select> and <svg>, which are never shown.
  //   Requires: `html` outlives the skeleton; it is of no use when `budget` is spent.
  //   Cost: O(html.size()), most of it at the speed of memchr.
  Skeleton(std::string_view html, const PageTables& tables, const text::Budget& budget = {});

  const std::string& text() const { return parts_.text; }
  // Source spans of the contents of scripts and styles.
  const std::vector<text::Span>& hidden() const { return parts_.hidden; }
  // Source spans of the contents of <script type="application/ld+json">.
  const std::vector<text::Span>& linked_data() const { return parts_.linked_data; }
  const std::vector<Mark>& marks() const { return parts_.marks; }
  // The address of <link rel="canonical">, as in the source.
  std::string_view canonical() const { return parts_.canonical; }

  // Returns the attributes of the start tag that begins at this byte of the skeleton.
  //   Cost: O(log number of tags).
  std::span<const Attribute> AttributesAt(size_t at) const;

  // Returns the text that bytes [begin, end) stand for, tags but <br> left out: non-empty, in order.
  //   Cost: O(log number of pieces + runs).
  std::vector<TextRun> ToSource(text::Span skeleton) const;

 private:
  SkeletonParts parts_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_SKELETON_H_
