#include "analysis/clean/hints.h"

#include <algorithm>
#include <array>

#include "analysis/clean/words.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr std::array<std::string_view, kNumHints> kNames = {
    "article",  "body",      "comments",     "related", "advertisement", "navigation", "share",
    "metadata", "biography", "subscription", "footer",  "sidebar",       "caption",    "notice",
    "tags",     "header",    "summary",      "quote",   "list",          "hidden",     "table"};

// Further words of an attribute are not hashed.
constexpr size_t kMaxHashes = 8;

}  // namespace

HintTable::HintTable(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("class_words"), 2)) {
    const auto name = std::find(kNames.begin(), kNames.end(), row[1]);
    if (name != kNames.end()) words_[row[0]] |= Hints{1} << (name - kNames.begin());
  }
}

Names HintTable::Of(std::string_view attribute) const {
  Names out;
  std::string word;
  const auto look_up = [&] {
    if (const auto it = words_.find(word); it != words_.end()) out.hints |= it->second;
    if (word.size() > 1 && out.hashes.size() < kMaxHashes) out.hashes.push_back(NameHash(word));
    word.clear();
  };
  char before = ' ';
  for (const char c : attribute) {
    const bool upper = text::IsAsciiUpper(c);
    // A capital within a name begins a word: "articleBody" is two words.
    if ((upper && text::IsAsciiLower(before)) || !(upper || text::IsAsciiLower(c))) look_up();
    if (upper || text::IsAsciiLower(c)) word.push_back(static_cast<char>(c | 0x20));
    before = c;
  }
  look_up();
  return out;
}

}  // namespace textanalysis::clean
