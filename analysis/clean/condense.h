// Leaves out of a page what the tree builder need not read: nine bytes in ten of a news page are
// scripts, styles, comments and attributes that say nothing of the text.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_CONDENSE_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_CONDENSE_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/text/span.h"

namespace textanalysis::clean {

// A page without the cuts, and the way back.
class Condensed {
 public:
  // Cuts comments, the contents of scripts and styles, attributes that ReadPage() never asks for,
  // and start tags nested deeper than 400, as browsers do. The tree of what remains has the same
  // text in the same places, but inside <select> and <svg>, which are never shown.
  //   Cost: O(html.size()), most of it at the speed of memchr.
  explicit Condensed(std::string_view html);

  const std::string& text() const { return text_; }
  // Source spans of the contents of scripts and styles.
  const std::vector<text::Span>& hidden() const { return hidden_; }
  // Source spans of the contents of <script type="application/ld+json">.
  const std::vector<text::Span>& linked_data() const { return linked_data_; }

  // Returns the source spans of condensed bytes [begin, end), cuts left out: non-empty, in order.
  //   Cost: O(log number of cuts + spans).
  std::vector<text::Span> ToSource(text::Span condensed) const;

 private:
  // Condensed bytes from `at` on come from the source `shift` bytes further.
  struct Piece {
    size_t at;
    size_t shift;
  };
  friend class Condenser;

  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<text::Span> hidden_;
  std::vector<text::Span> linked_data_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_CONDENSE_H_
