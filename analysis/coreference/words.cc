#include "analysis/coreference/words.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::coreference {
namespace {

using entities::Gender;
using syntax::Syntax;
using syntax::TokenRange;

// No word that tells anything is longer.
constexpr size_t kLongestWord = 40;
// Ages are two or three digits, or one.
constexpr size_t kMaxAgeDigits = 3;

NounClass ClassOf(std::string_view value) {
  const std::string_view name = value.substr(0, value.find('\t'));
  if (name == "person") return NounClass::kPerson;
  if (name == "body") return NounClass::kBody;
  if (name == "either") return NounClass::kEither;
  if (name == "document") return NounClass::kDocument;
  return NounClass::kUnknown;
}

Gender GenderIn(std::string_view value) {
  const size_t tab = value.find('\t');
  if (tab == std::string_view::npos) return Gender::kUnknown;
  return value[tab + 1] == 'm' ? Gender::kMale : Gender::kFemale;
}

}  // namespace

std::string LowerWord(std::string_view token) {
  return token.size() > kLongestWord ? std::string() : text::ToLower(token);
}

WordBook::WordBook(const model::Bundle& bundle)
    : uses_(bundle),
      endings_(bundle),
      functions_(bundle.Section("function_words")),
      nouns_(bundle.Section("descriptions")),
      roles_(bundle.Section("roles")),
      titles_(bundle.Section("titles")) {
  for (const model::Row& row : model::ParseRows(bundle.Section("places"))) {
    nations_.emplace(row[0], row[0]);
    if (row.size() < 2) continue;
    for (const auto& demonym : absl::StrSplit(text::ToAbsl(row[1]), '|', absl::SkipEmpty())) {
      nations_.emplace(std::string(demonym), row[0]);
    }
  }
}

bool IsAcronym(const syntax::Syntax& s, size_t token) {
  const auto is_capitals = [&s](size_t k) {
    const std::string_view word = s.Token(k);
    return word.size() > 1 && std::all_of(word.begin(), word.end(), text::IsAsciiUpper);
  };
  return is_capitals(token) && !(token > 0 && is_capitals(token - 1)) &&
         !(token + 1 < s.tokens.size() && is_capitals(token + 1));
}

std::optional<Gender> WordBook::PronounGender(std::string_view word) const {
  const std::string lower = LowerWord(word);
  if (uses_.Is(lower, WordUse::kMale)) return Gender::kMale;
  if (uses_.Is(lower, WordUse::kFemale)) return Gender::kFemale;
  return std::nullopt;
}

bool WordBook::IsThey(std::string_view word) const {
  const std::string lower = LowerWord(word);
  const bool is_third = uses_.Is(lower, WordUse::kNominative) ||
                        uses_.Is(lower, WordUse::kObject) || uses_.Is(lower, WordUse::kWhose);
  return is_third && !uses_.Is(lower, WordUse::kThing) && !PronounGender(lower);
}

std::string_view WordBook::FunctionOf(std::string_view lower) const {
  return functions_.Find(lower).value_or(std::string_view());
}

std::optional<std::string_view> WordBook::TitleOf(std::string_view lower) const {
  if (lower.ends_with('.')) lower.remove_suffix(1);
  return titles_.Find(lower);
}

bool WordBook::IsCourtesy(std::string_view lower) const {
  return TitleOf(lower).value_or("").ends_with("\tcourtesy");
}

std::string_view WordBook::NationOf(const std::string& lower) const {
  const auto it = nations_.find(lower);
  return it == nations_.end() ? std::string_view() : it->second;
}

std::string_view WordBook::AgeIn(std::string_view word) {
  const size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  if (digits == 0 || digits > kMaxAgeDigits) return {};
  const std::string_view rest = word.substr(digits);
  return rest.empty() || rest == "-year-old" ? word.substr(0, digits) : std::string_view();
}

Gender WordBook::GenderOf(const std::string& noun) const {
  Description read;
  ReadNoun(noun, &read);
  return read.gender;
}

bool WordBook::IsForPeople(std::string_view lower) const {
  const auto is_noun = [this](const std::string& word) {
    Description read;
    ReadNoun(word, &read);
    return read.noun_class == NounClass::kPerson || roles_.Contains(read.noun);
  };
  if (lower.empty() || is_noun(std::string(lower))) return !lower.empty();
  const size_t hyphen = lower.rfind('-');
  return hyphen != std::string_view::npos && (is_noun(std::string(lower.substr(0, hyphen))) ||
                                              is_noun(std::string(lower.substr(hyphen + 1))));
}

void WordBook::ReadNoun(const std::string& written, Description* out) const {
  const std::string word = written.substr(0, written.find("-of-"));  // "mother-of-three"
  out->noun = word;
  auto found = nouns_.Find(word);
  if (!found) {
    std::string singular = endings_.Singular(word);
    found = nouns_.Find(singular);
    out->is_plural = singular != word;
    if (found) out->noun = std::move(singular);
  }
  if (found) {
    out->noun_class = ClassOf(*found);
    out->gender = GenderIn(*found);
  } else if (!NationOf(word).empty()) {
    out->noun_class = NounClass::kDemonym;
    out->is_plural = false;
    out->nation = NationOf(word);
  } else if (uses_.EndsIn(word, WordUse::kPersonEnding)) {
    out->noun_class = NounClass::kPerson;
  }
  out->is_plural = out->is_plural || uses_.Is(word, WordUse::kPlural);
  const auto role = roles_.Find(out->noun);
  out->is_state = role && *role == "state";
}

Description WordBook::Describe(const Syntax& s, TokenRange tokens) const {
  Description out;
  const std::string first = LowerWord(s.Token(tokens.begin));
  const std::string_view function = FunctionOf(first);
  if (uses_.Is(first, WordUse::kDefinite)) {
    out.determiner = Determiner::kThe;
  } else if (uses_.Is(first, WordUse::kPossessor)) {
    out.determiner = Determiner::kPossessive;
  } else if (uses_.Is(first, WordUse::kDemonstrative)) {
    out.determiner = Determiner::kThis;
  } else if (function == "det") {
    out.determiner = Determiner::kOther;
  }
  for (size_t k = tokens.begin; k < tokens.end; ++k) {
    if (uses_.Is(s.Token(k), WordUse::kPossessive)) {
      out.determiner = Determiner::kPossessive;
      continue;
    }
    const std::string word = LowerWord(s.Token(k));
    if (const std::string_view age = AgeIn(word); age.size() < word.size() && !age.empty())
      out.age = age;
    if (const std::string_view nation = NationOf(word); !nation.empty()) out.nation = nation;
    if (k > tokens.begin) {  // "South African"
      const std::string_view nation = NationOf(LowerWord(s.Token(k - 1)) + " " + word);
      if (!nation.empty()) out.nation = nation;
    }
    if (k + 1 < tokens.end && FunctionOf(word).empty() && text::StartsAsWord(word))
      out.modifiers.push_back(word);
  }
  ReadNoun(LowerWord(s.Token(tokens.end - 1)), &out);
  return out;
}

}  // namespace textanalysis::coreference
