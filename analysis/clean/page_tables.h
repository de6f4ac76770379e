// The tables that pages are read by, together.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_TABLES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_TABLES_H_

#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/days.h"
#include "analysis/clean/furniture.h"
#include "analysis/clean/hints.h"
#include "analysis/clean/html_names.h"
#include "analysis/clean/metadata_words.h"
#include "analysis/clean/references.h"
#include "analysis/model/bundle.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Immutable; safe for any number of threads. The bundle must outlive it.
struct PageTables {
  explicit PageTables(const model::Bundle& bundle)
      : hints(bundle),
        names(bundle),
        references(bundle),
        furniture(bundle),
        words(bundle),
        days(words) {}
  PageTables(const PageTables&) = delete;
  PageTables& operator=(const PageTables&) = delete;

  // Sets what the words of each block say: furniture, byline, day. Of no use when `budget` is spent.
  //   Cost: O(their text).
  void ReadLines(std::vector<Block>* blocks, const text::Budget& budget = {}) const;

  HintTable hints;
  HtmlNames names;
  References references;
  FurnitureTable furniture;
  MetadataWords words;
  DayReader days;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_TABLES_H_
