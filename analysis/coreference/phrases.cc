// A phrase is walked unit by unit, a name being one unit, up to a comma, a preposition or a verb;
// the last unit is its head. Complements and appositions are taken after that.

#include "analysis/coreference/phrases.h"

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::coreference {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using syntax::Ending;
using syntax::Syntax;
using syntax::TokenRange;

namespace {

// A phrase has at most so many tokens: a bound on cost.
constexpr size_t kMaxPhrase = 40;
// So many complements one after the other: "a leader of the union of nurses".
constexpr size_t kMaxComplements = 3;
// A description has at most so many words after its article.
constexpr size_t kMaxDescription = 6;
// No article is longer, in bytes.
constexpr size_t kLongestArticle = 8;
// What a token costs, in bytes of plain text.
constexpr size_t kTokenPace = 16;
// A relative clause with a complement has at most so many words.
constexpr size_t kMaxRelative = 16;
// Words of a phrase before an age.
constexpr size_t kMaxAged = 6;

}  // namespace

// One phrase being read.
class PhraseReader::Walk {
 public:
  Walk(const WordBook& words, const Syntax& s, const std::vector<NameAt>& names,
       const std::vector<Entity>& entities, TokenRange source, TokenRange cue)
      : words_(words), s_(s), names_(names), entities_(entities), source_(source) {
    const TokenRange sentence = s.sentences[syntax::RangeAt(s.sentences, source.begin)];
    limit_ = std::min(std::max(sentence.end, source.end), source.begin + kMaxPhrase);
    if (cue.begin >= source.begin) limit_ = std::min(limit_, std::max(cue.begin, source.begin));
  }

  std::optional<Phrase> Run() {
    size_t begin = Start();
    if (begin >= limit_) return std::nullopt;
    if (Is(begin, WordUse::kPronoun) && !IsAcronym(s_, begin))
      return Phrase{{begin, begin + 1}, {begin, begin + 1}, MentionType::kPronoun};
    if (const NameAt* person = BeforeApposition(begin))
      return Phrase{{person->tokens.begin, WalkUnits(begin).end},
                    person->tokens,
                    MentionType::kName,
                    person->entity};
    begin = BeforeRelative(begin);
    for (;;) {
      Phrase phrase = ReadFrom(begin);
      const bool is_person = IsPerson(phrase);
      if (is_person || !FollowsTie(begin)) return phrase;
      // "seen by the Guardian, chief executive Ana Reis": the person after the comma.
      const size_t comma = phrase.whole.end;
      if (comma + 1 >= std::min(limit_, source_.end) || s_.Token(comma) != ",") return phrase;
      // "Before the court, the delegation": the subject after it.
      const Phrase next = ReadFrom(comma + 1);
      const bool is_subject = OpensSentence(begin) && Is(comma + 1, WordUse::kDefinite);
      if (!IsPerson(next) && !is_subject) return phrase;
      return next;
    }
  }

 private:
  std::string Lower(size_t token) const { return LowerWord(s_.Token(token)); }
  bool Is(size_t token, WordUse use) const { return words_.uses().Is(Lower(token), use); }
  std::string_view Function(size_t token) const {
    return IsAcronym(s_, token) ? std::string_view() : words_.FunctionOf(Lower(token));
  }

  bool IsWord(size_t token) const {
    const char32_t c = text::DecodeAt(s_.Token(token), 0).value;
    return text::IsWordChar(c) || c == '$' || c == '@' || c == '#';
  }

  bool IsPerson(const Phrase& p) const {
    return p.type == MentionType::kName && entities_[p.entity].type == EntityType::kPerson;
  }

  // Whether a possessive's mark stands at `token`: "'s", or an apostrophe after an "s".
  bool IsPossessiveAt(size_t token) const {
    const std::string_view mark = s_.Token(token);
    if (words_.uses().Is(mark, WordUse::kPossessive)) return true;
    return (mark == "’" || mark == "'") && token > 0 && token + 1 < limit_ &&
           words_.endings().Has(s_.Token(token - 1), Ending::kS) &&
           s_.tokens[token - 1].end == s_.tokens[token].begin && IsWord(token + 1) &&
           text::IsAsciiLower(s_.Token(token + 1)[0]);
  }

  // The first word that is no preposition, conjunction or mark.
  size_t Start() const {
    size_t begin = source_.begin;
    const auto name = NameFrom(names_, begin);
    if (name != names_.end() && name->tokens.begin < begin) return name->tokens.begin;
    // "The Spaniard, 34,": who is of that age.
    if (begin > 1 && !WordBook::AgeIn(s_.Token(begin)).empty() && s_.Token(begin - 1) == ",") {
      size_t noun = begin - 1;
      while (noun > 0 && begin - noun < kMaxAged && IsWord(noun - 1)) {
        --noun;
        if (Function(noun) == "det") return noun;
      }
    }
    while (begin < limit_ && (!IsWord(begin) || Is(begin, WordUse::kPossessive) ||
                              Function(begin) == "prep" || Function(begin) == "conj"))
      ++begin;
    return begin;
  }

  // Whether what begins at `begin` depends on a preposition or a participle before it: "by the
  // Guardian", "Appearing before the court".
  bool FollowsTie(size_t begin) const {
    return (begin > 0 && Function(begin - 1) == "prep") ||
           (OpensSentence(begin) && words_.uses().EndsIn(Lower(begin), WordUse::kParticipleEnding));
  }

  // The subject of the relative clause that ends in what begins at `begin`, after a preposition:
  // "researchers who made an atlas after surveying 63 countries"; else `begin`.
  size_t BeforeRelative(size_t begin) const {
    if (begin == 0 || Function(begin - 1) != "prep") return begin;
    const size_t first = s_.sentences[syntax::RangeAt(s_.sentences, begin)].begin;
    for (size_t k = begin; k > first + 1 && begin - k < kMaxRelative && IsWord(k - 1); --k) {
      if (!Is(k - 1, WordUse::kRelative) || Is(k - 1, WordUse::kDemonstrative)) continue;
      size_t noun = k - 1;
      while (noun > first && k - noun < kMaxDescription && IsWord(noun - 1) &&
             Function(noun - 1).empty())
        --noun;
      if (noun > first && Function(noun - 1) == "det") --noun;
      return noun < k - 1 ? noun : begin;
    }
    return begin;
  }

  // The person who opens a sentence and whom what begins at `begin` is said of: "Nora Quill, a nurse
  // who helped"; or null.
  const NameAt* BeforeApposition(size_t begin) const {
    if (begin < 2 || s_.Token(begin - 1) != "," || Function(begin) != "det" ||
        Is(begin, WordUse::kDefinite))
      return nullptr;
    const auto name = NameFrom(names_, begin - 2);
    const bool is_person = name != names_.end() && name->tokens.end == begin - 1 &&
                           entities_[name->entity].type == EntityType::kPerson;
    const size_t first = s_.sentences[syntax::RangeAt(s_.sentences, begin)].begin;
    return is_person && name->tokens.begin == first ? &*name : nullptr;
  }

  // Whether `token` is the first word of its sentence, or follows the preposition that is.
  bool OpensSentence(size_t token) const {
    const size_t first = s_.sentences[syntax::RangeAt(s_.sentences, token)].begin;
    return token == first || (token == first + 1 && Function(first) == "prep");
  }

  // What a walk over units found.
  struct Units {
    size_t end;                    // After the last.
    const NameAt* last = nullptr;  // The last unit, if it is a name.
  };

  // Walks over words and names from `begin` on, up to a comma, preposition, conjunction or verb.
  Units WalkUnits(size_t begin) const {
    Units u{.end = begin};
    while (u.end < limit_) {
      const auto name = NameFrom(names_, u.end);
      if (name != names_.end() && name->tokens.begin == u.end && name->tokens.end <= limit_) {
        u.last = &*name;
        u.end = AfterBrackets(name->tokens.end);
        continue;
      }
      // Letters behind a name belong to it: "Fenella Hart KC told".
      if (u.last != nullptr && Is(u.end, WordUse::kPostNominal)) {
        ++u.end;
        continue;
      }
      if (!IsPossessiveAt(u.end) && (!IsWord(u.end) || EndsUnits(u.end, begin))) break;
      if (u.last != nullptr && u.last->tokens.end == u.end && !GoesOn(*u.last, u.end)) break;
      if (u.end > begin && IsVerbAfterNoun(u.end)) break;
      u.last = nullptr;
      ++u.end;
    }
    // An adverb at the end belongs to the verb: "The minister also said".
    while (u.end > begin + 1 && u.last == nullptr && Is(u.end - 1, WordUse::kAdverb)) --u.end;
    const auto name = NameFrom(names_, u.end - 1);
    if (u.end > begin && name != names_.end() && name->tokens.end == u.end) u.last = &*name;
    return u;
  }

  // The end of the short form in brackets at `end`, where a noun follows it: "Port Authority (PA)
  // chief"; else `end`.
  size_t AfterBrackets(size_t end) const {
    const bool is_short = end + 3 < limit_ && s_.Token(end) == "(" && s_.Token(end + 2) == ")";
    return is_short && IsWord(end + 3) && Function(end + 3).empty() &&
                   text::IsAsciiLower(s_.Token(end + 3)[0])
               ? end + 3
               : end;
  }

  // "The 51-year-old denied it": a past tense after a noun that describes somebody.
  bool IsVerbAfterNoun(size_t token) const {
    if (!words_.endings().Has(Lower(token), Ending::kPast) || text::StartsUpper(s_.Token(token)))
      return false;
    const NounClass noun = words_.Describe(s_, {token - 1, token}).noun_class;
    return noun == NounClass::kPerson || noun == NounClass::kBody || noun == NounClass::kDemonym;
  }

  // Whether the words from `token` on, right after a name, belong to the phrase: "Hollis pal", but
  // not "Hollis denied".
  bool GoesOn(const NameAt& name, size_t token) const {
    if (IsPossessiveAt(token) || text::StartsUpper(s_.Token(token))) return true;
    if (words_.endings().Has(Lower(token), Ending::kPast)) return false;
    if (entities_[name.entity].type != EntityType::kPerson) return true;
    const auto next = NameFrom(names_, token);
    const size_t limit = next == names_.end() ? limit_ : std::min(limit_, next->tokens.begin);
    size_t end = token + 1;
    while (end < limit && (IsPossessiveAt(end) || (IsWord(end) && !EndsUnits(end, token)))) ++end;
    const NounClass noun = words_.Describe(s_, {end - 1, end}).noun_class;
    return noun != NounClass::kUnknown && noun != NounClass::kDemonym;
  }

  bool EndsUnits(size_t token, size_t begin) const {
    const std::string_view function = Function(token);
    if (function.empty() || function == "det") return false;
    // A pronoun ends a phrase unless it is the phrase's first word: "those close to it", "this".
    return !(function == "subject" && token == begin) && !(function == "object" && token == begin);
  }

  Phrase ReadFrom(size_t begin) const {
    const Units u = WalkUnits(begin);
    Phrase phrase{{begin, std::max(u.end, begin + 1)}, {begin, std::max(u.end, begin + 1)}};
    if (u.last != nullptr && IsDemonym(*u.last)) {
      const TokenRange nation{u.last->tokens.begin - 1, u.last->tokens.end};
      return {nation, nation};
    }
    if (u.last != nullptr && !IsCoordinatedNoun(u.end)) {
      phrase.type = MentionType::kName;
      phrase.entity = u.last->entity;
      phrase.head = u.last->tokens;
      return phrase;
    }
    const size_t noun_end = phrase.whole.end;
    const NameAt* last = nullptr;
    phrase.whole.end = ComplementsEnd(noun_end, &last);
    // "The UN and other bodies" are no more the first than the last.
    if (u.last != nullptr) phrase.head.end = phrase.whole.end;
    // A name at the end is who is described ("Ambassador to the Netherlands Ammar Hijazi"), but not
    // behind an article ("a spokesman for Mayor Ruth Adeyemi") nor of several.
    if (words_.FunctionOf(Lower(begin)) == "det" ||
        words_.Describe(s_, {begin, noun_end}).is_plural)
      last = nullptr;
    if (const NameAt* name = Apposition(phrase.whole.end)) last = name;
    if (last == nullptr) return phrase;
    return {{begin, last->tokens.end}, last->tokens, MentionType::kName, last->entity};
  }

  // "the Scot", "the Democrat": one of a people or party.
  bool IsDemonym(const NameAt& name) const {
    const std::string word = Lower(name.tokens.end - 1);
    const bool is_people = words_.uses().EndsIn(word, WordUse::kPeopleEnding);
    const size_t article = name.tokens.begin - 1;
    if (name.tokens.begin == 0) return false;
    const NounClass noun = words_.Describe(s_, {article, name.tokens.end}).noun_class;
    return !is_people && Is(article, WordUse::kDefinite) &&
           (noun == NounClass::kDemonym || noun == NounClass::kPerson);
  }

  // "Ana Diaz and allies": not the name alone.
  bool IsCoordinatedNoun(size_t end) const {
    if (end + 1 >= std::min(limit_, source_.end) || !Is(end, WordUse::kAnd)) return false;
    const auto name = NameFrom(names_, end + 1);
    const bool is_name = name != names_.end() && name->tokens.begin < source_.end;
    return !is_name && IsWord(end + 1) && Function(end + 1) != "prep";
  }

  // The person after a comma: "The UN envoy, Elena Kostas", "One of the protesters, Hayley Walsh",
  // "The host, board member Nicole Lederer".
  const NameAt* Apposition(size_t comma) const {
    if (comma + 1 >= limit_ || s_.Token(comma) != ",") return nullptr;
    const Units u = WalkUnits(comma + 1);
    const bool is_person =
        u.last != nullptr && entities_[u.last->entity].type == EntityType::kPerson;
    return is_person ? u.last : nullptr;
  }

  // The end of the complements from `end` on. `person` is set to one who ends the last of them after
  // a name or noun of its own.
  size_t ComplementsEnd(size_t end, const NameAt** person) const {
    for (size_t n = 0; n < kMaxComplements; ++n) {
      size_t tie = end;
      if (tie + 2 < limit_ && tie < source_.end && Function(tie).empty() && IsWord(tie) &&
          (Function(tie + 1) == "to" || Function(tie + 1) == "prep"))
        ++tie;  // "close to", "familiar with".
      if (tie + 1 >= limit_ || !IsTie(tie)) break;
      const Units u = WalkUnits(tie + 1);
      if (u.end == tie + 1) break;
      end = u.end;
      const bool is_person =
          u.last != nullptr && entities_[u.last->entity].type == EntityType::kPerson;
      const bool is_his = is_person && (Is(tie, WordUse::kAnd) || IsApart(tie + 1, *u.last));
      *person = is_his ? u.last : nullptr;
    }
    return end;
  }

  // Whether what stands between `begin` and `name` is more than titles.
  bool IsApart(size_t begin, const NameAt& name) const {
    size_t title = name.tokens.begin;
    while (title > begin && text::StartsUpper(s_.Token(title - 1)) &&
           (words_.IsTitle(Lower(title - 1)) ||
            words_.Describe(s_, {title - 1, title}).noun_class == NounClass::kPerson))
      --title;
    return title > begin;
  }

  bool IsTie(size_t token) const {
    const std::string word = Lower(token);
    const std::string_view function = words_.FunctionOf(word);
    if (token < source_.end)
      return function == "prep" || function == "to" ||
             (function == "conj" && Is(token, WordUse::kAnd));
    // Even where the reader did not see it.
    return Is(token, WordUse::kTie);
  }

  const WordBook& words_;
  const Syntax& s_;
  const std::vector<NameAt>& names_;
  const std::vector<Entity>& entities_;
  const TokenRange source_;
  size_t limit_ = 0;
};

namespace {

// The end of the description that the article at `article` begins, or `article`.
size_t DescriptionEnd(const WordBook& words, const Syntax& s, size_t article) {
  const size_t sentence = syntax::RangeAt(s.sentences, article);
  const size_t limit = std::min(s.sentences[sentence].end, article + kMaxDescription + 1);
  size_t noun = article;
  for (size_t k = article + 1; k < limit; ++k) {
    const std::string word = LowerWord(s.Token(k));
    if (!text::StartsAsWord(word) || !words.FunctionOf(word).empty() ||
        words.uses().Is(word, WordUse::kPossessive))
      break;
    const Description d = words.Describe(s, {k, k + 1});
    if (noun > article && d.noun_class == NounClass::kUnknown) break;  // Its verb.
    const bool is_one = d.noun_class != NounClass::kUnknown && !d.is_plural;
    if (is_one) noun = k;
  }
  if (noun == article) return article;
  const NounClass noun_class = words.Describe(s, {noun, noun + 1}).noun_class;
  const bool may_refer = noun_class == NounClass::kPerson || noun_class == NounClass::kBody ||
                         noun_class == NounClass::kEither;
  return may_refer ? noun + 1 : article;
}

}  // namespace

std::vector<TokenRange> FindDescriptions(const WordBook& words, const Syntax& s,
                                         const std::vector<NameAt>& names,
                                         const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<TokenRange> out;
  for (size_t k = 0; k < s.tokens.size() && pace.GoesOn(kTokenPace); ++k) {
    if (s.Token(k).size() > kLongestArticle) continue;
    const std::string word = LowerWord(s.Token(k));
    if (!words.uses().Is(word, WordUse::kDefinite) && !words.uses().Is(word, WordUse::kPossessor))
      continue;
    const size_t end = DescriptionEnd(words, s, k);
    if (end == k) continue;
    const auto name = NameFrom(names, k);
    if (name == names.end() || name->tokens.begin > end) out.push_back({k, end});
  }
  return out;
}

namespace {

// What a token costs that may be the noun of a phrase, in bytes of plain text.
constexpr size_t kNominalPace = 64;

// The noun phrases of people and bodies, by their last nouns.
class NominalFinder {
 public:
  NominalFinder(const WordBook& words, const Syntax& s, const std::vector<NameAt>& names)
      : words_(words), s_(s), names_(names) {}

  // The phrase whose noun is `noun`, in a sentence that begins at `first`.
  std::optional<TokenRange> At(size_t noun, size_t first) const {
    if (!IsNoun(noun) || IsName(noun)) return std::nullopt;
    const size_t next = noun + 1;
    const bool goes_on = next < s_.tokens.size() && (IsName(next) || IsNoun(next));
    if (goes_on) return std::nullopt;
    const Description said = words_.Describe(s_, {noun, next});
    size_t begin = Begin(noun, first);
    // Before a plural, "that" is a conjunction: "hoped that officers came".
    if (said.is_plural && begin < noun && words_.FunctionOf(LowerWord(s_.Token(begin))) == "that")
      ++begin;
    const bool is_whole = begin < noun && IsDeterminer(begin);
    const bool is_owned = begin < noun && IsName(begin);
    if (!is_whole && !is_owned && !said.is_plural) return std::nullopt;
    return TokenRange{begin, next};
  }

 private:
  bool IsNoun(size_t token) const {
    const std::string word = LowerWord(s_.Token(token));
    if (!text::StartsAsWord(word) || !words_.FunctionOf(word).empty()) return false;
    const NounClass noun = words_.Describe(s_, {token, token + 1}).noun_class;
    return noun == NounClass::kPerson || noun == NounClass::kBody || noun == NounClass::kEither;
  }

  bool IsName(size_t token) const {
    const auto name = NameFrom(names_, token);
    return name != names_.end() && name->tokens.begin <= token;
  }

  bool IsDeterminer(size_t token) const {
    const std::string word = LowerWord(s_.Token(token));
    const WordUses& uses = words_.uses();
    return words_.FunctionOf(word) == "det" || uses.Is(word, WordUse::kDefinite) ||
           uses.Is(word, WordUse::kPossessor) || uses.Is(word, WordUse::kDemonstrative);
  }

  // "his two sisters"; but not "said that the sisters".
  size_t FirstDeterminer(size_t token, size_t first) const {
    while (token > first && IsDeterminer(token - 1) &&
           !words_.uses().Is(LowerWord(s_.Token(token - 1)), WordUse::kDemonstrative))
      --token;
    return token;
  }

  // Where the phrase begins: at its determiner, its owner's name or the first of its modifiers.
  size_t Begin(size_t noun, size_t first) const {
    size_t begin = noun, modifier = noun;
    while (begin > first && noun - begin < kMaxDescription) {
      const size_t before = begin - 1;
      if (IsDeterminer(before)) return FirstDeterminer(before, first);
      const auto name = NameFrom(names_, before);
      if (name != names_.end() && name->tokens.begin <= before) {
        begin = name->tokens.begin;
        modifier = begin;
        continue;
      }
      const std::string word = LowerWord(s_.Token(before));
      const bool is_owner_mark = words_.uses().Is(word, WordUse::kPossessive);
      if (!is_owner_mark && (!text::StartsAsWord(word) || !words_.FunctionOf(word).empty())) break;
      --begin;
      // "accused councillors" may have a verb.
      if (begin + 1 == modifier && !is_owner_mark && !IsVerblike(word)) modifier = begin;
    }
    return modifier;
  }

  bool IsVerblike(const std::string& word) const {
    return words_.endings().Has(word, Ending::kPast) || words_.endings().Has(word, Ending::kGerund);
  }

  const WordBook& words_;
  const Syntax& s_;
  const std::vector<NameAt>& names_;
};

}  // namespace

std::vector<TokenRange> FindNominals(const WordBook& words, const Syntax& s,
                                     const std::vector<NameAt>& names, const text::Budget& budget) {
  text::Pace pace(budget);
  const NominalFinder finder(words, s, names);
  std::vector<TokenRange> out;
  for (const TokenRange& sentence : s.sentences) {
    for (size_t k = sentence.begin; k < sentence.end && pace.GoesOn(kNominalPace); ++k) {
      if (const auto nominal = finder.At(k, sentence.begin)) out.push_back(*nominal);
    }
  }
  return out;
}

std::optional<Phrase> PhraseReader::Read(const Syntax& s, const std::vector<NameAt>& names,
                                         const std::vector<Entity>& entities, TokenRange source,
                                         TokenRange cue) const {
  if (source.begin >= source.end) return std::nullopt;
  return Walk(words_, s, names, entities, source, cue).Run();
}

}  // namespace textanalysis::coreference
