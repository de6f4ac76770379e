#include "analysis/names/consistency.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analysis/model/calibration.h"
#include "analysis/text/budget.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::names {
namespace {

using reader::NameType;
using reader::TaggedName;

using Votes = std::array<float, 4>;  // By NameType: person, location, organization, other.

// What a name costs, in bytes of plain text.
constexpr size_t kNamePace = 64;

template <typename Figures>
auto& VoteFor(NameType type, Figures& votes) {
  return votes[static_cast<size_t>(type)];
}

// Each name's words in lower case.
std::vector<std::string> WordsOf(const syntax::Syntax& s, const std::vector<TaggedName>& names,
                                 text::Pace* pace) {
  std::vector<std::string> words;
  words.reserve(names.size());
  for (const TaggedName& name : names) {
    if (!pace->GoesOn(kNamePace)) break;
    words.push_back(text::ToLower(Slice(s.text, s.Bytes(name.tokens))));
  }
  return words;
}

bool IsSingleWord(const TaggedName& name) { return name.tokens.end - name.tokens.begin == 1; }

// By word in lower case, the probability of the clearest name of `type` that has it and more words.
using Clearest = text::KeyedMap<std::string, float>;

Clearest WordsOfClearNames(const syntax::Syntax& s, const std::vector<TaggedName>& names,
                           NameType type, float clear, size_t (*word_of)(const TaggedName&),
                           text::Pace* pace) {
  Clearest words;
  for (const TaggedName& name : names) {
    if (!pace->GoesOn(kNamePace)) break;
    if (name.type != type || IsSingleWord(name) || name.confidence <= clear) continue;
    float& clearest = words[text::ToLower(s.Token(word_of(name)))];
    clearest = std::max(clearest, name.confidence);
  }
  return words;
}

// Gives `type` to single words that are among those of `clear` and below their own type's limit.
void Retype(const std::vector<std::string>& words, const Clearest& clear, NameType type,
            const Votes& limits, text::Pace* pace, std::vector<TaggedName>* names) {
  for (size_t k = 0; k < names->size() && pace->GoesOn(kNamePace); ++k) {
    TaggedName& name = (*names)[k];
    if (!IsSingleWord(name) || name.confidence >= VoteFor(name.type, limits)) continue;
    const auto found = clear.find(words[k]);
    if (found == clear.end()) continue;
    name.type = type;
    name.confidence = found->second;
  }
}

void FollowMajority(const std::vector<std::string>& words, const AgreementNumbers& numbers,
                    text::Pace* pace, std::vector<TaggedName>* names) {
  text::KeyedMap<std::string_view, Votes> votes;
  for (size_t k = 0; k < names->size() && pace->GoesOn(kNamePace); ++k)
    VoteFor((*names)[k].type, votes[words[k]]) += (*names)[k].confidence;
  for (size_t k = 0; k < names->size() && pace->GoesOn(kNamePace); ++k) {
    TaggedName& name = (*names)[k];
    if (name.confidence >= numbers.doubtful) continue;
    Votes& all = votes[words[k]];
    const auto most = std::max_element(all.begin(), all.end());
    if (*most > numbers.majority * VoteFor(name.type, all))
      name.type = static_cast<NameType>(most - all.begin());
  }
}

// Moves each probability a quarter of the way to that of the clearest equal of the same type, which
// keeps them calibrated.
void ShareConfidence(const std::vector<std::string>& words, text::Pace* pace,
                     std::vector<TaggedName>* names) {
  text::KeyedMap<std::string_view, Votes> clearest;
  for (size_t k = 0; k < names->size() && pace->GoesOn(kNamePace); ++k) {
    float& most = VoteFor((*names)[k].type, clearest[words[k]]);
    most = std::max(most, (*names)[k].confidence);
  }
  for (size_t k = 0; k < names->size() && pace->GoesOn(kNamePace); ++k) {
    TaggedName& name = (*names)[k];
    name.confidence += (VoteFor(name.type, clearest[words[k]]) - name.confidence) / 4;
  }
}

}  // namespace

absl::StatusOr<AgreementNumbers> AgreementNumbers::Create(const model::Bundle& bundle) {
  AgreementNumbers n;
  absl::Status status = model::Calibration(bundle.Section("calibration"))
                            .Read({{"names.clear", &n.clear},
                                   {"names.may_be_person", &n.may_be_person},
                                   {"names.doubtful", &n.doubtful},
                                   {"names.majority", &n.majority}});
  if (!status.ok()) return status;
  return n;
}

void MakeNamesAgree(const syntax::Syntax& s, const AgreementNumbers& numbers,
                    const text::Budget& budget, std::vector<TaggedName>* names) {
  text::Pace pace(budget);
  const std::vector<std::string> words = WordsOf(s, *names, &pace);
  if (words.size() < names->size()) return;
  const auto last = [](const TaggedName& name) { return name.tokens.end - 1; };
  const auto first = [](const TaggedName& name) { return name.tokens.begin; };
  // A single word below its type's figure may become a person, an organisation. Places do not become
  // organisations: they begin the names of many.
  const float person = numbers.may_be_person, organization = numbers.doubtful;
  Retype(words, WordsOfClearNames(s, *names, NameType::kPerson, numbers.clear, last, &pace),
         NameType::kPerson, {0, person, person, person}, &pace, names);
  Retype(words, WordsOfClearNames(s, *names, NameType::kOrganization, numbers.clear, first, &pace),
         NameType::kOrganization, {organization, 0, 0, organization}, &pace, names);
  FollowMajority(words, numbers, &pace, names);
  ShareConfidence(words, &pace, names);
}

}  // namespace textanalysis::names
