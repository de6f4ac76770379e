#include "analysis/entities/consistency.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "analysis/text/chars.h"

namespace textanalysis::entities {
namespace {

// Chosen on the development sets, where they matter little: between 0.5 and 1 all help.
constexpr float kClear = 0.7f;          // A full name that tells of its last word.
constexpr float kDoubtful = 0.7f;       // A name that its equals may outvote …
constexpr float kClearMajority = 1.5f;  // … when their probabilities add up to so many times more.

using Votes = std::array<float, 4>;  // By NameType: person, location, organization, other.

// A single word below its type's figure may become a person, an organisation. Places do not become
// organisations: they begin the names of many.
constexpr Votes kMayBePerson = {0, 0.9f, 0.9f, 0.9f};
constexpr Votes kMayBeOrganization = {kDoubtful, 0, 0, kDoubtful};

template <typename Figures>
auto& VoteFor(NameType type, Figures& votes) {
  return votes[static_cast<size_t>(type)];
}

std::string WordsOf(const syntax::Syntax& s, const TaggedName& name) {
  return text::ToLower(Slice(s.text, s.Bytes(name.tokens)));
}

bool IsSingleWord(const TaggedName& name) { return name.tokens.end - name.tokens.begin == 1; }

// By word in lower case, the probability of the clearest name of `type` that has it and more words.
using Clearest = std::unordered_map<std::string, float>;

Clearest WordsOfClearNames(const syntax::Syntax& s, const std::vector<TaggedName>& names,
                           NameType type, size_t (*word_of)(const TaggedName&)) {
  Clearest words;
  for (const TaggedName& name : names) {
    if (name.type != type || IsSingleWord(name) || name.confidence <= kClear) continue;
    float& clearest = words[text::ToLower(s.Token(word_of(name)))];
    clearest = std::max(clearest, name.confidence);
  }
  return words;
}

// Gives `type` to single words that are among `words` and below their own type's limit.
void Retype(const syntax::Syntax& s, const Clearest& words, NameType type, const Votes& limits,
            std::vector<TaggedName>* names) {
  for (TaggedName& name : *names) {
    if (!IsSingleWord(name) || name.confidence >= VoteFor(name.type, limits)) continue;
    const auto found = words.find(WordsOf(s, name));
    if (found == words.end()) continue;
    name.type = type;
    name.confidence = found->second;
  }
}

void TypeSurnames(const syntax::Syntax& s, std::vector<TaggedName>* names) {
  const auto last = [](const TaggedName& name) { return name.tokens.end - 1; };
  const Clearest surnames = WordsOfClearNames(s, *names, NameType::kPerson, last);
  Retype(s, surnames, NameType::kPerson, kMayBePerson, names);
}

void TypeShortOrganizations(const syntax::Syntax& s, std::vector<TaggedName>* names) {
  const auto first = [](const TaggedName& name) { return name.tokens.begin; };
  const Clearest words = WordsOfClearNames(s, *names, NameType::kOrganization, first);
  Retype(s, words, NameType::kOrganization, kMayBeOrganization, names);
}

void FollowMajority(const syntax::Syntax& s, std::vector<TaggedName>* names) {
  std::unordered_map<std::string, Votes> votes;
  for (const TaggedName& name : *names)
    VoteFor(name.type, votes[WordsOf(s, name)]) += name.confidence;
  for (TaggedName& name : *names) {
    if (name.confidence >= kDoubtful) continue;
    Votes& all = votes[WordsOf(s, name)];
    const auto most = std::max_element(all.begin(), all.end());
    if (*most > kClearMajority * VoteFor(name.type, all))
      name.type = static_cast<NameType>(most - all.begin());
  }
}

// Moves each probability a quarter of the way to that of the clearest equal of the same type, which
// keeps them calibrated.
void ShareConfidence(const syntax::Syntax& s, std::vector<TaggedName>* names) {
  std::unordered_map<std::string, Votes> clearest;
  for (const TaggedName& name : *names) {
    float& most = VoteFor(name.type, clearest[WordsOf(s, name)]);
    most = std::max(most, name.confidence);
  }
  for (TaggedName& name : *names)
    name.confidence += (VoteFor(name.type, clearest[WordsOf(s, name)]) - name.confidence) / 4;
}

}  // namespace

void MakeNamesAgree(const syntax::Syntax& syntax, std::vector<TaggedName>* names) {
  TypeSurnames(syntax, names);
  TypeShortOrganizations(syntax, names);
  FollowMajority(syntax, names);
  ShareConfidence(syntax, names);
}

}  // namespace textanalysis::entities
