#include "analysis/clean/cleaner.h"

#include <cmath>
#include <utility>

#include "analysis/clean/html.h"
#include "analysis/clean/plain.h"
#include "analysis/clean/segments.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

// Confidence is 1 - exp(-words of kept prose / this): 0.63 at a short article's length.
constexpr double kArticleWords = 120;

text::Span SpanOf(const Block& b) {
  return {b.pieces.front().source.begin, b.pieces.back().source.end};
}

void ReadBlockMetadata(const std::vector<Block>& blocks, CleanedDocument* document) {
  for (const Block& b : blocks) {
    if (b.pieces.empty()) continue;
    if (b.role == BlockRole::kTitle && !b.removal && !document->title)
      document->title = Metadata{b.text, SpanOf(b)};
    if (b.removal != RemovalReason::kMetadata) continue;
    if (auto names = ParseByline(b.text); names && !document->byline) {
      document->byline = Metadata{b.text, SpanOf(b)};
      document->author_names = *std::move(names);
    } else if (!document->section && text::CountWords(b.text) <= 2 && text::StartsUpper(b.text)) {
      document->section = Metadata{b.text, SpanOf(b)};
    }
  }
}

float Confidence(const std::vector<Block>& blocks) {
  size_t words = 0;
  for (const Block& b : blocks) {
    if (!b.removal && text::EndsSentence(b.text)) words += text::CountWords(b.text);
  }
  return static_cast<float>(1 - std::exp(-static_cast<double>(words) / kArticleWords));
}

void KeepEverything(std::vector<Block>* blocks) {
  for (Block& b : *blocks) b.removal.reset();
}

CleanedDocument Finish(std::string_view source, const std::vector<Block>& blocks,
                       const std::vector<Gap>& gaps) {
  CleanedDocument document = BuildDocument(source, blocks, gaps);
  ReadBlockMetadata(blocks, &document);
  document.extraction_confidence = Confidence(blocks);
  return document;
}

// Lines that the patterns know are furniture wherever they stand in the article.
void MarkKnownLines(const FurnitureTable& table, std::vector<Block>* blocks) {
  for (Block& b : *blocks) {
    if (b.removal || b.role == BlockRole::kTitle) continue;
    if (const auto furniture = table.Match(b.text)) {
      b.removal = furniture->reason;
    } else if (ParseByline(b.text)) {
      b.removal = RemovalReason::kMetadata;
    }
  }
}

void FillFromHead(const Page& page, CleanedDocument* document) {
  if (!document->title && !page.title.empty()) document->title = Metadata{page.title, {}};
  if (!document->section && !page.section.empty()) document->section = Metadata{page.section, {}};
  if (document->author_names.empty() && !page.author.empty() &&
      page.author.find("://") == std::string::npos) {
    document->author_names = {page.author};
  }
  document->publish_day = page.publish_day;
}

}  // namespace

absl::StatusOr<CleanedDocument> Cleaner::Clean(std::string_view source, Form form, Profile profile,
                                               const text::Budget& budget) const {
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (form == Form::kPlainText) {
    std::vector<Block> blocks = SplitLines(source);
    MarkFurniture(furniture_, &blocks);
    if (profile == Profile::kVisibleText) KeepEverything(&blocks);
    return Finish(source, blocks, {});
  }
  Page page = ReadPage(source);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  MarkKnownLines(furniture_, &page.blocks);
  if (profile == Profile::kVisibleText) KeepEverything(&page.blocks);
  CleanedDocument document = Finish(source, page.blocks, page.gaps);
  FillFromHead(page, &document);
  return document;
}

}  // namespace textanalysis::clean
