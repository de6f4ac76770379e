#include "analysis/coreference/word_uses.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::coreference {
namespace {

constexpr std::array<std::string_view, kNumWordUses> kNames = {"definite",
                                                               "determiner",
                                                               "possessor",
                                                               "whose",
                                                               "demonstrative",
                                                               "possessive",
                                                               "male",
                                                               "female",
                                                               "thing",
                                                               "pronoun",
                                                               "nominative",
                                                               "object",
                                                               "relative",
                                                               "first_person",
                                                               "second_person",
                                                               "stop",
                                                               "ends_description",
                                                               "tie",
                                                               "of",
                                                               "and",
                                                               "breaks",
                                                               "copula",
                                                               "being",
                                                               "reports",
                                                               "called",
                                                               "displays",
                                                               "passing",
                                                               "according",
                                                               "close",
                                                               "posting",
                                                               "question",
                                                               "answer",
                                                               "adverb",
                                                               "participle_ending",
                                                               "generation",
                                                               "person_ending",
                                                               "agent_ending",
                                                               "people_ending",
                                                               "be",
                                                               "addressed",
                                                               "any_body",
                                                               "also_body",
                                                               "plural",
                                                               "several",
                                                               "place",
                                                               "latter",
                                                               "former",
                                                               "post_nominal",
                                                               "marries",
                                                               "spouse",
                                                               "as",
                                                               "kin",
                                                               "born",
                                                               "says",
                                                               "issued",
                                                               "questions",
                                                               "reply",
                                                               "agent",
                                                               "adds"};

}  // namespace

WordUses::WordUses(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("word_uses"))) {
    if (row.size() < 2) continue;
    for (const auto& name : absl::StrSplit(text::ToAbsl(row[1]), ' ', absl::SkipEmpty())) {
      const auto use = std::find(kNames.begin(), kNames.end(), text::ToStd(name));
      if (use == kNames.end()) continue;
      const auto index = static_cast<size_t>(use - kNames.begin());
      uses_[row[0]] |= uint64_t{1} << index;
      words_[index].push_back(row[0]);
    }
  }
}

bool WordUses::Is(std::string_view lower, WordUse use) const {
  const auto it = uses_.find(lower);
  return it != uses_.end() && (it->second >> static_cast<size_t>(use) & 1) != 0;
}

bool WordUses::EndsIn(std::string_view lower, WordUse use) const {
  return std::any_of(Of(use).begin(), Of(use).end(),
                     [lower](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace textanalysis::coreference
