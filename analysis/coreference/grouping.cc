#include "analysis/coreference/grouping.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Gender;
using entities::MentionType;
using reader::NameKind;
using reader::NameType;
using reader::TaggedName;

std::vector<std::string> WordsOf(const std::string& name) {
  return absl::StrSplit(name, ' ', absl::SkipEmpty());
}

std::string StripArticle(const std::string& lower) {
  return lower.starts_with("the ") ? lower.substr(4) : lower;
}

std::string Initials(const std::string& name) {
  std::string out;
  for (const std::string& word : WordsOf(name)) {
    if (text::IsAsciiUpper(word[0])) out.push_back(word[0]);
  }
  return out;
}

bool HasLower(std::string_view name) {
  return std::any_of(name.begin(), name.end(), text::IsAsciiLower);
}

bool Contradicts(Gender a, Gender b) {
  return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
}

Gender ToGender(std::string_view letter) {
  if (letter.starts_with("m")) return Gender::kMale;
  if (letter.starts_with("f")) return Gender::kFemale;
  return Gender::kUnknown;
}

// The tokens of a name joined by single spaces, without a possessive.
std::string Join(const syntax::Syntax& s, syntax::TokenRange r) {
  std::string out;
  for (size_t k = r.begin; k < r.end; ++k) {
    if (k > r.begin && s.tokens[k - 1].end < s.tokens[k].begin) out += ' ';
    out += s.Token(k);
  }
  return out;
}

// Words of a person's name in lower case, "jr." and the like apart.
struct PersonName {
  std::vector<std::string> words;
  std::string generation{};
};

PersonName ReadPersonName(const std::string& joined, const WordUses& uses) {
  PersonName name{.words = WordsOf(text::ToLower(joined))};
  if (name.words.size() > 1 && uses.Is(name.words.back(), WordUse::kGeneration)) {
    name.generation = name.words.back();
    name.words.pop_back();
    if (name.generation.ends_with('.')) name.generation.pop_back();
  }
  while (name.words.size() > 1 && name.words.back() == ",") name.words.pop_back();
  return name;
}

// A person's name has at most so many words, and what is said after it begins with so many.
constexpr size_t kMaxPersonWords = 4, kMaxOccupation = 5;
// What a name costs at most, in bytes of plain text.
constexpr size_t kNamePace = 4096;
// A bare surname is looked for among this many people, the latest first; it bounds the cost of name
// lists.
constexpr ptrdiff_t kMaxPeopleBack = 300;

// What is known of a person while the document is read.
struct Person {
  PersonName name;
  size_t entity;
  size_t by_one_word = 0;  // So often was one word of the name given for it.
};

// Whether `part` stands within `full`, whose first word may be written in another way.
bool IsPartOf(const std::vector<std::string>& part, const std::vector<std::string>& full) {
  if (part.size() > full.size()) return false;
  if (part.size() > 1 && part.front() == full.front() && part.back() == full.back()) return true;
  return std::search(full.begin(), full.end(), part.begin(), part.end()) != full.end();
}

// Whether `part` is one word of `full`, or its last ones: "De la Fuente".
bool IsOneOf(const std::vector<std::string>& part, const std::vector<std::string>& full) {
  const bool is_end =
      part.size() < full.size() && std::equal(part.rbegin(), part.rend(), full.rbegin());
  return part.size() == 1 ? IsPartOf(part, full) : is_end;
}

}  // namespace

Grouper::Grouper(const model::Bundle& bundle, float doubtful)
    : doubtful_(doubtful),
      words_(bundle),
      name_genders_(bundle.Section("name_genders")),
      nicknames_(bundle.Section("nicknames")),
      aliases_(bundle.Section("aliases")),
      name_forms_(bundle.Section("name_forms")) {}

