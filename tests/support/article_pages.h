// Pages of an invented article about a fish market, to read metadata from.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_ARTICLE_PAGES_H_
#define TEXTANALYSIS_TESTS_SUPPORT_ARTICLE_PAGES_H_

#include <string>
#include <string_view>

#include "analysis/clean/document.h"

namespace textanalysis::testing {

// Three paragraphs of the article's body.
extern const std::string_view kMarketBody;

// Returns a page with `head` in its head, `top` below the headline, `tail` below the article.
std::string MarketPage(std::string_view head, std::string_view top, std::string_view tail = "");

// Returns the page of a longer article: 24 paragraphs, `inside` after the second, `tail` behind the last.
std::string LongMarketPage(std::string_view head, std::string_view top, std::string_view inside,
                           std::string_view tail = "");

// Returns what the service makes of a page, whose address is `address` where that is not empty.
clean::CleanedDocument Cleaned(std::string_view page, std::string_view address = "");

// Returns what the service makes of MarketPage(head, top, tail).
clean::CleanedDocument MetadataOf(std::string_view head, std::string_view top,
                                  std::string_view tail = "", std::string_view address = "");

// Returns a script that describes a NewsArticle with these members.
std::string MetadataArticle(std::string_view members);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_ARTICLE_PAGES_H_
