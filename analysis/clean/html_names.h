// The names of HTML, schema.org and <meta> that pages are read by.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HTML_NAMES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HTML_NAMES_H_

#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/clean/head.h"
#include "analysis/clean/mark.h"
#include "analysis/model/bundle.h"

namespace textanalysis::clean {

// Immutable; safe for any number of threads.
class HtmlNames {
 public:
  // Reads section "html_names"; the bundle must outlive the table.
  explicit HtmlNames(const model::Bundle& bundle);

  // Returns what a <meta> element of that name states, in any case and with any separators
  // ("DC.date.issued", "dc_date-issued"), or nothing.
  std::optional<MetaField> MetaFieldOf(std::string_view name) const;

  // Values of itemprop, in lower case, and what an element that has them holds.
  const std::vector<std::pair<std::string_view, MarkKind>>& properties() const {
    return properties_;
  }

  // Returns how surely a node of that type of schema.org is the page's article: 3 for articles, 2
  // for other works, 1 for pages, 0: it is none.
  int ArticleRank(std::string_view type) const;

  // Returns whether microdata of that type is of the page's article, or of its author or publisher.
  bool IsAllied(std::string_view type) const;

  // Returns whether a class of an element is one by which frameworks hide it from sight while screen
  // readers go on to read it.
  bool IsUnseen(std::string_view classes) const;

 private:
  std::unordered_map<std::string_view, MetaField> meta_;
  std::vector<std::pair<std::string_view, MarkKind>> properties_;
  // Articles and allied types are told by a part of their name: "NewsArticle".
  std::vector<std::string_view> articles_, allied_, works_, pages_, unseen_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HTML_NAMES_H_