// Whether the words after a name of several words say that a person bears it: "Ana Diaz, 44, …", "Ana
// Diaz, a chemistry researcher at …".
bool Grouper::IsPersonByText(const syntax::Syntax& s, syntax::TokenRange name) const {
  const size_t words = name.end - name.begin;
  if (words < 2 || words > kMaxPersonWords || name.end + 2 >= s.tokens.size() ||
      s.Token(name.end) != "," ||
      words_.Describe(s, {name.end - 1, name.end}).noun_class == NounClass::kBody)
    return false;
  size_t k = name.end + 1;
  if (!WordBook::AgeIn(s.Token(k)).empty() && s.Token(k + 1) == ",") return true;
  if (words_.FunctionOf(LowerWord(s.Token(k))) != "det") return false;
  for (size_t n = 0; n < kMaxOccupation && ++k < s.tokens.size(); ++n) {
    const std::string word = LowerWord(s.Token(k));
    if (word.empty() || !text::IsAsciiLower(word[0]) || !words_.FunctionOf(word).empty())
      return false;
    const Description said = words_.Describe(s, {k, k + 1});
    if (said.noun_class == NounClass::kPerson && !said.is_plural)
      return !words_.uses().Is(said.noun, WordUse::kAlsoBody);
  }
  return false;
}

// "Dock workers met": a doubtful place that opens a sentence before people is what they work at.
bool Grouper::IsTrade(const syntax::Syntax& s, const TaggedName& name) const {
  const size_t next = name.tokens.end;
  if (name.type != NameType::kLocation || name.confidence >= doubtful_ ||
      next - name.tokens.begin != 1 || next >= s.tokens.size() || name.known != TaggedName::kNobody)
    return false;
  const bool opens =
      s.sentences[syntax::RangeAt(s.sentences, name.tokens.begin)].begin == name.tokens.begin;
  if (!opens || !text::IsAsciiLower(s.Token(next)[0])) return false;
  const Description people = words_.Describe(s, {next, next + 1});
  return people.noun_class == NounClass::kPerson && people.is_plural;
}

// Takes the preposition that opens a sentence off a place's name: "Beyond Des Moines".
void Grouper::DropPreposition(const syntax::Syntax& s, syntax::TokenRange* name) const {
  const bool opens = s.sentences[syntax::RangeAt(s.sentences, name->begin)].begin == name->begin;
  if (opens && name->end - name->begin > 1 &&
      words_.FunctionOf(LowerWord(s.Token(name->begin))) == "prep")
    ++name->begin;
}

namespace {

// The type of entity for each reader::NameKind, in its order.
constexpr EntityType kTypes[reader::kNumNameKinds] = {
    EntityType::kGeopolitical, EntityType::kLocation, EntityType::kFacility, EntityType::kOther,
    EntityType::kGroup,        EntityType::kEvent,    EntityType::kWork,     EntityType::kProduct};

// The likeliest kind of those that begin with `first` and end with `last`.
EntityType LikeliestOf(const reader::KindScores& kinds, NameKind first, NameKind last) {
  const auto begin = kinds.begin() + static_cast<ptrdiff_t>(first);
  const auto end = kinds.begin() + static_cast<ptrdiff_t>(last) + 1;
  return kTypes[std::max_element(begin, end) - kinds.begin()];
}

EntityType TypeOf(const TaggedName& name) {
  switch (name.type) {
    case NameType::kPerson:
      return EntityType::kPerson;
    case NameType::kOrganization:
      return EntityType::kOrganization;
    case NameType::kLocation:
      return LikeliestOf(name.kinds, NameKind::kGeopolitical, NameKind::kFacility);
    case NameType::kMiscellaneous:
      return LikeliestOf(name.kinds, NameKind::kOther, NameKind::kProduct);
  }
  return EntityType::kOther;
}

}  // namespace

// As the title or noun before a name tells: "Mrs Diaz", "her husband Colin", "actress Ana Diaz", "His
// wife, Ann Hill", "Her husband, the potter Jan Hill".
Gender Grouper::GenderToldOf(const syntax::Syntax& s, const TaggedName& name) const {
  const size_t begin = name.tokens.begin;
  if (begin == 0) return Gender::kUnknown;
  if (const auto row = words_.TitleOf(text::ToLower(s.Token(begin - 1)))) {
    if (const Gender g = ToGender(*row); g != Gender::kUnknown) return g;
  }
  for (size_t comma = begin - 1; comma > 1 && begin - comma <= kMaxOccupation; --comma) {
    const std::string_view token = s.Token(comma);
    if (token == "," && words_.uses().Is(LowerWord(s.Token(comma - 2)), WordUse::kPossessor))
      return words_.Describe(s, {comma - 1, comma}).gender;
    if (!text::StartsAsWord(token)) break;
  }
  return words_.Describe(s, {begin - 1, begin}).gender;
}

