#include "analysis/dictionary/agreement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/dictionary/meanings.h"
#include "analysis/dictionary/words.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::dictionary {
namespace {

using entities::EntityType;
using entities::KnownEntity;
using reader::NameType;
using reader::TaggedName;
using syntax::TokenRange;

// An alias in the document: its tokens, and what it may mean. There may be as many as words.
struct Found {
  uint32_t begin;
  uint32_t end;
  uint32_t meaning;

  TokenRange Tokens() const { return {begin, end}; }
};

// What a word costs to look up at the most, as bytes of text: aliases of each count of words may
// begin with it, and each may be an alias of many entries.
constexpr size_t kWordBytes = 64;

// What an alias takes among the names, while their room grows; and what somebody known takes until he
// is an entity of the answer, beside what every name does and his strings, measured.
constexpr size_t kBytesPerAlias = 3 * sizeof(TaggedName);
constexpr size_t kBytesPerKnown = 300;

NameType NameTypeOf(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return NameType::kPerson;
    case EntityType::kOrganization:
      return NameType::kOrganization;
    case EntityType::kGeopolitical:
    case EntityType::kLocation:
    case EntityType::kFacility:
      return NameType::kLocation;
    default:
      return NameType::kMiscellaneous;
  }
}

size_t Length(TokenRange tokens) { return tokens.end - tokens.begin; }

// The aliases of a document.
class Search {
 public:
  Search(const syntax::Syntax& syntax, const Dictionaries& dictionaries, const text::Budget& budget)
      : syntax_(syntax),
        dictionaries_(dictionaries),
        words_(WordsOf(syntax.text, budget)),
        pace_(budget) {}

  // Returns the aliases that count, in order; adds what they may mean.
  std::vector<Found> Run(Meanings* meanings) {
    std::vector<Found> out;
    for (size_t k = 0; k < words_.words.size();) {
      if (!pace_.GoesOn(kWordBytes + words_.words[k].form.size())) break;
      std::optional<Longest> longest;
      for (size_t d = 0; d < dictionaries_.size(); ++d) {
        for (Match& match : dictionaries_[d]->At(syntax_.text, words_, k)) {
          if (longest && match.count <= longest->match.count) break;
          const std::optional<TokenRange> tokens = TokensOf(k, match.count);
          if (!tokens) continue;
          longest = {*tokens, d, std::move(match)};
          break;
        }
      }
      k += longest ? longest->match.count : 1;
      if (!longest) continue;
      out.push_back({static_cast<uint32_t>(longest->tokens.begin),
                     static_cast<uint32_t>(longest->tokens.end),
                     meanings->Add(longest->dictionary, longest->match)});
    }
    return out;
  }

  // Whether all words of `context` stand in the document.
  bool Has(std::string_view context) {
    if (in_document_.empty()) {
      for (size_t k = 0; k < words_.words.size(); ++k) {
        if (!pace_.GoesOn(words_.words[k].form.size() + 1)) break;
        in_document_.insert(words_.Form(k, 1));
      }
    }
    const Words words = WordsOf(context);
    for (size_t k = 0; k < words.words.size(); ++k) {
      if (!in_document_.contains(words.Form(k, 1))) return false;
    }
    return true;
  }

 private:
  // The longest alias at a word.
  struct Longest {
    TokenRange tokens;
    size_t dictionary;
    Match match;
  };

  // The tokens that are these words, where words and tokens end alike and a paragraph holds them. The
  // full stop of an abbreviation may be more.
  std::optional<TokenRange> TokensOf(size_t first, size_t count) const {
    const text::Span bytes{words_.words[first].bytes.begin,
                           words_.words[first + count - 1].bytes.end};
    const size_t begin = syntax_.TokenAt(bytes.begin);
    if (begin >= syntax_.tokens.size() || syntax_.tokens[begin].begin != bytes.begin)
      return std::nullopt;
    size_t last = begin;
    while (syntax_.tokens[last].end < bytes.end) ++last;
    const text::Span rest{bytes.end, syntax_.tokens[last].end};
    if (!rest.empty() && Slice(syntax_.text, rest) != ".") return std::nullopt;
    const size_t paragraph = syntax::RangeAt(syntax_.paragraphs, begin);
    if (paragraph == syntax_.paragraphs.size() || last >= syntax_.paragraphs[paragraph].end)
      return std::nullopt;
    return TokenRange{begin, last + 1};
  }

  const syntax::Syntax& syntax_;
  const Dictionaries& dictionaries_;
  const Words words_;
  text::Pace pace_;
  text::KeyedSet<std::string_view> in_document_;
};

