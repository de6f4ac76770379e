// Who wrote a page's article.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_AUTHORS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_AUTHORS_H_

#include "analysis/clean/article_page.h"
#include "analysis/clean/authors.h"
#include "analysis/clean/document.h"

namespace textanalysis::clean {

// Fills in `author_names` and `byline`: people before bodies, what is printed by the title before
// what is declared.
//   Cost: O(page).
void FillAuthors(const ArticlePage& page, const AuthorReader& authors, CleanedDocument* document);

// Returns how sure an element's names and classes make it that it names the author, up to
// `scores.most`; 0: they do not say so.
double AuthorStrengthOf(MarkKinds kinds, const AuthorScores& scores);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_PAGE_AUTHORS_H_