Gender Grouper::GenderOfGivenName(const syntax::Syntax& s, const TaggedName& name) const {
  const size_t begin = name.tokens.begin;
  if (name.tokens.end - begin < 2) return Gender::kUnknown;
  const auto found = name_genders_.Find(text::ToLowerUnmarked(s.Token(begin)));
  if (!found) return Gender::kUnknown;
  return found->empty() ? Gender::kMale : ToGender(*found);  // Most names of the table are men's.
}

// "prosecutor Ana Diaz", "Councilwoman Ana Diaz": a noun for what somebody is that no one is called by.
bool Grouper::IsWhatOneIs(const syntax::Syntax& s, size_t token) const {
  const std::string word = LowerWord(s.Token(token));
  return !name_genders_.Contains(word) &&
         words_.Describe(s, {token, token + 1}).noun_class == NounClass::kPerson;
}

syntax::TokenRange Grouper::WithoutTitle(const syntax::Syntax& s, const TaggedName& name) const {
  syntax::TokenRange r = name.tokens;
  while (name.type == NameType::kPerson && r.begin + 1 < r.end &&
         words_.IsTitle(text::ToLower(s.Token(r.begin))))
    ++r.begin;
  while (name.type == NameType::kPerson && r.begin + 2 < r.end && IsWhatOneIs(s, r.begin))
    ++r.begin;
  while (name.type == NameType::kPerson && r.begin + 2 < r.end &&
         words_.uses().Is(LowerWord(s.Token(r.end - 1)), WordUse::kPostNominal))
    --r.end;
  return r;
}

namespace {

// Whether the word's only full stop ends it: "Corp.", not "U.S."
bool IsAbbreviation(std::string_view word) {
  return word.size() > 2 && word.find('.') == word.size() - 1;
}

// The bytes of a name. A full stop that ends its line ends the sentence, too, and is not taken
// along.
text::Span BytesOf(const syntax::Syntax& s, syntax::TokenRange tokens) {
  text::Span bytes = s.Bytes(tokens);
  const bool ends_line = bytes.end == s.text.size() || s.text[bytes.end] == '\n';
  if (ends_line && IsAbbreviation(s.Token(tokens.end - 1))) --bytes.end;
  return bytes;
}

// Returns a name without its full stops: "US" for "U.S.".
std::string WithoutStops(std::string_view name) {
  std::string out(name);
  std::erase(out, '.');
  return out;
}

// Whether `name` stands in brackets right after `before` and may be short for it: both begin alike, and
// it is one word with two capitals: "Donetsk National University (DonNU)".
bool IsShortFor(const syntax::Syntax& s, const TaggedName& before, const TaggedName& name) {
  const size_t begin = name.tokens.begin, end = name.tokens.end;
  if (end - begin != 1 || begin == 0 || before.tokens.end + 1 != begin || end >= s.tokens.size() ||
      s.Token(begin - 1) != "(" || s.Token(end) != ")" ||
      before.tokens.end - before.tokens.begin < 2)
    return false;
  const std::string_view word = s.Token(begin);
  const auto capitals = std::count_if(word.begin(), word.end(), text::IsAsciiUpper);
  bool begins_alike = false;
  for (size_t k = before.tokens.begin; k < before.tokens.end; ++k)
    begins_alike = begins_alike || s.Token(k)[0] == word[0];
  return capitals >= 2 && begins_alike;
}

}  // namespace

// What is equal for names that differ in an article, full stops, or by a known short form.
std::string Grouper::KeyOf(const std::string& name) const {
  std::string key = StripArticle(text::ToLower(name));
  const std::string_view last = std::string_view(key).substr(key.rfind(' ') + 1);
  if (IsAbbreviation(last)) key.pop_back();
  const size_t space = key.rfind(' ');
  if (space != std::string::npos && name_forms_.Contains(std::string_view(key).substr(space + 1)))
    key.resize(space);
  if (key.find(' ') == std::string::npos) key = WithoutStops(key);
  const auto full = aliases_.Find(key);
  return full ? std::string(*full) : key;
}

// The key of what a body is called, too: "US Supreme Court" as "supreme court", "Norvida Steel Ltd" as
// "norvida", "University of Leeds" as "leeds university"; empty where there is nothing of the kind.
std::string Grouper::OtherKeyOf(const std::string& name) const {
  const std::string key = KeyOf(name);
  const std::vector<std::string> words = WordsOf(key);
  if (words.size() < 2) return "";
  const std::string& first = words.front();
  if (words.size() > 2 && words[1] == "of") return key.substr(first.size() + 4) + " " + first;
  const bool is_nation = !words_.NationOf(first).empty() || aliases_.Contains(first);
  if (is_nation) return words.size() > 2 ? key.substr(first.size() + 1) : "";
  const std::string lower = text::ToLower(name);
  std::string_view last = std::string_view(lower).substr(lower.rfind(' ') + 1);
  if (IsAbbreviation(last)) last.remove_suffix(1);
  return name_forms_.Contains(last) ? first : "";
}

