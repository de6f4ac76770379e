#include "analysis/dictionary/agreement.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

// An entry of one of the dictionaries.
struct Reference {
  const Dictionary* dictionary;
  uint32_t entry;

  std::string_view Id() const { return dictionary->Id(entry); }
};

// An alias in the document, and whom it may mean: one entry of each id.
struct Found {
  TokenRange tokens;
  std::vector<Reference> candidates;
  bool is_certain;
};

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

  std::vector<Found> Run() {
    std::vector<Found> out;
    for (size_t k = 0; k < words_.words.size();) {
      if (!pace_.GoesOn(words_.words[k].form.size() + 1)) break;
      std::optional<Found> longest;
      size_t count = 1;
      for (const auto& dictionary : dictionaries_) {
        for (const Match& match : dictionary->At(syntax_.text, words_, k)) {
          if (longest && match.count <= count) break;
          const std::optional<TokenRange> tokens = TokensOf(k, match.count);
          if (!tokens) continue;
          longest = MakeFound(*tokens, *dictionary, match);
          count = match.count;
          break;
        }
      }
      if (longest) out.push_back(*std::move(longest));
      k += count;
    }
    return out;
  }

  // Whether all words of `context` stand in the document.
  bool Has(std::string_view context) {
    if (in_document_.empty()) {
      for (size_t k = 0; k < words_.words.size(); ++k) in_document_.insert(words_.Form(k, 1));
    }
    const Words words = WordsOf(context);
    for (size_t k = 0; k < words.words.size(); ++k) {
      if (!in_document_.contains(words.Form(k, 1))) return false;
    }
    return true;
  }

 private:
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

  static Found MakeFound(TokenRange tokens, const Dictionary& dictionary, const Match& match) {
    Found out{tokens, {}, true};
    bool needs_context = false;
    for (const uint32_t entry : match.entries) {
      const Reference reference{&dictionary, entry};
      const auto is_same = [&](const Reference& other) { return other.Id() == reference.Id(); };
      if (std::any_of(out.candidates.begin(), out.candidates.end(), is_same)) continue;
      out.candidates.push_back(reference);
      needs_context = needs_context || (match.count == 1 && !dictionary.Context(entry).empty());
    }
    out.is_certain = out.candidates.size() == 1 && !needs_context;
    return out;
  }

  const syntax::Syntax& syntax_;
  const Dictionaries& dictionaries_;
  const Words words_;
  text::Pace pace_;
  text::KeyedSet<std::string_view> in_document_;
};

// Leaves each alias the one entry that it means, and drops those that may mean several.
void Decide(Search* search, std::vector<Found>* found) {
  text::KeyedSet<std::string_view> certain;
  for (const Found& f : *found) {
    if (f.is_certain) certain.insert(f.candidates.front().Id());
  }
  text::KeyedMap<std::string_view, bool> in_context;  // By id.
  const auto has_context = [&](const Reference& reference) {
    const auto [it, is_new] = in_context.try_emplace(reference.Id(), false);
    if (!is_new) return it->second;
    for (const std::string_view context : reference.dictionary->Context(reference.entry))
      it->second = it->second || search->Has(context);
    return it->second;
  };
  const auto keep = [](std::vector<Reference>* candidates, const auto& holds) {
    std::vector<Reference> kept;
    std::copy_if(candidates->begin(), candidates->end(), std::back_inserter(kept), holds);
    *candidates = std::move(kept);
  };
  for (Found& f : *found) {
    if (f.is_certain) continue;
    std::vector<Reference> named = f.candidates;
    keep(&named, [&](const Reference& r) { return certain.contains(r.Id()); });
    if (named.empty()) keep(&f.candidates, has_context);
    if (!named.empty()) f.candidates = std::move(named);
  }
  std::erase_if(*found, [](const Found& f) { return f.candidates.size() != 1; });
}

// Whether titles are all that a name has before and beside `tokens`.
bool HasTitlesAlone(const syntax::Syntax& s, const IsTitle& is_title, TokenRange name,
                    TokenRange tokens) {
  if (name.end != tokens.end || name.begin > tokens.begin) return false;
  for (size_t k = name.begin; k < tokens.begin; ++k) {
    if (!is_title(text::ToLower(s.Token(k)))) return false;
  }
  return true;
}

// Merges aliases, each with the entry that it means, into names.
class Merge {
 public:
  Merge(const syntax::Syntax& syntax, const IsTitle& is_title, std::vector<TaggedName>* names)
      : syntax_(syntax), is_title_(is_title), names_(*names) {}

  std::vector<KnownEntity> Run(const std::vector<Found>& found) {
    size_t next = 0;
    for (const Found& f : found) {
      while (next < names_.size() && names_[next].tokens.end <= f.tokens.begin)
        merged_.push_back(names_[next++]);
      size_t end = next;
      while (end < names_.size() && names_[end].tokens.begin < f.tokens.end) ++end;
      TokenRange tokens = f.tokens;
      if (!Wins(next, end, &tokens)) continue;
      next = end;
      Add(f.candidates.front(), tokens);
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

  void Add(const Reference& reference, TokenRange tokens) {
    const EntityType type = reference.dictionary->Type(reference.entry);
    const auto [it, is_new] = index_.try_emplace(reference.Id(), known_.size());
    if (is_new) {
      known_.push_back({std::string(reference.Id()),
                        std::string(reference.dictionary->Name(reference.entry)), type});
    }
    merged_.push_back({tokens, NameTypeOf(known_[it->second].type), 1, it->second});
  }

  const syntax::Syntax& syntax_;
  const IsTitle& is_title_;
  std::vector<TaggedName>& names_;
  std::vector<TaggedName> merged_;
  std::vector<KnownEntity> known_;
  text::KeyedMap<std::string_view, size_t> index_;
};

}  // namespace

std::vector<KnownEntity> MarkKnown(const syntax::Syntax& syntax, const Dictionaries& dictionaries,
                                   const IsTitle& is_title, const text::Budget& budget,
                                   std::vector<TaggedName>* names) {
  if (dictionaries.empty()) return {};
  Search search(syntax, dictionaries, budget);
  std::vector<Found> found = search.Run();
  Decide(&search, &found);
  return Merge(syntax, is_title, names).Run(found);
}

}  // namespace textanalysis::dictionary
