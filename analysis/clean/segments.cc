// One cursor runs over the source: every byte it passes is either part of a segment or of a removed
// run, so the two tile the source by construction.

#include "analysis/clean/segments.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/stream_safe.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

constexpr std::string_view kSeparator = "\n\n";
// What a run of characters costs, in bytes of plain text.
constexpr size_t kRunBytes = 8;
// More is composed in parts; no character has so many marks.
constexpr size_t kMaxComposedBytes = 4096;

const icu::Normalizer2& Nfc() {
  static const icu::Normalizer2* const kNfc = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(error);
  }();
  return *kNfc;
}

// Length of the run at `at` that composes by itself: up to the next code point with a boundary
// before it.
size_t ComposingRun(std::string_view s, size_t at) {
  size_t end = at + text::DecodeAt(s, at).length;
  while (end < s.size()) {
    const text::CodePoint c = text::DecodeAt(s, end);
    if (c.value < 0x300 || Nfc().hasBoundaryBefore(static_cast<UChar32>(c.value))) break;
    end += c.length;
  }
  return end - at;
}

// A run that is not stream-safe is left as it is.
std::string Compose(std::string_view run) {
  if (!text::IsStreamSafe(run)) return std::string(run);
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  const icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(run.data(), static_cast<int32_t>(run.size())));
  Nfc().normalize(source, error).toUTF8String(out);
  return out;
}

// Control characters, soft hyphens, and the zero-width characters that only lay words out.
bool IsHiddenChar(char32_t c) {
  return (c < 0x20 && !text::IsSpace(c)) || c == 0x7F || c == 0xAD || c == 0x200B || c == 0x2060 ||
         c == 0xFEFF;
}

class Builder {
 public:
  // Begins at `cursor`; what stands before it is left out.
  Builder(std::string_view source, const std::vector<Gap>& gaps, const text::Budget& budget,
          size_t cursor = 0)
      : source_(source), gaps_(gaps), pace_(budget), cursor_(cursor) {}

  void Add(const Block& block) {
    if (block.pieces.empty() || !pace_.GoesOn(kRunBytes)) return;
    const Span whole{block.pieces.front().source.begin, block.pieces.back().source.end};
    if (block.removal || block.text.empty()) {
      SkipTo(whole.begin, RemovalReason::kMarkup);
      SkipTo(whole.end, block.removal.value_or(RemovalReason::kWhitespace));
      return;
    }
    role_ = block.role;
    starts_block_ = true;
    for (const Piece& piece : block.pieces) {
      if (pace_.GoesOn(kRunBytes)) AddPiece(piece);
    }
    DropSpace();
  }

  const std::string& text() const { return document_.text; }

  CleanedDocument Finish() {
    SkipTo(source_.size(), RemovalReason::kMarkup);
    return std::move(document_);
  }

 private:
  void AddPiece(const Piece& piece) {
    SkipTo(piece.source.begin, RemovalReason::kMarkup);
    if (!piece.verbatim) return AddDecoded(piece);
    while (cursor_ < piece.source.end && pace_.GoesOn(kRunBytes)) {
      const text::CodePoint c = text::DecodeAt(source_, cursor_);
      if (IsHiddenChar(c.value)) {
        Remove(cursor_ + c.length, RemovalReason::kInvisible);
      } else if (text::IsSpace(c.value)) {
        AddSpace({cursor_, cursor_ + c.length});
      } else {
        AddRun(piece.source.end, c);
      }
    }
  }

  // Appends the visible characters from the cursor on.
  void AddRun(size_t limit, const text::CodePoint& first) {
    if (first.value < 0x80) {
      if (const size_t end = AsciiRunEnd(limit); end > cursor_) {
        return Emit({cursor_, end}, source_.substr(cursor_, end - cursor_),
                    Transformation::kVerbatim);
      }
    }
    size_t end = std::min(limit, cursor_ + kMaxComposedBytes);
    while (end < limit && text::IsContinuationByte(source_[end])) --end;
    const size_t length = ComposingRun(source_.substr(0, end), cursor_);
    const std::string_view run = source_.substr(cursor_, length);
    const Span source{cursor_, cursor_ + length};
    const std::string composed = Compose(run);
    Emit(source, composed,
         composed == run ? Transformation::kVerbatim : Transformation::kNormalized);
  }

  // End of the visible ASCII from the cursor on that nothing after it composes with.
  size_t AsciiRunEnd(size_t limit) const {
    size_t end = cursor_;
    while (end < limit && source_[end] > 0x20 && source_[end] < 0x7F) ++end;
    const bool composes = end < limit && static_cast<unsigned char>(source_[end]) >= 0xCC;
    return composes ? end - 1 : end;
  }

  void AddDecoded(const Piece& piece) {
    const bool is_hidden =
        !piece.decoded.empty() && IsHiddenChar(text::DecodeAt(piece.decoded, 0).value);
    const std::string_view visible = text::Trim(piece.decoded);
    if (visible.empty() && is_hidden) return Remove(piece.source.end, RemovalReason::kInvisible);
    if (visible.empty()) return AddSpace(piece.source);
    if (IsHiddenChar(text::DecodeAt(visible, 0).value))
      return Remove(piece.source.end, RemovalReason::kInvisible);
    Emit(piece.source, Compose(visible), Transformation::kDecoded);
  }