// Whether two names of people differ only in a short form of the given name.
bool Grouper::IsNickname(const std::vector<std::string>& a,
                         const std::vector<std::string>& b) const {
  if (a.back() != b.back()) return false;
  const auto stands_for = [this](const std::string& nickname, const std::string& name) {
    const auto names = nicknames_.Find(nickname);
    if (!names) return false;
    const std::vector<std::string> all = absl::StrSplit(text::ToAbsl(*names), '|');
    return text::IsOneOf(name, all);
  };
  return stands_for(a.front(), b.front()) || stands_for(b.front(), a.front());
}

namespace {

// The names of people without their first word, where that leaves several, in lower case: "st john".
text::KeyedSet<std::string> EndsOfPeople(const syntax::Syntax& s,
                                         const std::vector<TaggedName>& names) {
  text::KeyedSet<std::string> out;
  for (const TaggedName& name : names) {
    const size_t words = name.tokens.end - name.tokens.begin;
    if (name.type == NameType::kPerson && words > 2 && words <= kMaxPersonWords)
      out.insert(text::ToLower(Join(s, {name.tokens.begin + 1, name.tokens.end})));
  }
  return out;
}

}  // namespace

// One document being grouped.
class Grouper::Run {
  static constexpr size_t kAmbiguous = static_cast<size_t>(-1);  // Where an entity is looked for.

 public:
  Run(const Grouper& grouper, const syntax::Syntax& s,
      const std::vector<entities::KnownEntity>& known, const text::KeyedSet<std::string>& ends)
      : grouper_(grouper), s_(s), known_(known), ends_(ends), entity_of_known_(known.size()) {}

  // Adds a mention by name; in order of the text.
  void Add(const TaggedName& tagged) {
    TaggedName name = tagged;
    // "St John" is the surname of "Rebecca St John".
    if (!ends_.contains(text::ToLower(Join(s_, name.tokens))))
      name.tokens = grouper_.WithoutTitle(s_, name);
    const std::string joined = Join(s_, name.tokens);
    who_ = name.known < known_.size() ? &known_[name.known] : nullptr;
    const EntityType type = who_ != nullptr ? who_->type : TypeOf(name);
    const bool is_person = type == EntityType::kPerson;
    const Gender told = is_person ? grouper_.GenderToldOf(s_, name) : Gender::kUnknown;
    const bool is_told = told != Gender::kUnknown;
    const Gender gender = is_told || !is_person ? told : grouper_.GenderOfGivenName(s_, name);
    if (before_ && IsShortFor(s_, *before_, name) && entities_[last_].type != EntityType::kPerson)
      others_.emplace(KindOf(type) + grouper_.KeyOf(joined), last_);
    const size_t k = who_ != nullptr ? KnownOf(name.known, joined, gender)
                     : is_person     ? PersonAt(name.tokens, joined, gender)
                                     : OtherOf(joined, type);
    if (is_person) NoteRelative(name.tokens, k);
    before_ = tagged;
    last_ = k;
    if (entities_[k].gender == Gender::kUnknown) entities_[k].gender = gender;
    entities_[k].is_gender_told |= is_told;
    entities_[k].mentions.push_back(
        {BytesOf(s_, name.tokens), MentionType::kName, name.confidence, who_ != nullptr});
  }

  std::vector<Entity> Take() { return std::move(entities_); }

 private:
  // Names are one entity only within a type: Surrey the county, Surrey the team.
  static std::string KindOf(EntityType type) {
    return std::string(1, static_cast<char>('a' + static_cast<int>(type)));
  }

  size_t New(const std::string& name, EntityType type) {
    entities_.push_back({.name = name, .type = type});
    return entities_.size() - 1;
  }

  // Whether the name may be one of an entity's; no entity has two ids.
  bool MayBe(const Entity& e) const {
    return who_ == nullptr || e.dictionary_id.empty() || e.dictionary_id == who_->id;
  }

