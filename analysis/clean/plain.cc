#include "analysis/clean/plain.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "analysis/clean/words.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

// Mail and wire copy are wrapped within these lengths, in bytes.
constexpr size_t kMinWrappedBytes = 55;
constexpr size_t kMaxWrappedBytes = 100;
// A paragraph of prose has at least this many words and ends as a sentence does.
constexpr size_t kMinProseWords = 12;
// A title, heading or teaser has at most this many words.
constexpr size_t kMaxTitleWords = 25;
constexpr size_t kMaxHeadingWords = 14;
constexpr size_t kMaxLabelWords = 2;
// A line of plain prose is at least this long.
constexpr size_t kPlainProseBytes = 100;
// What a line costs, in bytes of plain text.
constexpr size_t kLineBytes = 32;
// Text with fewer prose paragraphs than this is no article, and place tells nothing.
constexpr size_t kMinProse = 2;
// A section label stands within this many blocks of the top.
constexpr size_t kTopBlocks = 5;

bool IsProse(const Block& b) {
  return text::EndsSentence(b.text) && text::CountWords(b.text, kMinProseWords) >= kMinProseWords;
}

bool IsTitleLike(const Block& b, size_t max_words) {
  const bool full_stop = !b.text.empty() && b.text.back() == '.';
  const size_t words = text::CountWords(b.text);
  return !full_stop && words > 0 && words <= max_words;
}

class Marker {
 public:
  Marker(const std::vector<bool>& stays, const text::Budget& budget, std::vector<Block>* blocks)
      : stays_(stays), blocks_(*blocks), pace_(budget) {
    for (size_t k = 0; k < blocks_.size() && GoesOnTo(k); ++k) {
      if (!IsProse(blocks_[k])) continue;
      ++num_prose_;
      last_prose_ = k;
      if (stays_[k] && first_prose_ == kNone) first_prose_ = k;
    }
  }

  void Run() {
    MarkByWords();
    MarkMedia();
    if (num_prose_ < kMinProse || first_prose_ == kNone) return;
    MarkTop();
    MarkByClassifier();
    MarkHeadings();
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  bool GoesOnTo(size_t k) { return pace_.GoesOn(kLineBytes + blocks_[k].text.size()); }

  void Remove(size_t k, RemovalReason reason) {
    if (!blocks_[k].removal) blocks_[k].removal = reason;
  }

  void MarkByWords() {
    bool in_list = false;
    for (size_t k = 0; k < blocks_.size() && GoesOnTo(k); ++k) {
      Block& b = blocks_[k];
      if (in_list && (IsProse(b) || text::CountWords(b.text, kMaxTitleWords + 1) > kMaxTitleWords))
        in_list = false;
      if (b.furniture) Remove(k, b.furniture->reason);
      if (in_list) Remove(k, RemovalReason::kRelatedContent);
      in_list = in_list || (b.furniture && b.furniture->heads_list);
    }
  }

  // A bare duration belongs to a player: the title follows it, unless prose does.
  void MarkMedia() {
    for (size_t k = 0; k < blocks_.size() && GoesOnTo(k); ++k) {
      if (!IsDuration(blocks_[k].text)) continue;
      Remove(k, RemovalReason::kMedia);
      if (k + 1 < blocks_.size() && IsTitleLike(blocks_[k + 1], kMaxHeadingWords))
        Remove(k + 1, RemovalReason::kMedia);
    }
  }

  // Title, section label and byline above the first prose that stays.
  void MarkTop() {
    std::vector<size_t> titles;
    for (size_t k = 0; k < first_prose_ && GoesOnTo(k); ++k) {
      const Block& b = blocks_[k];
      const size_t words = text::CountWords(b.text);
      if (b.removal) continue;
      if (b.is_byline) {
        Remove(k, RemovalReason::kMetadata);
      } else if (k < kTopBlocks && words <= kMaxLabelWords && !text::EndsSentence(b.text)) {
        Remove(k, RemovalReason::kMetadata);
      } else if (words > kMaxLabelWords && IsTitleLike(b, kMaxTitleWords)) {
        titles.push_back(k);
      }
    }
    if (!titles.empty()) blocks_[BestTitle(titles)].role = BlockRole::kTitle;
  }

  // The line that shares most words with the prose that stays; the first of equals.
  size_t BestTitle(const std::vector<size_t>& lines) {
    if (lines.size() == 1) return lines[0];
    text::KeyedSet<uint64_t> prose;
    for (size_t k = first_prose_; k < blocks_.size() && GoesOnTo(k); ++k) {
      if (!stays_[k]) continue;
      for (const uint64_t word : ReadWords(blocks_[k].text).hashes.topical) prose.insert(word);
    }
    size_t best = lines[0], most = 0;
    for (const size_t k : lines) {
      if (!GoesOnTo(k)) break;
      const std::vector<uint64_t> words = ReadWords(blocks_[k].text).hashes.topical;
      const auto shared = static_cast<size_t>(std::count_if(
          words.begin(), words.end(), [&prose](uint64_t word) { return prose.contains(word); }));
      if (shared <= most) continue;
      best = k;
      most = shared;
    }
    return best;
  }

  void MarkByClassifier() {
    for (size_t k = 0; k < blocks_.size() && GoesOnTo(k); ++k) {
      Block& b = blocks_[k];
      if (stays_[k] || b.role == BlockRole::kTitle) continue;
      Remove(k, k < last_prose_ ? RemovalReason::kBoilerplate : RemovalReason::kRelatedContent);
    }
  }

  void MarkHeadings() {
    for (size_t k = 0; k + 1 < blocks_.size() && GoesOnTo(k); ++k) {
      Block& b = blocks_[k];
      if (b.removal || b.role != BlockRole::kParagraph || !IsTitleLike(b, kMaxHeadingWords))
        continue;
      if (text::EndsSentence(b.text) && b.text.back() != '?') continue;
      if (b.text.back() != ':' && b.text.back() != ',') b.role = BlockRole::kHeading;
    }
  }

  const std::vector<bool>& stays_;
  std::vector<Block>& blocks_;
  text::Pace pace_;
  size_t num_prose_ = 0;
  size_t first_prose_ = kNone;  // Of those that stay.
  size_t last_prose_ = 0;
};

// Whether the line break between two lines is a hard wrap: the first is full and the second goes on
// in lower case.
bool IsWrapped(std::string_view line, std::string_view next) {
  return line.size() >= kMinWrappedBytes && line.size() <= kMaxWrappedBytes &&
         !text::EndsSentence(line) && !next.empty() && text::IsLower(text::DecodeAt(next, 0).value);
}

// The part of `line` from its last space on, or of `next` up to its first.
std::string_view LastWord(std::string_view line) { return line.substr(line.rfind(' ') + 1); }
std::string_view FirstWord(std::string_view next) { return next.substr(0, next.find(' ')); }

bool EndsParted(std::string_view line) {
  return line.size() > 1 && line.back() == '-' &&
         text::IsLower(text::DecodeBefore(line, line.size() - 1).value);
}

// The words of `source` with a hyphen inside.
std::set<std::string, std::less<>> HyphenatedWords(std::string_view source) {
  std::set<std::string, std::less<>> out;
  for (size_t at = source.find('-'); at != std::string_view::npos; at = source.find('-', at + 1)) {
    constexpr size_t kMaxWordBytes = 64;
    const size_t from = at > kMaxWordBytes ? at - kMaxWordBytes : 0;
    const std::string_view left = source.substr(from, at - from), right = source.substr(at);
    const size_t begin = left.find_last_of(" \n") + 1;
    const size_t length = right.substr(0, kMaxWordBytes).find_first_of(" \n");
    if (length != std::string_view::npos && length > 1)
      out.emplace(source.substr(from + begin, at - from - begin + length));
  }
  return out;
}

class Splitter {
 public:
  Splitter(std::string_view source, const text::Budget& budget) : source_(source), pace_(budget) {}

