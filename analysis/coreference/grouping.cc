#include "analysis/coreference/grouping.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

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

bool Contradicts(Gender a, Gender b) {
  return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
}

Gender ToGender(std::string_view letter) {
  if (letter.starts_with("m")) return Gender::kMale;
  if (letter.starts_with("f")) return Gender::kFemale;
  return Gender::kUnknown;
}

// "Mr." as the lexicon of titles writes it.
std::string TitleKey(std::string_view token) {
  std::string key = text::ToLower(token);
  if (key.size() > 1 && key.back() == '.') key.pop_back();
  return key;
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

bool IsGeographic(const std::string& lower) {
  static constexpr std::string_view kWords[] = {
      "river",   "sea",    "ocean",     "mount",   "lake",          "bay",        "island",
      "valley",  "desert", "atlantic",  "pacific", "mediterranean", "street",     "road",
      "airport", "bridge", "europe",    "africa",  "asia",          "antarctica", "middle east",
      "strait",  "gulf",   "peninsula", "coast"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&lower](std::string_view w) { return lower.find(w) != std::string::npos; });
}

// "747", "f-16", "a380"; not "1996" or "90s".
bool IsModelNumber(std::string_view word) {
  const size_t digits =
      static_cast<size_t>(std::count_if(word.begin(), word.end(), text::IsAsciiDigit));
  return digits > 0 && digits != 4 && word.back() != 's';
}

constexpr std::string_view kGenerations[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};

// Words of a person's name in lower case, "jr." and the like apart.
struct PersonName {
  std::vector<std::string> words;
  std::string generation{};
};

PersonName ReadPersonName(const std::string& joined) {
  PersonName name{.words = WordsOf(text::ToLower(joined))};
  if (name.words.size() > 1 && text::IsOneOf(name.words.back(), kGenerations)) {
    name.generation = name.words.back();
    name.words.pop_back();
    if (name.generation.ends_with('.')) name.generation.pop_back();
  }
  while (name.words.size() > 1 && name.words.back() == ",") name.words.pop_back();
  return name;
}

// What a name costs at most, in bytes of plain text.
constexpr size_t kNamePace = 4096;
// A bare surname is looked for among this many people, the latest first; it bounds the cost of name
// lists.
constexpr ptrdiff_t kMaxPeopleBack = 300;

// What is known of a person while the document is read.
struct Person {
  PersonName name;
  size_t entity;
};

// Whether `part` stands within `full`, whose first word may be written in another way.
bool IsPartOf(const std::vector<std::string>& part, const std::vector<std::string>& full) {
  if (part.size() > full.size()) return false;
  if (part.size() > 1 && part.front() == full.front() && part.back() == full.back()) return true;
  return std::search(full.begin(), full.end(), part.begin(), part.end()) != full.end();
}

}  // namespace

Grouper::Grouper(const model::Bundle& bundle)
    : name_genders_(bundle.Section("name_genders")),
      titles_(bundle.Section("titles")),
      name_kinds_(bundle.Section("name_kinds")),
      nicknames_(bundle.Section("nicknames")),
      aliases_(bundle.Section("aliases")),
      name_forms_(bundle.Section("name_forms")) {
  for (const model::Row& row : model::ParseRows(bundle.Section("places"))) {
    polities_.emplace_back(row[0]);
    if (row.size() > 2) polities_.emplace_back(row[2]);
    if (row.size() < 2) continue;
    for (const auto& demonym : absl::StrSplit(text::ToAbsl(row[1]), '|', absl::SkipEmpty())) {
      demonyms_.emplace_back(demonym);
      demonyms_.push_back(std::string(demonym) + "s");
    }
  }
  std::sort(demonyms_.begin(), demonyms_.end());
  std::sort(polities_.begin(), polities_.end());
}

EntityType Grouper::TypeOf(const syntax::Syntax& s, const TaggedName& name,
                           const std::string& lower) const {
  switch (name.type) {
    case NameType::kPerson:
      return EntityType::kPerson;
    case NameType::kOrganization:
      return EntityType::kOrganization;
    case NameType::kLocation:
      return IsGeographic(lower) ? EntityType::kLocation : EntityType::kGeopolitical;
    case NameType::kMiscellaneous:
      return OtherType(s, name, lower);
  }
  return EntityType::kOther;
}

// By the last word ("the World Cup") or the first ("Tour de France"); a name alone between marks is
// a work's; one that ends in a model's number is a product's ("F-16").
EntityType Grouper::OtherType(const syntax::Syntax& s, const TaggedName& name,
                              const std::string& lower) const {
  if (std::binary_search(demonyms_.begin(), demonyms_.end(), lower)) return EntityType::kGroup;
  const std::string_view last = std::string_view(lower).substr(lower.rfind(' ') + 1);
  auto kind = name_kinds_.Find(last);
  if (!kind) kind = name_kinds_.Find(std::string_view(lower).substr(0, lower.find(' ')));
  if (kind) {
    return *kind == "group"   ? EntityType::kGroup
           : *kind == "event" ? EntityType::kEvent
           : *kind == "work"  ? EntityType::kWork
                              : EntityType::kProduct;
  }
  const auto is_mark = [&s](size_t token) {
    return token < s.tokens.size() && text::IsQuoteMark(text::DecodeAt(s.Token(token), 0).value);
  };
  if (name.tokens.begin > 0 && is_mark(name.tokens.begin - 1) && is_mark(name.tokens.end))
    return EntityType::kWork;
  return IsModelNumber(last) ? EntityType::kProduct : EntityType::kOther;
}