  // The entity of what a dictionary knows. Its name is the dictionary's where the text has it, or else
  // the longest.
  size_t KnownOf(size_t known, const std::string& joined, Gender gender) {
    std::optional<size_t>& k = entity_of_known_[known];
    const bool is_person = who_->type == EntityType::kPerson;
    if (!k) {
      k = is_person ? PersonOf(joined, gender) : OtherOf(joined, who_->type);
    } else if (is_person) {
      AddForm(ReadPersonName(joined, grouper_.words_.uses()), *k);
    } else {
      others_.emplace(KindOf(who_->type) + grouper_.KeyOf(joined), *k);
    }
    Entity& e = entities_[*k];
    e.dictionary_id = who_->id;
    e.type = who_->type;
    if (joined == who_->name || (e.name != who_->name && joined.size() > e.name.size()))
      e.name = joined;
    return *k;
  }

  // "Peter Crane and his wife, Helen": she bears his surname, though it is not said.
  void NoteRelative(syntax::TokenRange name, size_t entity) {
    const WordBook& words = grouper_.words_;
    if (!before_ || last_ == entity || entities_[last_].type != EntityType::kPerson ||
        name.end - name.begin != 1 || name.begin < 3)
      return;
    const size_t noun = name.begin - (s_.Token(name.begin - 1) == "," ? 2 : 1);
    const bool is_relative = words.uses().Is(LowerWord(s_.Token(noun - 1)), WordUse::kPossessor) &&
                             words.Describe(s_, {noun, noun + 1}).gender != Gender::kUnknown;
    const std::vector<std::string> of_whom = WordsOf(text::ToLower(entities_[last_].name));
    if (is_relative && of_whom.size() > 1) relatives_.emplace(of_whom.back(), entity);
  }

  // Who bears a surname as somebody's relative alone: "Mrs Crane".
  std::optional<size_t> RelativeOf(const PersonName& name, Gender gender) const {
    if (name.words.size() != 1 || gender == Gender::kUnknown) return std::nullopt;
    const auto relative = relatives_.find(name.words.front());
    if (relative == relatives_.end() || entities_[relative->second].gender != gender ||
        !MayBe(entities_[relative->second]))
      return std::nullopt;
    return relative->second;
  }

  // Makes another form of a person's name known.
  void AddForm(PersonName name, size_t entity) {
    for (auto p = people_.rbegin(); p != people_.rend() && p - people_.rbegin() < kMaxPeopleBack;
         ++p) {
      if (p->entity == entity && p->name.words == name.words) return;
    }
    people_.push_back({std::move(name), entity});
  }

  // Whom the text calls by this one word, or this surname of several words: of several who bear it, whom it
  // called so most often, or else who was named first. The others are called by their full names, "his wife, Ann Harlan".
  std::optional<size_t> CalledByOneWord(const PersonName& name, Gender gender) {
    Person* called = nullptr;
    std::pair<bool, size_t> most;
    for (auto p = people_.rbegin(); p != people_.rend() && p - people_.rbegin() < kMaxPeopleBack;
         ++p) {
      const Entity& e = entities_[p->entity];
      if (Contradicts(gender, e.gender) || !MayBe(e) || !IsOneOf(name.words, p->name.words))
        continue;
      // "Mrs Hill" is sooner the woman than of whom it is not told.
      const std::pair<bool, size_t> fit{e.gender == gender, p->by_one_word};
      if (called != nullptr && fit < most) continue;
      most = fit;
      called = &*p;
    }
    if (called == nullptr) return std::nullopt;
    ++called->by_one_word;
    return called->entity;
  }

  // "She was born Ann Hill": the last one of that given name is called so, too.
  size_t PersonAt(syntax::TokenRange tokens, const std::string& joined, Gender gender) {
    const bool is_born =
        tokens.begin > 0 &&
        grouper_.words_.uses().Is(LowerWord(s_.Token(tokens.begin - 1)), WordUse::kBorn);
    PersonName name = ReadPersonName(joined, grouper_.words_.uses());
    if (!is_born || name.words.size() < 2) return PersonOf(joined, gender);
    for (auto p = people_.rbegin(); p != people_.rend() && p - people_.rbegin() < kMaxPeopleBack;
         ++p) {
      const Entity& e = entities_[p->entity];
      if (p->name.words.size() < 2 || p->name.words.front() != name.words.front() ||
          Contradicts(gender, e.gender) || !MayBe(e))
        continue;
      const size_t entity = p->entity;
      AddForm(std::move(name), entity);
      return entity;
    }
    return PersonOf(joined, gender);
  }

