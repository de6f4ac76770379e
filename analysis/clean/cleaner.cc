#include "analysis/clean/cleaner.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/clean/html.h"
#include "analysis/clean/plain.h"
#include "analysis/clean/repair.h"
#include "analysis/clean/segments.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A block is mostly links from this share of its bytes on.
constexpr double kLinkDensity = 0.5;
// What the first round leaves is looked at again, since its neighbours have changed.
constexpr int kMaxRounds = 4;
// What a removed run takes beyond its block.
constexpr size_t kBytesPerRemoved = 64;
// What a page's tree takes, a byte of the page, measured on tags alone.
constexpr size_t kTreeBytesPerByte = 30;
// What a step over a block costs beside its bytes.
constexpr size_t kBlockPace = 64;
// Quotations that are set apart: how many are looked at, how long they are.
constexpr size_t kPaceOfSearch = 16;  // Bytes that are searched in the time of a byte of text.
constexpr size_t kMaxPullQuotes = 30;
constexpr size_t kMaxPullQuoteBytes = 400;
constexpr size_t kMinPullQuoteWords = 4;
// A paragraph of so many words, or blocks in a row of so many, are no refrain; no more blocks in a
// row are compared that have fewer.
constexpr size_t kMinRepeatedParagraph = 30;
constexpr size_t kMinRepeatedWords = 60;
constexpr size_t kMaxRefrain = 16;
// A page of fewer words is kept but for what is marked as furniture.
constexpr size_t kMinWords = 40;

text::Span SpanOf(const Block& b) {
  return {b.pieces.front().source.begin, b.pieces.back().source.end};
}

// Why a block that is not the article was removed, by its words, else by its markup.
RemovalReason ReasonFor(const Block& b) {
  if (b.markup.hidden) return RemovalReason::kInvisible;
  if (b.furniture) return b.furniture->reason;
  if (b.is_byline) return RemovalReason::kMetadata;
  static constexpr std::pair<Hint, RemovalReason> kReasons[] = {
      {Hint::kComments, RemovalReason::kComments},
      {Hint::kAdvertisement, RemovalReason::kAdvertisement},
      {Hint::kNavigation, RemovalReason::kNavigation},
      {Hint::kRelated, RemovalReason::kRelatedContent},
      {Hint::kFooter, RemovalReason::kBoilerplate},
      {Hint::kSubscription, RemovalReason::kBoilerplate},
      {Hint::kNotice, RemovalReason::kBoilerplate},
      {Hint::kShare, RemovalReason::kBoilerplate},
      {Hint::kMetadata, RemovalReason::kMetadata},
      {Hint::kTags, RemovalReason::kMetadata},
      {Hint::kCaption, RemovalReason::kMedia}};
  for (const auto& [hint, reason] : kReasons) {
    if (b.markup.hints & BitOf(hint)) return reason;
  }
  const double links = static_cast<double>(b.markup.link_bytes);
  return links > kLinkDensity * static_cast<double>(b.text.size()) ? RemovalReason::kNavigation
                                                                   : RemovalReason::kBoilerplate;
}

// Says of removed blocks that repeat a block that stays that they do.
void MarkRepeats(const text::Budget& budget, std::vector<Block>* blocks) {
  text::Pace pace(budget);
  text::KeyedSet<std::string_view> kept;
  for (const Block& b : *blocks) {
    if (!pace.GoesOn(kBlockPace + b.text.size())) return;
    if (!b.removal) kept.insert(b.text);
  }
  for (Block& b : *blocks) {
    if (!pace.GoesOn(kBlockPace + b.text.size())) return;
    const bool is_furniture = b.removal && b.removal != RemovalReason::kInvisible &&
                              b.removal != RemovalReason::kMetadata;
    if (is_furniture && kept.contains(b.text)) b.removal = RemovalReason::kDuplicate;
  }
}

// Gives the title's block the role kTitle, and all other first-level headings the role kHeading.
void MarkTitle(const std::optional<size_t>& title, std::vector<Block>* blocks) {
  for (Block& b : *blocks) {
    if (b.role == BlockRole::kTitle) b.role = BlockRole::kHeading;
  }
  if (title) (*blocks)[*title].role = BlockRole::kTitle;
}

// Returns the letters and figures of a text alone.
std::string Bare(std::string_view s) {
  std::string out;
  for (size_t at = 0; at < s.size();) {
    const text::CodePoint c = text::DecodeAt(s, at);
    if (text::IsWordChar(c.value)) out.append(s, at, c.length);
    at += c.length;
  }
  return out;
}

