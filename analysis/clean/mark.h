// An element of a page whose name says what it holds.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_MARK_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_MARK_H_

#include <cstdint>
#include <string_view>

#include "analysis/text/span.h"

namespace textanalysis::clean {

// What an element holds. Microdata and rel="author" say it for certain, classes probably.
enum class MarkKind : uint8_t {
  kAuthorClass,
  kAside,       // Its class also says that it stands beside the author's name.
  kAuthorLink,  // <a> whose address has the word.
  kAuthor,      // itemprop="author", rel="author".
  kName,        // itemprop="name", class="fn".
  kDateClass,
  kUpdatedClass,
  kPublishedClass,  // hAtom's: class="published".
  kPublished,       // itemprop="datePublished".
  kModified,        // itemprop="dateModified".
  kTime,            // <time>, or with a `datetime`.
  kSection,
  kTag,      // rel="tag".
  kForeign,  // Microdata of something else than the page's article: a comment, an image.
};
using MarkKinds = uint32_t;
constexpr MarkKinds BitOf(MarkKind kind) { return MarkKinds{1} << static_cast<unsigned>(kind); }

struct Mark {
  MarkKinds kinds = 0;
  text::Span source;         // Between the element's tags.
  std::string_view value{};  // Its datetime, content or title attribute, as in the source.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_MARK_H_