  size_t PersonOf(const std::string& joined, Gender gender) {
    PersonName name = ReadPersonName(joined, grouper_.words_.uses());
    if (const auto called = CalledByOneWord(name, gender)) return *called;
    if (const auto relative = RelativeOf(name, gender)) return *relative;
    for (auto p = people_.rbegin(); p != people_.rend() && p - people_.rbegin() < kMaxPeopleBack;
         ++p) {
      Entity& e = entities_[p->entity];
      if (Contradicts(gender, e.gender) || !MayBe(e)) continue;
      const bool both_full = name.words.size() > 1 && p->name.words.size() > 1;
      if (both_full && name.generation != p->name.generation) continue;
      if (IsPartOf(name.words, p->name.words) ||
          (both_full && grouper_.IsNickname(name.words, p->name.words))) {
        // "ANA DIAZ, the painter": a later "Ana Diaz" is how she is written.
        if (name.words == p->name.words && !HasLower(e.name)) e.name = joined;
        return p->entity;
      }
      if (IsPartOf(p->name.words, name.words)) {
        p->name = std::move(name);
        e.name = joined;
        return p->entity;
      }
    }
    people_.push_back({std::move(name), New(joined, EntityType::kPerson)});
    return people_.back().entity;
  }

  size_t OtherOf(const std::string& joined, EntityType type) {
    const std::string kind = KindOf(type), key = kind + grouper_.KeyOf(joined);
    const auto find = [this](const auto& map, const std::string& wanted) {
      const auto it = map.find(wanted);
      return it != map.cend() && it->second != kAmbiguous && MayBe(entities_[it->second])
                 ? it
                 : map.cend();
    };
    if (const auto it = find(others_, key); it != others_.cend()) {
      Entity& e = entities_[it->second];
      if (e.name.size() < joined.size()) e.name = joined;
      return it->second;
    }
    if (const auto it = find(initials_, kind + joined); it != initials_.cend())
      return others_[key] = it->second;
    const bool is_body = type == EntityType::kOrganization;
    if (const auto it = find(openings_, key); is_body && it != openings_.cend())
      return others_[key] = it->second;
    const std::string letters = Initials(joined);
    const bool has_initials = letters.size() >= 2 && letters.size() < joined.size();
    const auto acronym =
        has_initials ? find(others_, kind + text::ToLower(letters)) : others_.cend();
    const size_t entity = acronym != others_.cend() ? acronym->second : New(joined, type);
    if (entities_[entity].name.size() < joined.size()) entities_[entity].name = joined;
    if (has_initials) initials_.emplace(kind + letters, entity);
    const std::string other = is_body ? grouper_.OtherKeyOf(joined) : std::string();
    if (!other.empty()) others_.emplace(kind + other, entity);
    if (is_body) NoteOpening(key, entity);
    return others_[key] = entity;
  }

  // Bodies are called by the first word of their names, where no two begin alike.
  void NoteOpening(const std::string& key, size_t entity) {
    const size_t space = key.find(' ');
    if (space == std::string::npos || !grouper_.words_.NationOf(key.substr(1, space - 1)).empty())
      return;
    const auto [it, is_new] = openings_.emplace(key.substr(0, space), entity);
    if (!is_new && it->second != entity) it->second = kAmbiguous;
  }

  const Grouper& grouper_;
  const syntax::Syntax& s_;
  const std::vector<entities::KnownEntity>& known_;
  const text::KeyedSet<std::string>& ends_;  // EndsOfPeople().
  std::vector<std::optional<size_t>> entity_of_known_;
  const entities::KnownEntity* who_ = nullptr;  // Whom a dictionary knows by the name being added.
  std::vector<Entity> entities_;
  std::vector<Person> people_;
  text::KeyedMap<std::string, size_t> others_;     // Entity of a kind and key.
  text::KeyedMap<std::string, size_t> initials_;   // Entity of a kind and initials.
  text::KeyedMap<std::string, size_t> openings_;   // Entity of a kind and a first word.
  text::KeyedMap<std::string, size_t> relatives_;  // By a surname, who is said to be a relative.
  std::optional<TaggedName> before_;
  size_t last_ = 0;  // The entity of `before_`.
};

