// Elements whose names say that they hold an author, a day or a section.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_

#include <string_view>
#include <vector>

#include "analysis/clean/mark.h"
#include "analysis/clean/page_tables.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::clean {

// Follows the tags of a page and finds its marks.
class MarkFinder {
 public:
  explicit MarkFinder(const PageTables& tables) : words_(tables.words), names_(tables.names) {}

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
  const HtmlNames& names_;
  Mark pending_;
  std::vector<OpenMark> open_;
  std::vector<Mark> marks_;
  int num_foreign_ = 0;
  text::KeyedMap<std::string_view, MarkKinds> known_;  // Of classes that were met before.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_MARKS_H_
