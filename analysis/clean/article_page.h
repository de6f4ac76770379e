// A page as its article's metadata are read from it: what it declares of the article, and where byline
// and day may be printed.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_ARTICLE_PAGE_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_ARTICLE_PAGE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/html.h"
#include "analysis/clean/page_tables.h"
#include "analysis/clean/title.h"
#include "analysis/text/chars.h"
#include "analysis/text/span.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {

// A byline, and a line with a day, are no longer than this.
constexpr size_t kMaxLineBytes = 200;
// A line that is but a name is no longer.
constexpr size_t kMaxNameLine = 60;
// A block of so few words may be the label of the next one.
constexpr size_t kLabelWords = 3;

// What holds other things than the article.
constexpr Hints kOutside = BitOf(Hint::kComments) | BitOf(Hint::kRelated) |
                           BitOf(Hint::kNavigation) | BitOf(Hint::kFooter) |
                           BitOf(Hint::kAdvertisement);

// Returns the bytes of the source from a block's first piece to its last. The block has pieces.
text::Span SourceOf(const Block& b);

// Calls `take` with each word in lower case.
template <typename Take>
void ForEachWord(std::string_view s, Take take) {
  const std::string lower = text::ToLower(s);
  std::string word;
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    if (text::IsWordChar(c.value)) {
      word.append(lower, at, c.length);
    } else if (!word.empty()) {
      take(word);
      word.clear();
    }
    at += c.length;
  }
  if (!word.empty()) take(word);
}

// Where the page's article stands among its blocks.
struct Place {
  size_t title = 0;                     // The title's block, else the body's first.
  size_t body = 0;                      // The first block of prose that stays, or the next.
  size_t prose = 0;                     // The same, or behind all blocks.
  size_t end = 0;                       // Behind the last one that stays.
  size_t head_begin = 0, head_end = 0;  // Blocks where byline and day are printed.
  size_t tail_end = 0;
};

// Views of one page whose blocks have been decided on; what it is made from must outlive it.
class ArticlePage {
 public:
  ArticlePage(std::string_view html, const Page& page, const Title& title, std::string_view address,
              const PageTables& tables, const MetadataScores& scores);

  std::string_view html() const { return html_; }
  const Page& page() const { return page_; }
  const Head& head() const { return page_.head; }
  const std::vector<Block>& blocks() const { return page_.blocks; }
  const References& references() const { return tables_.references; }
  const MetadataWords& words() const { return tables_.words; }
  const DayReader& days() const { return tables_.days; }
  const MetadataScores& scores() const { return scores_; }
  const Place& place() const { return place_; }
  // The page's own address: as the caller knows it, else as the page declares it; or empty.
  const std::string& address() const { return address_; }
  // How figures of days are written on it.
  const DayStyle& style() const { return style_; }
  // What JSON-LD says of the article.
  const ArticleData& article() const { return article_; }

  // Returns the block that holds a byte of the source, or the next one.
  size_t BlockAt(size_t at) const;
  // Whether a block stands among what is not the article, or is not seen.
  bool IsOutside(size_t block) const;
  // Whether a block stands in a footer within the article. The page's own footer may be nested so,
  // too; of such a block only what says for certain what it is counts.
  bool IsOwnFooter(size_t block) const;
  // How likely a byline or day stands there: most between title and body; 0: it does not.
  double Nearness(size_t block) const;
  // Whether a block stands between those around the title and the body's first.
  bool IsAboveBody(size_t block) const;
  // Returns the part of the source that holds what is printed before a place of a block, at most
  // 300 bytes of it. Empty at or above the block's first piece.
  text::Span LabelBefore(size_t block, size_t at) const;
  // Returns the text of a part of the source (inner_text.h).
  std::string Inner(text::Span source) const;

 private:
  ArticleData MainArticle(const Title& title) const;
  bool IsHidden(size_t block) const;

  std::string_view html_;
  const Page& page_;
  const PageTables& tables_;
  const MetadataScores& scores_;
  const Place place_;
  const std::string address_;
  const DayStyle style_;
  const ArticleData article_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_ARTICLE_PAGE_H_