// A sentence that is set apart and stands in a paragraph, too, is left out. Quotations have their
// own mark-up, so of others nothing is asked; the first ones of a page alone are looked at.
void LeaveOutPullQuotes(const std::vector<Block>& blocks, const text::Budget& budget,
                        std::vector<bool>* stays) {
  text::Pace pace(budget);
  std::string body;
  size_t num_looked_at = 0;
  for (size_t k = 0; k < blocks.size() && num_looked_at < kMaxPullQuotes; ++k) {
    const Markup& m = blocks[k].markup;
    const bool is_quote = (*stays)[k] && (m.near_hints & BitOf(Hint::kQuote)) &&
                          blocks[k].text.size() <= kMaxPullQuoteBytes;
    if (!is_quote || text::CountWords(blocks[k].text) < kMinPullQuoteWords) continue;
    if (num_looked_at++ == 0) {
      for (size_t j = 0; j < blocks.size(); ++j) {
        const bool is_other = (*stays)[j] && !(blocks[j].markup.hints & BitOf(Hint::kQuote));
        if (!pace.GoesOn(blocks[j].text.size())) return;
        if (is_other) body.append(Bare(blocks[j].text)).push_back('\n');
      }
    }
    if (!pace.GoesOn(body.size() / kPaceOfSearch)) return;
    if (body.find(Bare(blocks[k].text)) != std::string::npos) (*stays)[k] = false;
  }
}

// How much of what stays is the same from two places on, up to where the second begins; of few
// words no more than kMaxRefrain blocks are compared.
struct Repeat {
  size_t blocks = 0, words = 0;
};
Repeat RepeatAt(const std::vector<const Block*>& staying, size_t first, size_t again,
                text::Pace* pace) {
  Repeat out;
  while (again + out.blocks < staying.size() && first + out.blocks < again &&
         staying[first + out.blocks]->text == staying[again + out.blocks]->text) {
    const std::string& text = staying[again + out.blocks]->text;
    if (!pace->GoesOn(kBlockPace + text.size())) break;
    if (out.words < kMinRepeatedWords) out.words += text::CountWords(text);
    ++out.blocks;
    if (out.words < kMinRepeatedWords && out.blocks == kMaxRefrain) break;
  }
  return out;
}

// Leaves out what a page has a second time, for another width of screen or in a preview: a long
// paragraph, or many blocks in a row. Refrains, rows of tables and days of plans are short.
void LeaveOutRepeats(const std::vector<Block>& blocks, const text::Budget& budget,
                     std::vector<bool>* stays) {
  text::Pace pace(budget);
  std::vector<const Block*> staying;
  text::KeyedMap<std::string_view, size_t> first;
  for (size_t k = 0; k < blocks.size(); ++k) {
    if ((*stays)[k] && !blocks[k].text.empty()) staying.push_back(&blocks[k]);
  }
  for (size_t k = 0; k < staying.size();) {
    if (!pace.GoesOn(kBlockPace + staying[k]->text.size())) return;
    const auto [it, is_new] = first.try_emplace(staying[k]->text, k);
    const Repeat repeat = is_new ? Repeat() : RepeatAt(staying, it->second, k, &pace);
    const bool is_paragraph =
        repeat.blocks > 0 && text::CountWords(staying[k]->text) >= kMinRepeatedParagraph;
    if (repeat.words < kMinRepeatedWords && !is_paragraph) {
      ++k;
      continue;
    }
    for (size_t n = 0; n < repeat.blocks; ++n)
      (*stays)[static_cast<size_t>(staying[k + n] - blocks.data())] = false;
    k += repeat.blocks;
  }
}

// Whether there is too little text to tell an article from what surrounds it.
bool IsTooShort(const std::vector<Block>& blocks, const text::Budget& budget) {
  text::Pace pace(budget);
  size_t words = 0;
  return std::none_of(blocks.begin(), blocks.end(), [&words, &pace](const Block& b) {
    words += text::CountWords(b.text, kMinWords);
    return words >= kMinWords || !pace.GoesOn(b.text.size());
  });
}

// Keeps what no pattern and no markup speaks against.
void KeepUnlessMarked(const std::vector<Block>& blocks, std::vector<bool>* stays) {
  constexpr Hints kSurroundings = BitOf(Hint::kComments) | BitOf(Hint::kAdvertisement) |
                                  BitOf(Hint::kNavigation) | BitOf(Hint::kFooter) |
                                  BitOf(Hint::kNotice) | BitOf(Hint::kSubscription);
  for (size_t k = 0; k < blocks.size(); ++k)
    (*stays)[k] = !blocks[k].markup.hidden && !(blocks[k].markup.hints & kSurroundings) &&
                  !blocks[k].furniture;
}