  // White space is held back until a visible character follows it in the block.
  void AddSpace(Span space) {
    if (starts_block_) return Remove(space.end, RemovalReason::kWhitespace);
    if (!pending_space_) {
      pending_space_ = space;
      cursor_ = space.end;
    } else if (pending_space_->end == space.begin) {
      pending_space_->end = cursor_ = space.end;
    } else {
      Remove(space.end, RemovalReason::kWhitespace);
    }
  }

  void Emit(Span source, std::string_view text, Transformation transformation) {
    if (starts_block_) StartBlock(source.begin);
    KeepSpace();
    Append(source, text, transformation);
    cursor_ = source.end;
  }

  void StartBlock(size_t source_begin) {
    starts_block_ = false;
    if (document_.text.empty()) return;
    // A blank line that stands in the source between the two blocks is the separator itself.
    std::vector<Removed>& removed = document_.removed;
    if (!removed.empty() && removed.back().source.end == source_begin &&
        removed.back().reason == RemovalReason::kWhitespace &&
        Slice(source_, removed.back().source) == kSeparator &&
        document_.segments.back().source.end == removed.back().source.begin) {
      const Span source = removed.back().source;
      removed.pop_back();
      Append(source, kSeparator, Transformation::kVerbatim);
      return;
    }
    Append({source_begin, source_begin}, kSeparator, Transformation::kInserted);
  }

  void KeepSpace() {
    if (!pending_space_) return;
    const Span space = *pending_space_;
    pending_space_.reset();
    const bool verbatim = Slice(source_, space) == " ";
    Append(space, " ", verbatim ? Transformation::kVerbatim : Transformation::kNormalized);
  }

  void DropSpace() {
    if (!pending_space_) return;
    AddRemoved(*pending_space_, RemovalReason::kWhitespace);
    pending_space_.reset();
  }

  void Append(Span source, std::string_view text, Transformation transformation) {
    const Span at{document_.text.size(), document_.text.size() + text.size()};
    document_.text.append(text);
    if (!document_.segments.empty()) {
      Segment& last = document_.segments.back();
      if (transformation == Transformation::kVerbatim && last.transformation == transformation &&
          last.role == role_ && last.source.end == source.begin && last.text.end == at.begin) {
        last.text.end = at.end;
        last.source.end = source.end;
        return;
      }
    }
    document_.segments.push_back({at, source, transformation, role_});
  }

  // Passes source bytes that no block holds; `fallback` is the reason where no gap states one.
  void SkipTo(size_t end, RemovalReason fallback) {
    while (cursor_ < end) {
      while (next_gap_ < gaps_.size() && gaps_[next_gap_].source.end <= cursor_) ++next_gap_;
      const bool more = next_gap_ < gaps_.size();
      if (more && gaps_[next_gap_].source.begin <= cursor_) {
        Remove(std::min(end, gaps_[next_gap_].source.end), gaps_[next_gap_].reason);
      } else {
        RemoveBlank(more ? std::min(end, gaps_[next_gap_].source.begin) : end, fallback);
      }
    }
  }

  // Removes up to `end`, white space apart from the rest.
  void RemoveBlank(size_t end, RemovalReason reason) {
    size_t blank = cursor_;
    while (blank < end) {
      const text::CodePoint c = text::DecodeAt(source_, blank);
      if (!text::IsSpace(c.value)) break;
      blank += c.length;
    }
    if (blank > cursor_) Remove(blank, RemovalReason::kWhitespace);
    if (cursor_ < end) Remove(end, reason);
  }

  void Remove(size_t end, RemovalReason reason) {
    AddRemoved({cursor_, end}, reason);
    cursor_ = end;
  }

  void AddRemoved(Span source, RemovalReason reason) {
    if (source.empty()) return;
    std::vector<Removed>& removed = document_.removed;
    if (!removed.empty() && removed.back().source.end == source.begin &&
        removed.back().reason == reason) {
      removed.back().source.end = source.end;
      return;
    }
    auto at = removed.end();  // A held-back space may come after what stands behind it.
    while (at != removed.begin() && source.begin < std::prev(at)->source.begin) --at;
    removed.insert(at, {source, reason});
  }

  std::string_view source_;
  const std::vector<Gap>& gaps_;
  text::Pace pace_;
  CleanedDocument document_;
  size_t cursor_;
  size_t next_gap_ = 0;
  BlockRole role_ = BlockRole::kParagraph;
  bool starts_block_ = true;
  std::optional<Span> pending_space_;
};

}  // namespace

CleanedDocument BuildDocument(std::string_view source, const std::vector<Block>& blocks,
                              const std::vector<Gap>& gaps, const text::Budget& budget) {
  Builder builder(source, gaps, budget);
  for (const Block& block : blocks) builder.Add(block);
  return builder.Finish();
}

std::string TextOf(std::string_view source, const Block& block, const text::Budget& budget) {
  const std::vector<Gap> no_gaps;
  Builder builder(source, no_gaps, budget, block.pieces.front().source.begin);
  builder.Add(block);
  return builder.text();
}

}  // namespace textanalysis::clean
