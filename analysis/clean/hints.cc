#include <algorithm>
#include <array>

#include "analysis/clean/html.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr std::array<std::string_view, kNumHints> kNames = {
    "article",  "body",      "comments",     "related", "advertisement", "navigation", "share",
    "metadata", "biography", "subscription", "footer",  "sidebar",       "caption",    "notice",
    "tags",     "header",    "summary",      "quote",   "list",          "hidden",     "table"};

}  // namespace

HintTable::HintTable(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("class_words"))) {
    const auto name = std::find(kNames.begin(), kNames.end(), row[1]);
    if (name != kNames.end()) words_[row[0]] |= Hints{1} << (name - kNames.begin());
  }
}

Hints HintTable::Of(std::string_view attribute) const {
  Hints bits = 0;
  std::string word;
  const auto look_up = [&] {
    if (const auto it = words_.find(word); it != words_.end()) bits |= it->second;
    word.clear();
  };
  char before = ' ';
  for (const char c : attribute) {
    const bool upper = text::IsAsciiUpper(c);
    // "articleBody" is two words.
    if ((upper && text::IsAsciiLower(before)) || !(upper || text::IsAsciiLower(c))) look_up();
    if (upper || text::IsAsciiLower(c)) word.push_back(static_cast<char>(c | 0x20));
    before = c;
  }
  look_up();
  return bits;
}

}  // namespace textanalysis::clean