// The kind that the page's own metadata name, else the likeliest.
PageKind KindOf(const Head& head, const Judgement& judgement) {
  for (const std::string& type : head.types) {
    if (type == "LiveBlogPosting") return PageKind::kLiveBlog;
    if (type == "ImageGallery" || type == "MediaGallery") return PageKind::kGallery;
  }
  const auto likeliest = std::max_element(judgement.kinds.begin(), judgement.kinds.end());
  return static_cast<PageKind>(likeliest - judgement.kinds.begin());
}

std::vector<bool> Staying(const std::vector<Block>& blocks) {
  std::vector<bool> stays;
  stays.reserve(blocks.size());
  for (const Block& b : blocks) stays.push_back(!b.removal);
  return stays;
}

// What blocks, their features and segments need beyond their bytes' share, as measured on pages of
// the shortest lines and of character references alone.
constexpr size_t kBytesPerBlock = 1140, kBytesPerPiece = 400;

// What a block costs to move, in bytes of plain text.
constexpr size_t kMovePace = 64;

// Moves the blocks of `numbers` out: all at once where they are all that there are.
std::vector<Block> TakeOut(const std::vector<size_t>& numbers, text::Pace* pace,
                           std::vector<Block>* blocks) {
  if (numbers.size() == blocks->size()) return std::exchange(*blocks, {});
  std::vector<Block> out;
  out.reserve(numbers.size());
  for (const size_t k : numbers) {
    if (!pace->GoesOn(kMovePace)) break;
    out.push_back(std::move((*blocks)[k]));
  }
  return out;
}

// Moves back what TakeOut() took.
void PutBack(const std::vector<size_t>& numbers, std::vector<Block> taken, text::Pace* pace,
             std::vector<Block>* blocks) {
  if (blocks->empty()) {
    *blocks = std::move(taken);
    return;
  }
  for (size_t k = 0; k < numbers.size() && pace->GoesOn(kMovePace); ++k)
    (*blocks)[numbers[k]] = std::move(taken[k]);
}

absl::Status TakePieces(const std::vector<Block>& blocks, const text::Budget& budget) {
  size_t pieces = 0;
  for (const Block& b : blocks) pieces += b.pieces.size() - 1;
  return budget.Take(pieces * kBytesPerPiece);
}

}  // namespace

absl::StatusOr<Cleaner> Cleaner::Create(const model::Bundle& bundle) {
  absl::StatusOr<Classifier> classifier = Classifier::Create(bundle);
  if (!classifier.ok()) return classifier.status();
  const absl::StatusOr<MetadataScores> scores = MetadataScores::Create(bundle);
  if (!scores.ok()) return scores.status();
  return Cleaner(bundle, *std::move(classifier), *scores);
}

