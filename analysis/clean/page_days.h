// When a page's article was published and last changed.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_DAYS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_DAYS_H_

#include "analysis/clean/article_page.h"
#include "analysis/clean/document.h"

namespace textanalysis::clean {

// Fills in `publish_day` and `modified_day`, in the page's own zone: what is declared, corrected by
// what is printed around the title; the address is the last resort.
//   Cost: O(page).
void FillDays(const ArticlePage& page, CleanedDocument* document);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_DAYS_H_
