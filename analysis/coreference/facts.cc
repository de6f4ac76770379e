#include "analysis/coreference/facts.h"

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::coreference {
namespace {

// What a name costs, in bytes of plain text.
constexpr size_t kNamePace = 1024;

using entities::EntityType;
using syntax::Syntax;

// Words before a name that may say who bears it.
constexpr size_t kBefore = 6;
// Words before a name in a phrase that opens a sentence.
constexpr size_t kOpening = 5;
// Words of a clause after it.
constexpr size_t kAfter = 14;
// Of one word, so many entities are remembered: a bound on the cost of look-ups.
constexpr size_t kMaxOfWord = 6;

uint64_t Key(size_t entity, const std::string& word) {
  return text::Mix(text::Hash(word) + entity);
}

}  // namespace

Facts::Facts(const WordBook& words, const Syntax& s, const std::vector<entities::Entity>& entities,
             const std::vector<NameAt>& names, text::Pace* pace)
    : words_(words),
      is_state_(entities.size()),
      has_nation_(entities.size()),
      has_age_(entities.size()),
      has_noun_(entities.size()) {
  for (const NameAt& name : names) {
    if (!pace->GoesOn(kNamePace)) break;
    if (entities[name.entity].type != EntityType::kPerson) Name(s, name);
    Before(s, name);
    After(s, name);
  }
}

void Facts::Add(size_t entity, const std::string& word) {
  if (!said_.insert(Key(entity, word)).second) return;
  std::vector<size_t>& list = of_word_[word];
  if (list.size() < kMaxOfWord) list.push_back(entity);
}

void Facts::AddAll(size_t entity, const Description& said) {
  Add(entity, said.noun);
  if (said.is_state) is_state_[entity] = true;
  if (said.noun_class == NounClass::kPerson) has_noun_[entity] = true;
  if (!said.nation.empty()) {
    Add(entity, "=" + said.nation);
    has_nation_[entity] = true;
  }
  if (!said.age.empty()) {
    Add(entity, "#" + said.age);
    has_age_[entity] = true;
  }
}

bool Facts::Says(size_t entity, const std::string& word) const {
  return said_.contains(Key(entity, word));
}

const std::vector<size_t>& Facts::Of(const std::string& word) const {
  static const std::vector<size_t> kNone;
  const auto it = of_word_.find(word);
  return it == of_word_.end() ? kNone : it->second;
}

// The nouns within a body's own name: "Defence Ministry", "Port Authority of Setubal".
void Facts::Name(const Syntax& s, const NameAt& name) {
  for (size_t k = name.tokens.begin; k < std::min(name.tokens.end, name.tokens.begin + kBefore);
       ++k) {
    const Description d = words_.Describe(s, {k, k + 1});
    if (d.noun_class == NounClass::kUnknown || d.noun_class == NounClass::kPerson) continue;
    Add(name.entity, d.noun);
    has_noun_[name.entity] = true;
  }
}

// The words right before: a post, a nation, an age; over a comma, where the phrase began with an
// article.
void Facts::Before(const Syntax& s, const NameAt& name) {
  size_t end = name.tokens.begin;
  const bool over_comma = end > 0 && s.Token(end - 1) == ",";
  if (over_comma) --end;
  size_t begin = end;
  while (begin > 0 && end - begin < kBefore) {
    const std::string word = LowerWord(s.Token(begin - 1));
    const std::string_view function = words_.FunctionOf(word);
    if (!text::StartsAsWord(word) || (!function.empty() && function != "det")) break;
    --begin;
    if (function == "det") break;
  }
  if (begin == end) return;
  const bool has_article = words_.FunctionOf(LowerWord(s.Token(begin))) == "det";
  if (over_comma && !has_article) return;
  for (size_t k = begin; k < end; ++k) {
    const Description d = words_.Describe(s, {k, k + 1});
    if (!words_.FunctionOf(LowerWord(s.Token(k))).empty()) continue;
    AddAll(name.entity, d);
  }
}

// "X, 61, a doctor,", "X, the minister for ports,", "X is an expert".
void Facts::After(const Syntax& s, const NameAt& name) {
  size_t k = name.tokens.end;
  if (k + 1 >= s.tokens.size()) return;
  const std::string link = LowerWord(s.Token(k));
  const bool is_verb = words_.uses().Is(link, WordUse::kCopula);
  if (link != "," && link != "(" && !is_verb) return;
  // "In Boston, the mayor": her clause begins after the comma.
  const size_t head = s.sentences[syntax::RangeAt(s.sentences, name.tokens.begin)].begin;
  if (link == "," && name.tokens.begin - head < kOpening &&
      words_.FunctionOf(LowerWord(s.Token(head))) == "prep")
    return;
  ++k;
  if (const std::string_view age = WordBook::AgeIn(s.Token(k)); !age.empty() && !is_verb) {
    Add(name.entity, "#" + std::string(age));
    has_age_[name.entity] = true;
    if (k + 2 >= s.tokens.size() || s.Token(k + 1) != ",") return;
    k += 2;
  }
  const std::string first = LowerWord(s.Token(k));
  if (words_.FunctionOf(first) != "det" &&
      (is_verb || words_.Describe(s, {k, k + 1}).noun_class == NounClass::kUnknown))
    return;
  for (const size_t end = std::min(s.tokens.size(), k + kAfter); k < end; ++k) {
    const std::string word = LowerWord(s.Token(k));
    const std::string_view function = words_.FunctionOf(word);
    if (!text::StartsAsWord(word) || function == "wh" || function == "that" ||
        function == "finite" || function == "modal" || function == "subject" || function == "conj")
      break;
    if (!function.empty()) continue;
    const Description d = words_.Describe(s, {k, k + 1});
    AddAll(name.entity, d);
  }
}

}  // namespace textanalysis::coreference
