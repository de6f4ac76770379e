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

// Words before a name that may say who bears it, and such words before a comma.
constexpr size_t kBefore = 6, kOverComma = 9;
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
      entities_(entities),
      names_(names),
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

// The nouns within a body's own name: "Defence Ministry", "Port Authority of Setubal"; its last word is
// one even where no table knows it, "Whitebeam Clinic".
void Facts::Name(const Syntax& s, const NameAt& name) {
  for (size_t k = name.tokens.begin; k < std::min(name.tokens.end, name.tokens.begin + kBefore);
       ++k) {
    const Description d = words_.Describe(s, {k, k + 1});
    if (d.noun_class == NounClass::kUnknown && k > name.tokens.begin && k + 1 == name.tokens.end)
      Add(name.entity, d.noun);
    if (d.noun_class == NounClass::kUnknown || d.noun_class == NounClass::kPerson) continue;
    Add(name.entity, d.noun);
    has_noun_[name.entity] = true;
  }
}

// The words right before: a post, a nation, an age, up to another person's name; over a comma, the
// noun phrase there.
void Facts::Before(const Syntax& s, const NameAt& name) {
  const size_t end = name.tokens.begin;
  const size_t title = end > 1 && words_.IsCourtesy(text::ToLower(s.Token(end - 1))) ? 1 : 0;
  if (end > title && s.Token(end - title - 1) == ",")
    return BeforeComma(s, {{end - title, name.tokens.end}, name.entity});
  size_t begin = end;
  bool has_noun = false;
  while (begin > 0 && end - begin < kBefore) {
    const std::string word = LowerWord(s.Token(begin - 1));
    const std::string_view function = words_.FunctionOf(word);
    if (!text::StartsAsWord(word) || (!function.empty() && function != "det") ||
        IsPerson(begin - 1))
      break;
    const bool is_noun = words_.Describe(s, {begin - 1, begin}).noun_class == NounClass::kPerson;
    // "The minister met X": a verb parts them.
    if (is_noun && begin < end && !has_noun && MayBeVerb(s, end - 1)) return;
    has_noun = has_noun || is_noun;
    --begin;
    if (function == "det") break;
  }
  AddPhrase(s, {begin, end}, name.entity);
  AddOwner(s, begin, name.entity);
  if (begin + 1 == end) AddSpouse(LowerWord(s.Token(begin)), name.entity);
}

// "The minister for ports, X", "Its leader, X", "Egypt's foreign minister, X"; but not "With the
// minister, X".
void Facts::BeforeComma(const Syntax& s, const NameAt& name) {
  const size_t end = name.tokens.begin - 1;
  // Whether the apposition ends behind the name: "signed by the minister, X, and".
  const bool is_closed = name.tokens.end >= s.tokens.size() ||
                         !text::StartsAsWord(s.Token(name.tokens.end)) ||
                         words_.FunctionOf(LowerWord(s.Token(name.tokens.end))) == "conj";
  size_t begin = end, head = end;
  for (; begin > 0 && end - begin < kOverComma; --begin) {
    const std::string word = LowerWord(s.Token(begin - 1));
    const std::string_view function = words_.FunctionOf(word);
    const bool is_owner = words_.uses().Is(word, WordUse::kPossessive);
    const std::string before = begin > 1 ? LowerWord(s.Token(begin - 2)) : std::string();
    const bool is_complement = words_.FunctionOf(before) == "prep" &&
                               (!is_closed || words_.uses().Is(before, WordUse::kOf));
    const bool is_determiner =
        function == "det" || words_.uses().Is(word, WordUse::kPossessor);  // "her"
    if (is_owner || (is_determiner && !is_complement)) {
      if (words_.endings().Has(before, syntax::Ending::kGerund)) return;
      AddPhrase(s, {begin, head}, name.entity);
      if (is_owner) AddOwner(s, begin, name.entity);
      return;
    }
    if (function == "prep") head = begin - 1;
    const bool goes_on = function.empty() || function == "det" || function == "prep";
    if (!text::StartsAsWord(word) || !goes_on || IsPerson(begin - 1)) return;
  }
}

