// Elements whose names say that they hold an author, a day or a section.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/clean/metadata_words.h"
#include "analysis/text/keyed_map.h"
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
  kPublished,  // itemprop="datePublished".
  kModified,   // itemprop="dateModified".
  kTime,       // <time>, or with a `datetime`.
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

// Follows the tags of a page and finds its marks.
class MarkFinder {
 public:
  explicit MarkFinder(const MetadataWords& words) : words_(words) {}

  // Takes the beginning of a start tag.
  void Begin() { pending_ = {}; }
  // Takes an attribute of the start tag that is being read. `is_link`: of <a>.
  void ReadAttribute(std::string_view name, std::string_view value, bool is_link);
  // Takes the end of the start tag that was being read; `at` is the byte after it.
  //   Cost: O(1), as few elements are followed at once.
  void Open(std::string_view tag, size_t at);
  // Takes an end tag that begins at `at`.
  void Close(std::string_view tag, size_t at);

  // Whether what is open is of something else than the page's article.
  bool InForeign() const { return num_foreign_ > 0; }

  // Returns those that were closed, without those in foreign ones, sorted by their beginning.
  std::vector<Mark> Take();

 private:
  struct OpenMark {
    Mark mark;
    std::string_view tag;
    int depth = 0;  // Elements of the same tag that are open inside.
  };

  void Finish(size_t k, size_t at);
  MarkKinds KindsOfClass(std::string_view value);

  const MetadataWords& words_;
  Mark pending_;
  std::vector<OpenMark> open_;
  std::vector<Mark> marks_;
  int num_foreign_ = 0;
  text::KeyedMap<std::string_view, MarkKinds> known_;  // Of classes that were met before.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_