// Returns the aliases of a document that mean somebody, in order; decides who that is.
std::vector<Found> FindAliases(const syntax::Syntax& syntax, const Dictionaries& dictionaries,
                               const text::Budget& budget, Meanings* meanings) {
  Search search(syntax, dictionaries, budget);
  std::vector<Found> found = search.Run(meanings);
  meanings->Decide([&](std::string_view context) { return search.Has(context); }, budget);
  text::Pace pace(budget);
  size_t kept = 0;
  for (const Found& f : found) {
    if (!pace.GoesOn(sizeof(Found))) break;
    if (meanings->IsDecided(f.meaning)) found[kept++] = f;
  }
  found.resize(kept);
  return found;
}

// The memory that aliases take among the names, and whom they mean.
size_t BytesOf(const std::vector<Found>& found, const Meanings& meanings) {
  size_t bytes = found.size() * kBytesPerAlias;
  for (uint32_t meaning = 0; meaning < meanings.size(); ++meaning) {
    const std::optional<Reference> r = meanings.Of(meaning);
    if (r) bytes += kBytesPerKnown + 2 * r->Id().size() + r->dictionary->Name(r->entry).size();
  }
  return bytes;
}

// Whether titles before `tokens`, and signs behind them ("Yahoo!"), are all that a name has beside them.
bool HasTitlesAlone(const syntax::Syntax& s, const IsTitle& is_title, TokenRange name,
                    TokenRange tokens) {
  size_t end = name.end;
  while (end > tokens.end && !text::StartsAsWord(s.Token(end - 1))) --end;
  if (end != tokens.end || name.begin > tokens.begin) return false;
  for (size_t k = name.begin; k < tokens.begin; ++k) {
    if (!is_title(text::ToLower(s.Token(k)))) return false;
  }
  return true;
}

// Merges aliases, each of which means somebody, into names.
class Merge {
 public:
  Merge(const syntax::Syntax& syntax, const IsTitle& is_title, const Meanings& meanings,
        std::vector<TaggedName>* names)
      : syntax_(syntax),
        is_title_(is_title),
        meanings_(meanings),
        names_(*names),
        known_of_(meanings.size(), TaggedName::kNobody) {}

  std::vector<KnownEntity> Run(const std::vector<Found>& found, const text::Budget& budget) {
    text::Pace pace(budget);
    size_t next = 0;
    for (const Found& f : found) {
      if (!pace.GoesOn(sizeof(TaggedName))) break;
      while (next < names_.size() && names_[next].tokens.end <= f.begin)
        merged_.push_back(names_[next++]);
      size_t end = next;
      while (end < names_.size() && names_[end].tokens.begin < f.end) ++end;
      TokenRange tokens = f.Tokens();
      if (!Wins(next, end, &tokens)) continue;
      next = end;
      Add(f.meaning, tokens);
    }
    merged_.insert(merged_.end(), names_.begin() + static_cast<ptrdiff_t>(next), names_.end());
    names_ = std::move(merged_);
    return std::move(known_);
  }

 private:
  // Whether an alias counts more than the names [begin, end), all of which it overlaps; its tokens
  // grow by titles.
  bool Wins(size_t begin, size_t end, TokenRange* tokens) const {
    for (size_t k = begin; k < end; ++k) {
      const TokenRange name = names_[k].tokens;
      if (Length(name) <= Length(*tokens)) continue;
      if (!HasTitlesAlone(syntax_, is_title_, name, *tokens)) return false;
      *tokens = name;
    }
    return true;
  }

  void Add(uint32_t meaning, TokenRange tokens) {
    size_t& known = known_of_[meaning];
    if (known == TaggedName::kNobody) known = KnownOf(*meanings_.Of(meaning));
    merged_.push_back({tokens, NameTypeOf(known_[known].type), 1, known});
  }

  // The place of an entry among what is known.
  size_t KnownOf(const Reference& reference) {
    const auto [it, is_new] = index_.try_emplace(reference.Id(), known_.size());
    if (is_new) {
      known_.push_back({std::string(reference.Id()),
                        std::string(reference.dictionary->Name(reference.entry)),
                        reference.dictionary->Type(reference.entry)});
    }
    return it->second;
  }

  const syntax::Syntax& syntax_;
  const IsTitle& is_title_;
  const Meanings& meanings_;
  std::vector<TaggedName>& names_;
  std::vector<size_t> known_of_;  // By meaning.
  std::vector<TaggedName> merged_;
  std::vector<KnownEntity> known_;
  text::KeyedMap<std::string_view, size_t> index_;
};

}  // namespace

absl::StatusOr<std::vector<KnownEntity>> MarkKnown(const syntax::Syntax& syntax,
                                                   const Dictionaries& dictionaries,
                                                   const IsTitle& is_title,
                                                   const text::Budget& budget,
                                                   std::vector<TaggedName>* names) {
  if (dictionaries.empty()) return std::vector<KnownEntity>();
  Meanings meanings(dictionaries);
  const std::vector<Found> found = FindAliases(syntax, dictionaries, budget, &meanings);
  if (absl::Status status = budget.Take(BytesOf(found, meanings)); !status.ok()) return status;
  return Merge(syntax, is_title, meanings, names).Run(found, budget);
}

}  // namespace textanalysis::dictionary
