#include "analysis/syntax/endings.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "analysis/model/lexicon.h"

namespace textanalysis::syntax {
namespace {

constexpr std::array<std::string_view, kNumEndings> kNames = {
    "s", "double_s", "past", "gerund", "adverb", "finite", "verb"};

}  // namespace

Endings::Endings(const model::Bundle& bundle) {
  const std::pair<std::string_view, std::vector<Rule>*> lists[] = {
      {"plural", &plurals_}, {"base", &bases_}, {"doubled", &doubled_}};
  for (const model::Row& row : model::ParseRows(bundle.Section("word_endings"), 2)) {
    const auto name = std::find(kNames.begin(), kNames.end(), row[1]);
    if (name != kNames.end())
      endings_[static_cast<size_t>(name - kNames.begin())].push_back(row[0]);
    if (row.size() < 4) continue;
    size_t letters = 0;
    std::from_chars(row[3].data(), row[3].data() + row[3].size(), letters);
    for (const auto& [what, list] : lists) {
      if (row[1] == what) list->push_back({row[0], row[2], std::max(letters, row[0].size())});
    }
  }
}

bool Endings::Has(std::string_view word, Ending ending) const {
  const std::vector<std::string_view>& all = endings_[static_cast<size_t>(ending)];
  return std::any_of(all.begin(), all.end(),
                     [word](std::string_view one) { return word.ends_with(one); });
}

std::string Endings::Singular(std::string_view word) const {
  for (const Rule& rule : plurals_) {
    if (rule.Fits(word)) return std::string(rule.StemOf(word)).append(rule.instead);
  }
  return std::string(word);
}

std::vector<std::string> Endings::BaseForms(std::string_view word) const {
  std::vector<std::string> out;
  for (const Rule& rule : bases_) {
    if (rule.Fits(word)) out.push_back(std::string(rule.StemOf(word)).append(rule.instead));
  }
  for (const Rule& rule : doubled_) {
    if (!rule.Fits(word)) continue;
    const std::string_view stem = rule.StemOf(word);
    if (stem.size() > 1 && stem.back() == stem[stem.size() - 2])
      out.emplace_back(stem.substr(0, stem.size() - 1));
  }
  return out;
}

}  // namespace textanalysis::syntax
