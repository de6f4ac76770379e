#include "tests/support/article_pages.h"

#include <string>

#include "analysis/clean/cleaner.h"
#include "tests/support/bundle.h"

namespace textanalysis::testing {

const std::string_view kMarketBody =
    "<p>The harbour board voted on Tuesday to close the old fish market for eight months so that "
    "its cracked foundations can be rebuilt before the winter storms.</p>"
    "<p>Engineers told the meeting that two of the twelve pillars had sunk by almost nine "
    "centimetres since the last survey, and that the floor could no longer carry lorries.</p>"
    "<p>Stallholders had asked for the work to be done at night, which would have taken three "
    "years and cost twice as much as the sum that the board has set aside.</p>";

std::string MarketPage(std::string_view head, std::string_view top, std::string_view tail) {
  return "<html lang='en'><head><title>Fish market to close | Post</title>" + std::string(head) +
         "</head><body><nav><a href='/'>Post</a> <a href='/s'>By Position</a></nav><article>"
         "<h1>Fish market to close</h1>" +
         std::string(top) + std::string(kMarketBody) + "</article>" + std::string(tail) +
         "</body></html>";
}

std::string LongMarketPage(std::string_view head, std::string_view top, std::string_view inside,
                           std::string_view tail) {
  std::string body;
  for (int k = 0; k < 24; ++k) {
    const std::string count = std::to_string(k + 3);
    body += "<p>At the stall of number " + count + " the traders told the board that they sell " +
            count +
            " kinds of fish in a week, and that most of those who buy it come by the ferry of " +
            count + " minutes past the hour.</p>";
    if (k == 1) body += inside;
  }
  std::string page = MarketPage(head, top);
  page.insert(page.find(kMarketBody), body);
  page.insert(page.find("</article>"), tail);
  return page;
}

clean::CleanedDocument Cleaned(std::string_view page, std::string_view address) {
  static const auto* const kCleaner =
      new clean::Cleaner(clean::Cleaner::Create(TestBundle()).value());
  return kCleaner
      ->Clean(page, clean::Form::kHtml, clean::Profile::kArticle, text::Budget(), address)
      .value();
}

clean::CleanedDocument MetadataOf(std::string_view head, std::string_view top,
                                  std::string_view tail, std::string_view address) {
  return Cleaned(MarketPage(head, top, tail), address);
}

std::string MetadataArticle(std::string_view members) {
  return "<script type='application/ld+json; charset=utf-8'>{\"@type\":\"NewsArticle\"," +
         std::string(members) + "}</script>";
}

}  // namespace textanalysis::testing