namespace {

// The names of people, in lower case: any of them may be a surname, "Oyelade", "de la rosa".
text::KeyedSet<std::string> NamesOfPeople(const syntax::Syntax& s,
                                          const std::vector<TaggedName>& names) {
  text::KeyedSet<std::string> out;
  for (const TaggedName& name : names) {
    if (name.type == NameType::kPerson) out.insert(text::ToLower(Join(s, name.tokens)));
  }
  return out;
}

// Whether `name` is a word and then one of `surnames`: "Alano De La Rosa".
bool EndsInAny(const syntax::Syntax& s, syntax::TokenRange name,
               const text::KeyedSet<std::string>& surnames) {
  return name.end - name.begin > 1 && name.end - name.begin <= kMaxPersonWords &&
         surnames.contains(text::ToLower(Join(s, {name.begin + 1, name.end})));
}

// What the names of a document tell of the type of a single word.
class WordTypes {
 public:
  WordTypes(const syntax::Syntax& s, const std::vector<TaggedName>& names, text::Pace* pace)
      : s_(s) {
    for (const TaggedName& name : names) {
      if (!pace->GoesOn(kNamePace)) break;
      const size_t words = name.tokens.end - name.tokens.begin;
      const bool is_body = name.type == NameType::kOrganization;
      if (!is_body && name.type != NameType::kPerson) continue;
      if (words == 1) {
        (is_body ? as_body_ : as_person_)[Word(name.tokens.begin)] += name.confidence;
      } else if (is_body) {
        openings_.insert(Word(name.tokens.begin));
      } else {
        for (size_t k = name.tokens.begin; k < name.tokens.end; ++k) of_people_.insert(Word(k));
      }
    }
  }

  // Whether a word that was read as a person's name is a body's. Nobody has it for a part of the name;
  // and it was sooner read as a body's elsewhere, or, where it was read as a person's but once, begins
  // the name of a body.
  bool IsBody(const TaggedName& name) const {
    if (name.type != NameType::kPerson || name.tokens.end - name.tokens.begin != 1) return false;
    const std::string word = Word(name.tokens.begin);
    if (of_people_.contains(word)) return false;
    const float as_body = SumOf(as_body_, word), as_person = SumOf(as_person_, word);
    return as_body > as_person || (as_person <= 1 && openings_.contains(word));
  }

 private:
  using Sums = text::KeyedMap<std::string, float>;

  std::string Word(size_t token) const { return text::ToLower(s_.Token(token)); }
  static float SumOf(const Sums& sums, const std::string& word) {
    const auto found = sums.find(word);
    return found == sums.end() ? 0 : found->second;
  }

  const syntax::Syntax& s_;
  Sums as_body_, as_person_;  // Sums of confidences.
  text::KeyedSet<std::string> openings_, of_people_;
};

// "R-Ohio", "D-Calif." in brackets or after a comma: the party and the state of who was named before.
bool IsSeat(const syntax::Syntax& s, syntax::TokenRange name) {
  const std::string_view word = s.Token(name.begin);
  if (name.begin == 0 || name.end - name.begin != 1 || word.size() < 4) return false;
  const std::string_view before = s.Token(name.begin - 1);
  return (before == "(" || before == ",") && text::IsAsciiUpper(word[0]) && word[1] == '-' &&
         text::IsAsciiUpper(word[2]);
}

// Gives a short form in brackets, and its equals after it, the type of the full name before it. Where that
// was taken for a person's, the short form's counts, which is none.
void TypeShortForms(const syntax::Syntax& s, std::vector<TaggedName>* names) {
  text::KeyedMap<std::string, NameType> types;
  for (size_t k = 0; k < names->size(); ++k) {
    TaggedName& name = (*names)[k];
    if (name.tokens.end - name.tokens.begin != 1) continue;
    const std::string word(s.Token(name.tokens.begin));
    if (k > 0 && IsShortFor(s, (*names)[k - 1], name)) {
      NameType& full = (*names)[k - 1].type;
      if (full == NameType::kPerson) full = name.type;
      if (full != NameType::kPerson) types[word] = full;
    }
    const auto it = types.find(word);
    if (it != types.end()) name.type = it->second;
  }
}

}  // namespace

