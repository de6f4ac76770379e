// What the words of mentions tell: pronouns' genders, nouns' classes, nations.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_WORDS_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/coreference/word_uses.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/syntax/endings.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::coreference {

// Returns `token` in lower case; empty where it is longer than any word, so that no look-up costs more.
std::string LowerWord(std::string_view token);

// Whether the letters of a token are those of a body, not of the word that they would be in small
// letters: "the WHO said", unless the words around it are in capitals, too.
//   Requires: token < syntax.tokens.size().
bool IsAcronym(const syntax::Syntax& syntax, size_t token);

// What sort of thing a noun describes.
enum class NounClass { kUnknown, kPerson, kBody, kEither, kDocument, kDemonym };
inline constexpr size_t kNumNounClasses = 6;

// How a noun phrase begins.
enum class Determiner { kNone, kThe, kPossessive, kThis, kOther };

// What a noun phrase says of whom it means: "the 63-year-old French actress".
struct Description {
  Determiner determiner = Determiner::kNone;
  std::string noun{};  // Its last word in lower case, without a plural's "s".
  NounClass noun_class = NounClass::kUnknown;
  bool is_plural = false;
  bool is_state = false;  // President, premier: heads of states and governments.
  entities::Gender gender = entities::Gender::kUnknown;
  std::string nation{};
  std::string age{};
  std::vector<std::string> modifiers{};  // In lower case, without function words.
};

// Immutable; safe for any number of threads.
class WordBook {
 public:
  // Reads sections "word_uses", "word_endings", "function_words", "descriptions", "roles", "titles"
  // and "places"; the bundle must outlive it.
  explicit WordBook(const model::Bundle& bundle);

  // Returns what the phrase of `tokens` says.
  //   Requires: a non-empty range.
  //   Cost: O(tokens).
  Description Describe(const syntax::Syntax& syntax, syntax::TokenRange tokens) const;

  // Returns what single words are to mentions.
  const WordUses& uses() const { return uses_; }
  // Returns the regular endings of words.
  const syntax::Endings& endings() const { return endings_; }

  // Returns the gender that a pronoun tells: he, him, his; she, her.
  std::optional<entities::Gender> PronounGender(std::string_view word) const;

  // Returns whether `word` is a pronoun for several people, or for one of either gender: they,
  // them, their.
  bool IsThey(std::string_view word) const;

  // Returns what a word does in a clause ("prep", "det", …), or nothing for words of content.
  std::string_view FunctionOf(std::string_view lower) const;

  // Returns the country of a demonym or of its own name, in lower case; else empty.
  std::string_view NationOf(const std::string& lower) const;
  // Returns what is known of a word that is put before a name ("mr", "mr.", "dr"), its gender first;
  // or nothing.
  std::optional<std::string_view> TitleOf(std::string_view lower) const;
  bool IsTitle(std::string_view lower) const { return TitleOf(lower).has_value(); }
  // Returns whether such a word says nothing but that somebody is a man or a woman: "mrs".
  bool IsCourtesy(std::string_view lower) const;

  // Returns the gender that a noun tells: "wife".
  entities::Gender GenderOf(const std::string& noun) const;

  // Returns whether `lower`, or a part of it between hyphens, is a noun for people: "vice-presidents".
  bool IsForPeople(std::string_view lower) const;

  // Returns the age in "63" or "63-year-old"; else empty.
  static std::string_view AgeIn(std::string_view word);

 private:
  void ReadNoun(const std::string& written, Description* out) const;

  WordUses uses_;
  syntax::Endings endings_;
  model::Lexicon functions_;
  model::Lexicon nouns_;
  model::Lexicon roles_;
  model::Lexicon titles_;
  std::unordered_map<std::string, std::string_view> nations_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_WORDS_H_