absl::StatusOr<CleanedDocument> Cleaner::CleanText(std::string_view source, Profile profile,
                                                   const text::Budget& budget) const {
  if (absl::Status status = budget.Take(CountLines(source) * kBytesPerBlock); !status.ok())
    return status;
  auto [blocks, gaps] = SplitLines(source, budget);
  RepairCharacters(source, Form::kPlainText, tables_->references, budget, &blocks);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (absl::Status status = TakePieces(blocks, budget); !status.ok()) return status;
  Judgement judgement{.blocks = std::vector<float>(blocks.size(), 1), .kinds = {1}};
  const bool is_short = IsTooShort(blocks, budget);
  if (profile == Profile::kArticle && !IsPlainProse(blocks)) {
    absl::StatusOr<Judgement> marked = MarkLines(&blocks, budget);
    if (!marked.ok()) return marked.status();
    judgement = *std::move(marked);
    MarkRepeats(budget, &blocks);
  }
  CleanedDocument document = BuildDocument(source, blocks, gaps, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (absl::Status status = budget.Take(document.removed.size() * kBytesPerRemoved); !status.ok())
    return status;
  metadata_.Read(source, blocks, &document);
  Conclude(blocks, {}, judgement, {Form::kPlainText, is_short}, budget, &document);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return document;
}

void Cleaner::Conclude(const std::vector<Block>& blocks, const Head& head,
                       const Judgement& judgement, Source source, const text::Budget& budget,
                       CleanedDocument* document) const {
  if (!source.is_short) document->kind = KindOf(head, judgement);
  document->extraction_confidence = Confidence(blocks, judgement, Staying(blocks),
                                               classifier_.CalibrationOf(source.form), budget);
}

absl::StatusOr<Judgement> Cleaner::MarkLines(std::vector<Block>* blocks,
                                             const text::Budget& budget) const {
  text::Pace pace(budget);
  Judgement out{.blocks = std::vector<float>(blocks->size(), 0), .kinds = {}};
  std::vector<size_t> kept;
  kept.reserve(blocks->size());
  for (size_t k = 0; k < blocks->size(); ++k) {
    if (!(*blocks)[k].removal) kept.push_back(k);
  }
  for (int round = 0; round < kMaxRounds; ++round) {
    std::vector<Block> rest = TakeOut(kept, &pace, blocks);
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    const bool is_settled = IsPlainProse(rest);
    if (!is_settled) {
      if (round == 0) tables_->ReadLines(&rest, budget);
      for (Block& b : rest) b.role = BlockRole::kParagraph;
      const absl::StatusOr<Judgement> judgement =
          classifier_.Judge(rest, {}, Form::kPlainText, budget);
      if (!judgement.ok()) return judgement.status();
      MarkFurniture(Decide(rest, judgement->blocks, classifier_.CalibrationOf(Form::kPlainText),
                           Form::kPlainText, budget),
                    budget, &rest);
      for (size_t j = 0; round == 0 && j < kept.size(); ++j)
        out.blocks[kept[j]] = judgement->blocks[j];
      if (round == 0) out.kinds = judgement->kinds;
    }
    PutBack(kept, std::move(rest), &pace, blocks);
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    if (is_settled) break;
    const size_t removed =
        std::erase_if(kept, [&](size_t k) { return (*blocks)[k].removal.has_value(); });
    if (removed == 0) break;
  }
  return out;
}

absl::StatusOr<CleanedDocument> Cleaner::CleanPage(std::string_view source, Page page,
                                                   Profile profile, std::string_view address,
                                                   const text::Budget& budget) const {
  if (absl::Status status = budget.Take(page.blocks.size() * kBytesPerBlock); !status.ok())
    return status;
  if (absl::Status status = TakePieces(page.blocks, budget); !status.ok()) return status;
  tables_->ReadLines(&page.blocks, budget);
  const Title title = ChooseTitle(page.head, page.blocks, tables_->references,
                                  metadata_.scores().title, source, budget);
  const absl::StatusOr<Judgement> judgement =
      classifier_.Judge(page.blocks, page.head, Form::kHtml, budget);
  if (!judgement.ok()) return judgement.status();
  std::vector<bool> stays = Decide(page.blocks, judgement->blocks,
                                   classifier_.CalibrationOf(Form::kHtml), Form::kHtml, budget);
  const bool is_short = IsTooShort(page.blocks, budget);
  if (is_short || std::find(stays.begin(), stays.end(), true) == stays.end())
    KeepUnlessMarked(page.blocks, &stays);
  LeaveOutPullQuotes(page.blocks, budget, &stays);
  // A manual says the same of many things.
  const bool is_manual = judgement->kinds[static_cast<size_t>(PageKind::kDocumentation)] > 0.5;
  if (!is_manual) LeaveOutRepeats(page.blocks, budget, &stays);
  MarkTitle(title.block, &page.blocks);
  for (size_t k = 0; k < page.blocks.size(); ++k) {
    Block& b = page.blocks[k];
    if (profile != Profile::kArticle) stays[k] = !b.markup.hidden;
    if (!stays[k] && b.role != BlockRole::kTitle) b.removal = ReasonFor(b);
  }
  MarkRepeats(budget, &page.blocks);
  CleanedDocument document = BuildDocument(source, page.blocks, page.gaps, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  Conclude(page.blocks, page.head, *judgement, {Form::kHtml, is_short}, budget, &document);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (!title.text.empty())
    document.title =
        Metadata{title.text, title.block ? SpanOf(page.blocks[*title.block]) : text::Span{}};
  metadata_.Read(source, page, title, address, &document);
  return document;
}

absl::StatusOr<CleanedDocument> Cleaner::Clean(std::string_view source, Form form, Profile profile,
                                               const text::Budget& budget,
                                               std::string_view address) const {
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (form == Form::kPlainText) return CleanText(source, profile, budget);
  if (absl::Status status = budget.Take(source.size() * kTreeBytesPerByte); !status.ok())
    return status;
  Page page = ReadPage(source, *tables_, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return CleanPage(source, std::move(page), profile, address, budget);
}

}  // namespace textanalysis::clean