// Takes along what parts people of one name: "Ann Hill Jr.", "Ann Hill, Jr.", before the token `limit`.
void Grouper::TakeGeneration(const syntax::Syntax& s, size_t limit,
                             syntax::TokenRange* name) const {
  if (name->end - name->begin < 2) return;
  limit = std::min(limit, s.sentences[syntax::RangeAt(s.sentences, name->begin)].end);
  const size_t at = name->end < limit && s.Token(name->end) == "," ? name->end + 1 : name->end;
  if (at < limit && words_.uses().Is(text::ToLower(s.Token(at)), WordUse::kGeneration))
    name->end = at + 1;
}

// "The MSP", "the local TD": what somebody is, not a name.
bool Grouper::IsPost(const syntax::Syntax& s, syntax::TokenRange name) const {
  if (name.end - name.begin != 1 || name.begin == 0 ||
      (name.end < s.tokens.size() && text::StartsUpper(s.Token(name.end))) ||
      !words_.uses().Is(LowerWord(s.Token(name.begin)), WordUse::kPostNominal))
    return false;
  const auto is_determiner = [&](size_t token) {
    return words_.uses().Is(LowerWord(s.Token(token)), WordUse::kDeterminer);
  };
  return is_determiner(name.begin - 1) || (name.begin > 1 && is_determiner(name.begin - 2));
}

// The names as the text around them says that they are.
std::vector<TaggedName> Grouper::Settle(const syntax::Syntax& s,
                                        const std::vector<TaggedName>& names,
                                        const text::KeyedSet<std::string>& ends,
                                        text::Pace* pace) const {
  std::vector<TaggedName> out;
  const text::KeyedSet<std::string> surnames = NamesOfPeople(s, names);
  const WordTypes types(s, names, pace);
  for (size_t k = 0; k < names.size() && pace->GoesOn(kNamePace); ++k) {
    TaggedName name = names[k];
    const bool may_be_person =
        name.type == NameType::kOrganization || name.type == NameType::kMiscellaneous;
    if (may_be_person && (IsPersonByText(s, name.tokens) || EndsInAny(s, name.tokens, surnames) ||
                          ends.contains(text::ToLower(Join(s, name.tokens)))))
      name.type = NameType::kPerson;
    if (types.IsBody(name)) name.type = NameType::kOrganization;
    if (name.type == NameType::kLocation) DropPreposition(s, &name.tokens);
    if (IsTrade(s, name) || IsSeat(s, name.tokens) || IsPost(s, name.tokens)) continue;
    if (name.type == NameType::kPerson) {
      const bool is_last = k + 1 == names.size();
      TakeGeneration(s, is_last ? s.tokens.size() : names[k + 1].tokens.begin, &name.tokens);
    }
    out.push_back(name);
  }
  TypeShortForms(s, &out);
  return out;
}

// Gives each place and each miscellaneous name the sums of its equals' scores.
void Grouper::AddUpKinds(const syntax::Syntax& s, text::Pace* pace,
                         std::vector<TaggedName>* names) const {
  text::KeyedMap<std::string, reader::KindScores> sums;
  const auto sum_of = [&](const TaggedName& name) -> reader::KindScores& {
    return sums[(name.type == NameType::kLocation ? "l" : "m") + KeyOf(Join(s, name.tokens))];
  };
  const auto has_kinds = [](const TaggedName& name) {
    return name.type == NameType::kLocation || name.type == NameType::kMiscellaneous;
  };
  for (const TaggedName& name : *names) {
    if (!has_kinds(name)) continue;
    if (!pace->GoesOn(kNamePace)) return;
    reader::KindScores& sum = sum_of(name);
    std::transform(sum.begin(), sum.end(), name.kinds.begin(), sum.begin(), std::plus<>());
  }
  for (TaggedName& name : *names) {
    if (has_kinds(name)) name.kinds = sum_of(name);
  }
}

std::vector<Entity> Grouper::Group(const syntax::Syntax& s, const std::vector<TaggedName>& names,
                                   const std::vector<entities::KnownEntity>& known,
                                   const text::Budget& budget) const {
  text::Pace pace(budget);
  const text::KeyedSet<std::string> ends = EndsOfPeople(s, names);
  std::vector<TaggedName> settled = Settle(s, names, ends, &pace);
  AddUpKinds(s, &pace, &settled);
  Run run(*this, s, known, ends);
  for (const TaggedName& name : settled) {
    if (!pace.GoesOn(kNamePace)) break;
    run.Add(name);
  }
  return run.Take();
}

}  // namespace textanalysis::coreference