  Lines Run() {
    lines_.blocks.reserve(CountLines(source_));
    std::string_view previous;  // The line right above, empty after a blank line.
    for (size_t begin = 0; begin < source_.size() && pace_.GoesOn(kLineBytes);) {
      const size_t end = std::min(source_.find('\n', begin), source_.size());
      const Span line = text::Trim(source_, Span{begin, end});
      begin = end + 1;
      const std::string_view words = Slice(source_, line);
      if (!IsWrapped(previous, words)) {
        if (!line.empty())
          lines_.blocks.push_back({.pieces = {{line, "", true}}, .text = std::string(words)});
      } else if (EndsParted(previous)) {
        JoinWord(previous, line);
      } else {
        lines_.blocks.back().pieces.back().source.end = line.end;
        lines_.blocks.back().text.append(" ").append(words);
      }
      previous = words;
    }
    return std::move(lines_);
  }

 private:
  // Whether the text writes the parted word with its hyphen within a line.
  bool IsCompound(std::string_view line, std::string_view next) {
    if (!compounds_) compounds_ = HyphenatedWords(source_);
    return compounds_->contains(std::string(LastWord(line)) + std::string(FirstWord(next)));
  }

  void JoinWord(std::string_view previous, Span line) {
    Block& block = lines_.blocks.back();
    if (!IsCompound(previous, Slice(source_, line))) {
      --block.pieces.back().source.end;
      block.text.pop_back();
    }
    lines_.gaps.push_back(
        {{block.pieces.back().source.end, line.begin}, RemovalReason::kWhitespace});
    block.pieces.push_back({line, "", true});
    block.text.append(Slice(source_, line));
  }

  const std::string_view source_;
  text::Pace pace_;
  std::optional<std::set<std::string, std::less<>>> compounds_;
  Lines lines_;
};

}  // namespace

size_t CountLines(std::string_view source) {
  size_t lines = 0;
  bool is_inside = false;
  for (const char c : source) {
    const bool begins = !is_inside && c != ' ' && c != '\t' && c != '\r' && c != '\n';
    lines += begins;
    is_inside = c != '\n' && (is_inside || begins);
  }
  return lines;
}

Lines SplitLines(std::string_view source, const text::Budget& budget) {
  return Splitter(source, budget).Run();
}

bool IsPlainProse(const std::vector<Block>& blocks) {
  return std::all_of(blocks.begin(), blocks.end(), [](const Block& b) {
    return b.text.size() >= kPlainProseBytes && text::EndsSentence(b.text);
  });
}

void MarkFurniture(const std::vector<bool>& stays, const text::Budget& budget,
                   std::vector<Block>* blocks) {
  Marker(stays, budget, blocks).Run();
}

}  // namespace textanalysis::clean