namespace {

// `lower` without the marks on its letters: "inés" as "ines".
std::string WithoutMarks(const std::string& lower) {
  if (text::IsAscii(lower)) return lower;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(error);
  std::string out;
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    icu::UnicodeString parts;
    const bool is_composed = nfd->getDecomposition(static_cast<UChar32>(c.value), parts);
    text::AppendUtf8(is_composed ? static_cast<char32_t>(parts.char32At(0)) : c.value, &out);
    at += c.length;
  }
  return out;
}

}  // namespace

Gender Grouper::GenderOf(const syntax::Syntax& s, const TaggedName& name) const {
  const size_t begin = name.tokens.begin;
  if (begin > 0) {
    if (const auto row = titles_.Find(TitleKey(s.Token(begin - 1)))) {
      if (const Gender g = ToGender(*row); g != Gender::kUnknown) return g;
    }
  }
  if (name.tokens.end - begin < 2) return Gender::kUnknown;
  return ToGender(name_genders_.Find(WithoutMarks(text::ToLower(s.Token(begin)))).value_or(""));
}

syntax::TokenRange Grouper::WithoutTitle(const syntax::Syntax& s, const TaggedName& name) const {
  syntax::TokenRange r = name.tokens;
  while (name.type == NameType::kPerson && r.begin + 1 < r.end &&
         titles_.Contains(TitleKey(s.Token(r.begin))))
    ++r.begin;
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

// "U.S." as "US".
std::string WithoutStops(std::string_view name) {
  std::string out(name);
  std::erase(out, '.');
  return out;
}

}  // namespace

namespace {

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

std::vector<Entity> Grouper::Group(const syntax::Syntax& s, const std::vector<TaggedName>& names,
                                   const text::Budget& budget) const {
  text::Pace pace(budget);
  std::vector<Entity> entities;
  std::vector<Person> people;
  text::KeyedMap<std::string, size_t> others;
  text::KeyedMap<std::string, size_t> initials;
  const auto add = [&](std::string name, EntityType type) {
    entities.push_back({.name = std::move(name), .type = type});
    return entities.size() - 1;
  };
  const auto person_entity = [&](const std::string& joined, Gender gender) {
    PersonName name = ReadPersonName(joined);
    for (auto p = people.rbegin(); p != people.rend() && p - people.rbegin() < kMaxPeopleBack;
         ++p) {
      Entity& e = entities[p->entity];
      if (Contradicts(gender, e.gender)) continue;
      const bool both_full = name.words.size() > 1 && p->name.words.size() > 1;
      if (both_full && name.generation != p->name.generation) continue;
      if (IsPartOf(name.words, p->name.words) ||
          (both_full && IsNickname(name.words, p->name.words)))
        return p->entity;
      if (IsPartOf(p->name.words, name.words)) {
        p->name = std::move(name);
        e.name = joined;
        return p->entity;
      }
    }
    people.push_back({std::move(name), add(joined, EntityType::kPerson)});
    return people.back().entity;
  };
  // Names are one entity only within a type: Surrey the county, Surrey the team.
  const auto other_entity = [&](const std::string& joined, EntityType type) {
    const std::string kind(1, static_cast<char>('a' + static_cast<int>(type)));
    const std::string key = kind + KeyOf(joined);
    if (const auto it = others.find(key); it != others.end()) {
      Entity& e = entities[it->second];
      if (e.name.size() < joined.size()) e.name = joined;
      return it->second;
    }
    const std::string letters = Initials(joined);
    if (const auto it = initials.find(kind + joined); it != initials.end())
      return others[key] = it->second;
    const auto acronym =
        letters.size() >= 2 ? others.find(kind + text::ToLower(letters)) : others.end();
    const size_t entity = acronym != others.end() && letters.size() < joined.size()
                              ? acronym->second
                              : add(joined, type);
    if (entities[entity].name.size() < joined.size()) entities[entity].name = joined;
    if (letters.size() >= 2 && letters.size() < joined.size())
      initials.emplace(kind + letters, entity);
    return others[key] = entity;
  };
  const TaggedName* before = nullptr;
  size_t last = 0;  // The entity of `before`.
  for (const TaggedName& tagged : names) {
    if (!pace.GoesOn(kNamePace)) break;
    TaggedName n = tagged;
    n.tokens = WithoutTitle(s, n);
    const std::string joined = Join(s, n.tokens);
    const EntityType type = TypeOf(s, n, text::ToLower(joined));
    const Gender gender = type == EntityType::kPerson ? GenderOf(s, n) : Gender::kUnknown;
    if (before != nullptr && IsShortFor(s, *before, n) &&
        entities[last].type != EntityType::kPerson) {
      const std::string kind(1, static_cast<char>('a' + static_cast<int>(type)));
      others.emplace(kind + KeyOf(joined), last);
    }
    const size_t k =
        type == EntityType::kPerson ? person_entity(joined, gender) : other_entity(joined, type);
    before = &tagged;
    last = k;
    if (entities[k].gender == Gender::kUnknown) entities[k].gender = gender;
    entities[k].mentions.push_back({BytesOf(s, tagged.tokens), MentionType::kName, n.confidence});
  }
  return entities;
}

}  // namespace textanalysis::coreference
