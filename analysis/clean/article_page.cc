#include "analysis/clean/article_page.h"

#include <algorithm>
#include <utility>

#include "analysis/clean/authors.h"
#include "analysis/clean/inner_text.h"

namespace textanalysis::clean {
namespace {

// Blocks around the title and after the body that are looked at.
constexpr size_t kBlocksBefore = 8;
constexpr size_t kBlocksAfter = 40;
constexpr size_t kBlocksBehind = 12;
// The body begins with a block that stays and has so many words.
constexpr size_t kBodyWords = 20;
// The last blocks of a body, which may sign it, are so many.
constexpr size_t kBlocksAtEnd = 6;

Place PlaceOf(const std::vector<Block>& blocks, const std::optional<size_t>& title) {
  Place out;
  size_t first = blocks.size();
  for (size_t k = 0; k < blocks.size(); ++k) {
    if (blocks[k].removal) continue;
    const bool is_body = blocks[k].role != BlockRole::kTitle && (!title || k > *title) &&
                         text::CountWords(blocks[k].text, kBodyWords) >= kBodyWords;
    if (is_body && first == blocks.size()) first = k;
    out.end = k + 1;
  }
  out.prose = first;
  out.body = first == blocks.size() ? (title ? *title + 1 : 0) : first;
  out.title = title.value_or(out.body);
  out.head_begin = out.title - std::min(out.title, kBlocksBefore);
  out.head_end = std::min({blocks.size(), out.body + 4, out.title + kBlocksAfter});
  out.head_end = std::max(out.head_end, std::min(blocks.size(), out.title + kBlocksBefore));
  out.end = std::max(out.end, out.head_end);
  out.tail_end = std::min(blocks.size(), out.end + kBlocksBehind);
  return out;
}

}  // namespace

text::Span SourceOf(const Block& b) {
  return {b.pieces.front().source.begin, b.pieces.back().source.end};
}

ArticlePage::ArticlePage(std::string_view html, const Page& page, const Title& title,
                         std::string_view address, const PageTables& tables,
                         const MetadataScores& scores)
    : html_(html),
      page_(page),
      tables_(tables),
      scores_(scores),
      place_(PlaceOf(page.blocks, title.block)),
      address_(!address.empty()               ? std::string(address)
               : !page.head.canonical.empty() ? page.head.canonical
                                              : page.head.address),
      style_(tables.days.StyleOf(page.head.language, address_)),
      article_(MainArticle(title)) {}

// The article that JSON-LD describes: of the surest type, and of those the one with the title's
// words, else the first.
ArticleData ArticlePage::MainArticle(const Title& title) const {
  const ArticleData* best = nullptr;
  double best_score = 0;
  for (const ArticleData& article : head().articles) {
    double score = article.rank;
    if (!article.headline.empty() &&
        NameKey(PlainStatement(article.headline, references())) == NameKey(title.text))
      score += scores().data.headline;
    if (!article.address.empty() && article.address == head().canonical)
      score += scores().data.address;
    if (best == nullptr || score > best_score) {
      best = &article;
      best_score = score;
    }
  }
  if (best == nullptr) return {};
  ArticleData out = *best;
  // What it leaves open another description of the page may have.
  for (const ArticleData& other : head().articles) {
    if (other.rank > out.rank) continue;
    if (out.authors.empty() && other.rank < out.rank) out.authors = other.authors;
    for (const auto member :
         {&ArticleData::published, &ArticleData::modified, &ArticleData::section,
          &ArticleData::image, &ArticleData::publisher}) {
      if ((out.*member).empty() && other.rank < out.rank) out.*member = other.*member;
    }
  }
  return out;
}

// The block that holds a byte of the source, or the next one.
size_t ArticlePage::BlockAt(size_t at) const {
  const auto it = std::partition_point(blocks().begin(), blocks().end(), [at](const Block& b) {
    return b.pieces.back().source.end <= at;
  });
  return static_cast<size_t>(it - blocks().begin());
}

// Whether a reader does not see it: of pages that scripts show as a whole all of it is seen.
bool ArticlePage::IsHidden(size_t block) const {
  const bool is_whole = place_.title < blocks().size() && blocks()[place_.title].markup.hidden;
  return blocks()[block].markup.hidden && !is_whole;
}

bool ArticlePage::IsOutside(size_t block) const {
  return block >= blocks().size() || IsHidden(block) || (blocks()[block].markup.hints & kOutside);
}

bool ArticlePage::IsOwnFooter(size_t block) const {
  if (block >= place_.tail_end || IsHidden(block)) return false;
  const Hints hints = blocks()[block].markup.hints;
  return (hints & kOutside) == BitOf(Hint::kFooter) &&
         (hints & (BitOf(Hint::kArticle) | BitOf(Hint::kBody)));
}

// How likely a byline or day stands there: most between title and body; 0: it does not.
double ArticlePage::Nearness(size_t block) const {
  if (block >= blocks().size() || IsHidden(block)) return 0;
  // Right below the title it does not matter what an element is called.
  const bool is_below =
      block >= place_.title && block <= std::min(place_.title + kBlocksBefore, place_.body);
  if (!is_below && IsOutside(block)) return 0;
  const auto distance = [block](size_t from) {
    return static_cast<double>(block > from ? block - from : from - block);
  };
  const NearnessScores& near = scores().near;
  if (block >= place_.title && block < place_.head_end)
    return (block > place_.prose ? near.prose : near.above_prose) -
           std::min(near.all_steps, near.step * distance(place_.title));
  if (block < place_.title && block >= place_.head_begin)
    return near.above_title - near.step_up * distance(place_.title);
  if (block >= place_.end && block < place_.tail_end)
    return near.behind - near.step_behind * distance(place_.end);
  if (block >= place_.tail_end) return near.far_behind;
  if (block >= place_.head_end && block + kBlocksAtEnd >= place_.end) return near.body_end;
  return block >= place_.head_end && block < place_.end ? near.body : 0;
}

bool ArticlePage::IsAboveBody(size_t block) const {
  return block >= place_.head_begin && block <= place_.prose;
}

text::Span ArticlePage::LabelBefore(size_t block, size_t at) const {
  constexpr size_t kLabelBytes = 300;
  const size_t begin = std::min(at, SourceOf(blocks()[block]).begin);
  return {std::max(begin, at - std::min(at, kLabelBytes)), at};
}

std::string ArticlePage::Inner(text::Span source) const {
  return InnerText(html_, source, references());
}

}  // namespace textanalysis::clean
