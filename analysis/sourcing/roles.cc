#include "analysis/sourcing/roles.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::sourcing {
namespace {

using coreference::LowerWord;
using coreference::WordBook;
using coreference::WordUse;
using syntax::Syntax;
using syntax::TokenRange;

// The longest role, in tokens, and how far into one its noun may stand.
constexpr size_t kMaxRole = 24, kMaxToNoun = 12;
// So many clauses after a name are read.
constexpr size_t kMaxClauses = 3;

class RoleReader {
 public:
  RoleReader(const Syntax& syntax, const RoleWords& words, TokenRange name)
      : s_(syntax),
        all_words_(words),
        words_(words.book),
        name_(name),
        sentence_(s_.sentences[syntax::RangeAt(s_.sentences, name.begin)]) {}

  std::optional<TokenRange> Read() const {
    if (const auto after = After()) return after;
    return Before();
  }

 private:
  std::string Lower(size_t k) const { return LowerWord(s_.Token(k)); }
  std::string_view FunctionOf(size_t k) const { return words_.FunctionOf(Lower(k)); }
  bool IsDeterminer(size_t k) const {
    return (FunctionOf(k) == "det" || words_.uses().Is(Lower(k), WordUse::kDeterminer)) &&
           !words_.uses().Is(s_.Token(k), WordUse::kPossessive);
  }
  bool IsForPeople(size_t k) const { return sourcing::IsForPeople(s_, all_words_, k); }
  bool IsComma(size_t k) const { return s_.Token(k) == ","; }

  // ", 61, a doctor from Leeds,": up to the next comma or the end of the sentence.
  std::optional<TokenRange> After() const {
    size_t k = name_.end;
    if (k >= sentence_.end || !IsComma(k)) return std::nullopt;
    ++k;
    while (k + 1 < sentence_.end && !WordBook::AgeIn(Lower(k)).empty() && IsComma(k + 1)) k += 2;
    for (size_t clause = 0; clause < kMaxClauses && k < sentence_.end; ++clause) {
      const size_t begin = k;
      if (const auto role = ClauseFrom(begin, &k)) return role;
      if (k >= sentence_.end || !IsComma(k) || k == begin) break;
      ++k;
    }
    return std::nullopt;
  }

  // The role in the clause from `begin` on, whose end is put into `*end`.
  std::optional<TokenRange> ClauseFrom(size_t begin, size_t* end) const {
    bool has_noun = false;
    // "who was a nurse"; but not "who slept beside his brother", "holding her husband".
    const bool is_clause =
        begin < sentence_.end &&
        (words_.uses().Is(Lower(begin), WordUse::kRelative) || IsParticiple(begin));
    size_t& k = *end;
    size_t cut = 0;  // Where a relative clause begins within it.
    for (k = begin; k < sentence_.end && k - begin < kMaxRole; ++k) {
      const std::string_view token = s_.Token(k);
      if (!text::StartsAsWord(token) && token != "(" && token != ")" && token != "&" &&
          token[0] != '\'' && !token.starts_with("’"))
        break;
      if (k == begin && (BeginsAnother(k) || IsVerbWithObject(k))) return std::nullopt;
      if (k > begin && has_noun && cut == 0 && words_.uses().Is(Lower(k), WordUse::kRelative))
        cut = k;
      has_noun = has_noun || (k - begin < kMaxToNoun && IsForPeople(k) &&
                              (!is_clause || IsPredicate(k, begin)));
    }
    if (!has_noun) return std::nullopt;
    const TokenRange role{begin, cut == 0 ? k : cut};
    const size_t at = HeadOf(s_, all_words_, role);
    // "Kemp, 42, wept in the dock": a word that is no noun for people.
    if (at == begin && !IsForPeople(at) && FunctionOf(at).empty()) return std::nullopt;
    const std::string head = Lower(at);
    if (all_words_.sources.Find(head) == SourceWord::kAnonymous) return std::nullopt;
    return WithoutArticle(s_, all_words_, role);
  }

  bool IsParticiple(size_t k) const {
    return FunctionOf(k).empty() && !IsForPeople(k) &&
           words_.endings().Has(Lower(k), syntax::Ending::kGerund);
  }

  // Whether the phrase of the noun at `k` is what a clause from `begin` on says that somebody is.
  bool IsPredicate(size_t k, size_t begin) const {
    while (k > begin && FunctionOf(k).empty()) --k;
    if (k > begin && IsDeterminer(k) && !words_.uses().Is(Lower(k), WordUse::kPossessor)) --k;
    return words_.uses().Is(Lower(k), WordUse::kBe) ||
           words_.uses().Is(Lower(k), WordUse::kCopula) ||
           words_.uses().Is(Lower(k), WordUse::kBeing) || words_.uses().Is(Lower(k), WordUse::kAs);
  }

  // Whether what follows a comma is no description: "and Ana Diaz", "where the minister …".
  bool BeginsAnother(size_t k) const {
    const std::string_view function = FunctionOf(k);
    const std::string word = Lower(k);
    return function == "conj" || function == "prep" || function == "subject" ||
           function == "finite" || function == "modal" ||
           (function == "wh" && !words_.uses().Is(word, WordUse::kRelative));
  }

  // Whether what follows a comma is what somebody did to another: "repeatedly called the minister a liar".
  bool IsVerbWithObject(size_t k) const {
    while (k + 1 < sentence_.end && IsAdverb(k)) ++k;
    return k + 1 < sentence_.end && !text::StartsUpper(s_.Token(k)) && FunctionOf(k).empty() &&
           !IsForPeople(k) && FunctionOf(k + 1) == "det";
  }