// Whether `token` is part of a person's name.
bool Facts::IsPerson(size_t token) const {
  const auto name = NameFrom(names_, token);
  return name != names_.end() && name->tokens.begin <= token &&
         entities_[name->entity].type == EntityType::kPerson;
}

// A word in lower case that no table knows for a noun.
bool Facts::MayBeVerb(const Syntax& s, size_t token) const {
  return text::IsAsciiLower(s.Token(token)[0]) &&
         words_.Describe(s, {token, token + 1}).noun_class == NounClass::kUnknown;
}

void Facts::AddPhrase(const Syntax& s, syntax::TokenRange words, size_t entity) {
  for (size_t k = words.begin; k < words.end; ++k) {
    if (words_.FunctionOf(LowerWord(s.Token(k))).empty())
      AddAll(entity, words_.Describe(s, {k, k + 1}));
  }
}

// The nation whose possessive ends at `begin`: "Egypt's".
void Facts::AddOwner(const Syntax& s, size_t begin, size_t entity) {
  if (begin < 2 || !words_.uses().Is(s.Token(begin - 1), WordUse::kPossessive)) return;
  const std::string_view nation = words_.NationOf(LowerWord(s.Token(begin - 2)));
  if (nation.empty()) return;
  Add(entity, "=" + std::string(nation));
  has_nation_[entity] = true;
}

// "She married X": what he is to her.
void Facts::AddSpouse(const std::string& verb, size_t entity) {
  if (!words_.uses().Is(verb, WordUse::kMarries)) return;
  for (const std::string_view noun : words_.uses().Of(WordUse::kSpouse)) {
    if (words_.GenderOf(std::string(noun)) == entities_[entity].gender)
      Add(entity, std::string(noun));
  }
}

// Where a clause at `k` says what somebody is or serves as: at "a nurse" of "who is a nurse", "works as a
// nurse", "who has been a nurse"; or `k`.
size_t Facts::AfterVerb(const Syntax& s, size_t k) const {
  const auto is = [&](size_t at, WordUse use) {
    return at < s.tokens.size() && words_.uses().Is(LowerWord(s.Token(at)), use);
  };
  size_t verb = k;
  if (is(verb, WordUse::kRelative)) ++verb;
  if (is(verb, WordUse::kCopula)) return verb + 1;
  return is(verb + 1, WordUse::kBeing) || is(verb + 1, WordUse::kAs) ? verb + 2 : k;
}

// "X, 61, a doctor,", "X, the minister for ports,", "X is an expert", "X, who works as a baker".
void Facts::After(const Syntax& s, const NameAt& name) {
  size_t k = name.tokens.end;
  if (k + 1 >= s.tokens.size()) return;
  const std::string link = LowerWord(s.Token(k));
  const size_t after_verb = AfterVerb(s, k);
  bool is_verb = after_verb > k;
  if (link != "," && link != "(" && !is_verb) return;
  // "In Boston, the mayor": her clause begins after the comma.
  const size_t head = s.sentences[syntax::RangeAt(s.sentences, name.tokens.begin)].begin;
  if (link == "," && name.tokens.begin - head < kOpening &&
      words_.FunctionOf(LowerWord(s.Token(head))) == "prep")
    return;
  k = is_verb ? after_verb : k + 1;
  if (k >= s.tokens.size()) return;
  if (const std::string_view age = WordBook::AgeIn(s.Token(k)); !age.empty() && !is_verb) {
    Add(name.entity, "#" + std::string(age));
    has_age_[name.entity] = true;
    if (k + 2 >= s.tokens.size() || s.Token(k + 1) != ",") return;
    k += 2;
  }
  if (const size_t after = AfterVerb(s, k); after > k && after < s.tokens.size()) {
    is_verb = true;
    k = after;
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
