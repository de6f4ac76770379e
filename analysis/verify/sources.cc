// Chains run from the last place to the first, so that each begins with the first place. The empty
// place after a source holds Vocabulary::kUnknown, which equals nothing, so that no run of equal
// words goes on from one source into the next.

#include "analysis/verify/sources.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/text/chars.h"

namespace textanalysis::verify {
namespace {

// Words between two looks at the budget.
constexpr size_t kWordsAPoll = 1024;

uint64_t KeyOf(WordId first, WordId second) { return uint64_t{first} << 32 | second; }

}  // namespace

absl::StatusOr<Sources> Sources::Create(const WordForms& forms, std::vector<Text> texts,
                                        const text::Budget& budget) {
  Sources out(forms);
  out.texts_ = std::move(texts);
  for (const Text& source : out.texts_) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    out.begins_.push_back(static_cast<uint32_t>(out.words_.size()));
    const std::vector<Word> words =
        ReadWords(source.text, {0, source.text.size()}, &out.vocabulary_);
    out.words_.insert(out.words_.end(), words.begin(), words.end());
    out.words_.push_back({});
  }
  out.begins_.push_back(static_cast<uint32_t>(out.words_.size()));
  if (absl::Status status = out.Link(budget); !status.ok()) return status;
  return out;
}

absl::Status Sources::Link(const text::Budget& budget) {
  const size_t n = words_.size();
  next_pair_.assign(n, kNone);
  next_word_.assign(n, kNone);
  first_word_.assign(vocabulary_.size(), kNone);
  count_.assign(vocabulary_.size(), 0);
  pairs_.reserve(n / 2);
  for (size_t k = n; k-- > 0;) {
    if (k % kWordsAPoll == 0) {
      if (absl::Status status = budget.Check(); !status.ok()) return status;
    }
    const WordId word = words_[k].id;
    if (word == Vocabulary::kUnknown) continue;
    next_word_[k] = std::exchange(first_word_[word], static_cast<uint32_t>(k));
    ++count_[word];
    const WordId after = words_[k + 1].id;  // The last place is empty.
    if (after == Vocabulary::kUnknown) continue;
    Chain& chain = pairs_[KeyOf(word, after)];
    next_pair_[k] = std::exchange(chain.first, static_cast<uint32_t>(k));
    ++chain.count;
  }
  return absl::OkStatus();
}

size_t Sources::SourceAt(size_t place) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), place);
  return static_cast<size_t>(after - begins_.begin()) - 1;
}

uint32_t Sources::PlaceAt(size_t source, size_t byte) const {
  const auto begin = words_.begin() + BeginOf(source), end = words_.begin() + EndOf(source);
  const auto at =
      std::partition_point(begin, end, [byte](const Word& word) { return word.end <= byte; });
  return static_cast<uint32_t>(at - words_.begin());
}

bool Sources::GoesOn(size_t place) const {
  return place + 1 < words_.size() && !words_[place].ends_sentence &&
         SourceAt(place) == SourceAt(place + 1);
}

std::string_view Sources::Between(size_t place) const {
  const Word &word = words_[place], &next = words_[place + 1];
  if (next.begin <= word.end) return "";
  return text::Slice(texts_[SourceAt(place)].text, {word.end, next.begin});
}

bool Sources::HasMarkAfter(size_t place) const { return !text::Trim(Between(place)).empty(); }

bool Sources::HasColonAfter(size_t place) const {
  return Between(place).find(':') != std::string_view::npos;
}

std::string Sources::Lower(size_t place) const {
  return text::ToLower(text::Slice(texts_[SourceAt(place)].text, words_[place].span()));
}

uint32_t Sources::Count(WordId word) const { return word < count_.size() ? count_[word] : 0; }

uint32_t Sources::Count(WordId first, WordId second) const {
  const auto found = pairs_.find(KeyOf(first, second));
  return found == pairs_.end() ? 0 : found->second.count;
}

uint32_t Sources::FirstPair(WordId first, WordId second) const {
  const auto found = pairs_.find(KeyOf(first, second));
  return found == pairs_.end() ? kNone : found->second.first;
}

double Sources::Weight(WordId word) const {
  const double all = static_cast<double>(words_.size()) + 1;
  return 1 - std::log1p(Count(word)) / std::log(all + 1);
}

}  // namespace textanalysis::verify