  bool IsAdverb(size_t k) const {
    return words_.uses().Is(Lower(k), WordUse::kAdverb) ||
           words_.endings().Has(Lower(k), syntax::Ending::kAdverb);
  }

  // "state advocate Yuri Gangai", or with a comma between, "the UN envoy, Elena Kostas".
  std::optional<TokenRange> Before() const {
    size_t end = name_.begin;
    if (end > sentence_.begin && IsComma(end - 1)) return BeforeComma(end - 1);
    if (end == sentence_.begin || !(IsForPeople(end - 1) || words_.IsTitle(Lower(end - 1))))
      return std::nullopt;
    bool has_noun = false;
    size_t begin = end;
    while (begin > sentence_.begin && end - begin < kMaxRole && Joins(begin - 1)) {
      --begin;
      has_noun = has_noun || IsForPeople(begin);
    }
    if (!has_noun) return std::nullopt;
    return WithoutArticle(s_, all_words_, {begin, end});
  }

  // Whether a token may be a part of a role before a name.
  bool Joins(size_t k) const {
    const std::string_view token = s_.Token(k);
    if (token == "(" || token == ")" || words_.uses().Is(token, WordUse::kPossessive)) return true;
    if (!text::StartsAsWord(token)) return false;
    const std::string_view function = FunctionOf(k);
    return function.empty() || words_.uses().Is(Lower(k), WordUse::kPossessor);
  }

  // The phrase that ends before a comma, from the determiner or the beginning of a clause on.
  std::optional<TokenRange> BeforeComma(size_t comma) const {
    bool has_noun = false;
    for (size_t k = comma; k > sentence_.begin && comma - k < kMaxRole;) {
      --k;
      if (!text::StartsAsWord(s_.Token(k)) &&
          !words_.uses().Is(s_.Token(k), WordUse::kPossessive) && s_.Token(k) != "(" &&
          s_.Token(k) != ")")
        return has_noun && k + 1 < comma ? Checked({k + 1, comma}) : std::nullopt;
      has_noun = has_noun || IsForPeople(k);
      const bool goes_on = k > sentence_.begin && words_.uses().Is(Lower(k - 1), WordUse::kOf);
      if (has_noun && IsDeterminer(k) && !goes_on) return Checked({k, comma});
      if (has_noun && k == sentence_.begin) return Checked({k, comma});
    }
    return std::nullopt;
  }

  // A phrase that begins as a noun's does.
  std::optional<TokenRange> Checked(TokenRange r) const {
    const bool is_of_people = IsForPeople(r.end - 1) || IsForPeople(HeadOf(s_, all_words_, r));
    if (!is_of_people || (r.begin > sentence_.begin && FunctionOf(r.begin - 1) == "prep"))
      return std::nullopt;
    // What holds a verb is a clause and no role: "Dock workers will stay out, Ana Diaz said."
    for (size_t k = r.begin; k < r.end; ++k) {
      const bool is_verb = FunctionOf(k) == "modal" || FunctionOf(k) == "finite";
      if (is_verb && !words_.uses().Is(s_.Token(k), WordUse::kPossessive)) return std::nullopt;
    }
    const std::string_view function = FunctionOf(r.begin);
    if (function == "prep" || function == "conj" || function == "subject" || function == "wh" ||
        function == "finite" || function == "modal")
      return std::nullopt;
    return WithoutArticle(s_, all_words_, r);
  }

  const Syntax& s_;
  const RoleWords& all_words_;
  const WordBook& words_;
  const TokenRange name_;
  const TokenRange sentence_;
};

}  // namespace

bool IsForPeople(const Syntax& syntax, const RoleWords& words, size_t token) {
  const std::string word = LowerWord(syntax.Token(token));
  if (!words.book.FunctionOf(word).empty()) return false;
  return words.book.IsForPeople(word) || words.sources.Find(word) == SourceWord::kRole;
}

size_t HeadOf(const Syntax& syntax, const RoleWords& words, TokenRange phrase) {
  for (size_t k = phrase.begin + 1; k < phrase.end; ++k) {
    const std::string word = LowerWord(syntax.Token(k));
    const std::string_view function = words.book.FunctionOf(word);
    const bool ends = function == "prep" || function == "wh" || function == "to" ||
                      function == "that" || syntax.Token(k) == "," ||
                      words.book.uses().Is(word, WordUse::kTie) ||
                      words.book.uses().Is(word, WordUse::kClose);
    if (ends) return k - 1;
  }
  return phrase.end - 1;
}

TokenRange WithoutArticle(const Syntax& syntax, const RoleWords& words, TokenRange tokens) {
  const std::string first = LowerWord(syntax.Token(tokens.begin));
  const coreference::WordUses& uses = words.book.uses();
  const bool is_article =
      uses.Is(first, WordUse::kDeterminer) && !uses.Is(first, WordUse::kPossessor) &&
      !uses.Is(first, WordUse::kWhose) && !uses.Is(first, WordUse::kDemonstrative);
  if (tokens.begin + 1 < tokens.end && is_article) ++tokens.begin;
  return tokens;
}

std::optional<TokenRange> RoleBeside(const Syntax& syntax, const RoleWords& words,
                                     TokenRange name) {
  return RoleReader(syntax, words, name).Read();
}

}  // namespace textanalysis::sourcing
