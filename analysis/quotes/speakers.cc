#include "analysis/quotes/speakers.h"

#include <algorithm>
#include <string_view>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using entities::EntityType;
using entities::MentionType;
using syntax::TokenRange;

// A description reaches back this many tokens from its noun to its determiner.
constexpr size_t kMaxModifiers = 5;
// What a token costs, in bytes of plain text.
constexpr size_t kTokenPace = 32;
// A descriptive clause after a name has at most this many tokens.
constexpr size_t kMaxClauseTokens = 14;

bool IsMark(std::string_view token) { return !text::IsWordChar(text::DecodeAt(token, 0).value); }

bool IsSpeakerType(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kOrganization ||
         type == EntityType::kGeopolitical;
}

}  // namespace

SpeakerFinder::SpeakerFinder(const model::Bundle& bundle)
    : words_(bundle), roles_(bundle.Section("roles")) {}

// Returns the description that ends with `noun`, from its determiner or else its first modifier on.
std::optional<TokenRange> SpeakerFinder::DescriptionAt(const syntax::Syntax& s, size_t noun) const {
  const std::string head = text::ToLower(s.Token(noun));
  if (!roles_.Contains(head)) return std::nullopt;
  size_t begin = noun;
  while (begin > 0 && noun - begin < kMaxModifiers) {
    const std::string word = text::ToLower(s.Token(begin - 1));
    if ((IsMark(word) && !Is(word, WordUse::kPossessive)) || Is(word, WordUse::kStop) ||
        s.tokens[begin].begin - s.tokens[begin - 1].end > 1)
      break;
    --begin;
    if (Is(word, WordUse::kDeterminer)) return TokenRange{begin, noun + 1};
  }
  // Without a determiner only a plural, or a capitalised office, stands for somebody.
  if (words_.endings().Has(head, syntax::Ending::kS) || text::StartsUpper(s.Token(noun)))
    return TokenRange{noun, noun + 1};
  return std::nullopt;
}

// "Transport Minister Fiona Reid", "White House national security adviser Jake Sullivan": back over
// the title and the words that qualify it.
size_t SpeakerFinder::TitleBegin(const syntax::Syntax& s, size_t name) const {
  size_t begin = name;
  while (begin > 0) {
    if (!words_.IsTitle(text::ToLower(s.Token(begin - 1)))) break;
    --begin;
  }
  if (begin == name) return name;
  const bool lower_title = !text::StartsUpper(s.Token(begin));
  for (size_t k = 0; k < kMaxModifiers && begin > 0; ++k) {
    const std::string_view before = s.Token(begin - 1);
    const std::string lower = text::ToLower(before);
    if ((IsMark(before) && !Is(lower, WordUse::kPossessive)) || Is(lower, WordUse::kStop) ||
        Is(lower, WordUse::kDeterminer))
      break;
    if (!lower_title && !text::StartsUpper(before)) break;
    --begin;
  }
  return begin;
}

std::vector<Candidate> SpeakerFinder::FindCandidates(const syntax::Syntax& s,
                                                     const std::vector<entities::Entity>& entities,
                                                     const text::Budget& budget) const {
  text::Pace pace(budget);
  // A candidate, and the token where its name begins behind a title.
  struct Titled : Candidate {
    size_t name_begin;
  };
  std::vector<Titled> names;
  for (size_t e = 0; e < entities.size(); ++e) {
    if (!IsSpeakerType(entities[e].type)) continue;
    for (const entities::Mention& m : entities[e].mentions) {
      if (!pace.GoesOn(kTokenPace)) break;
      TokenRange r{s.TokenAt(m.span.begin), s.TokenAt(m.span.end - 1) + 1};
      const size_t name_begin = r.begin;
      if (entities[e].type == EntityType::kPerson) r.begin = TitleBegin(s, name_begin);
      names.push_back({{r, MentionType::kName, e}, name_begin});
    }
  }
  std::sort(names.begin(), names.end(), [](const Titled& a, const Titled& b) {
    return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin
                                            : a.tokens.end > b.tokens.end;
  });
  std::vector<Candidate> out;
  auto name = names.begin();
  for (size_t k = 0; k < s.tokens.size() && pace.GoesOn(kTokenPace);) {
    while (name != names.end() && name->tokens.begin < k && name->name_begin < k) ++name;
    // "Bank of England governor Mia Roos": the title begins after the other name.
    if (name != names.end() && name->tokens.begin < k) name->tokens.begin = k;
    if (name != names.end() && name->tokens.begin == k) {
      out.push_back(*name);
      k = name->tokens.end;
      continue;
    }
    if (const std::string word = text::ToLower(s.Token(k));
        (Is(word, WordUse::kPronoun) || Is(word, WordUse::kRelative)) &&
        !coreference::IsAcronym(s, k)) {
      out.push_back({{k, k + 1}, MentionType::kPronoun});
    } else if (auto description = DescriptionAt(s, k)) {
      // "source close to NAME", "officials close to the talks": one mention.
      if (k + 4 < s.tokens.size() && Is(s.Token(k + 1), WordUse::kClose) &&
          words_.FunctionOf(s.Token(k + 2)) == "to") {
        while (name != names.end() && name->tokens.begin < k + 3) ++name;
        const bool named = name != names.end() && name->tokens.begin == k + 3;
        description->end = named ? name->tokens.end
                                 : k + 4 + Is(text::ToLower(s.Token(k + 3)), WordUse::kDeterminer);
      }
      while (!out.empty() && out.back().tokens.begin >= description->begin) out.pop_back();
      if (!out.empty() && out.back().tokens.end > description->begin)
        description->begin = out.back().tokens.end;
      out.push_back({*description, MentionType::kNominal});
      k = description->end;
      continue;
    }
    ++k;
  }
  return out;
}

std::optional<text::Span> SpeakerFinder::DescriptionOf(const syntax::Syntax& s,
                                                       const Candidate& name,
                                                       const entities::Entity& entity) const {
  const text::Span span = s.Bytes(name.tokens);
  const auto mention =
      std::lower_bound(entity.mentions.begin(), entity.mentions.end(), span.begin + 1,
                       [](const entities::Mention& m, size_t byte) { return m.span.begin < byte; });
  if (mention != entity.mentions.end() && span.Contains(mention->span)) {
    const text::Span title = Trim(s.text, text::Span{span.begin, mention->span.begin});
    if (!words_.IsCourtesy(text::ToLower(Slice(s.text, title)))) return title;
  }
  return ClauseAfter(s, name.tokens.end);
}

// ", a doctor," or ", the minister for ports,": between two commas, with a role's noun in it.
std::optional<text::Span> SpeakerFinder::ClauseAfter(const syntax::Syntax& s, size_t token) const {
  if (token >= s.tokens.size() || s.Token(token) != ",") return std::nullopt;
  // "whose son was killed", "holding her husband": no description.
  const std::string opening =
      token + 1 < s.tokens.size() ? text::ToLower(s.Token(token + 1)) : std::string();
  if (words_.FunctionOf(opening) == "wh" || words_.endings().Has(opening, syntax::Ending::kGerund))
    return std::nullopt;
  bool has_role = false;
  for (size_t k = token + 1; k < s.tokens.size() && k - token <= kMaxClauseTokens; ++k) {
    if (s.Token(k) == ",") {
      if (!has_role || k == token + 1) return std::nullopt;
      return s.Bytes({token + 1, k});
    }
    const std::string word = text::ToLower(s.Token(k));
    if (word == "." || Is(word, WordUse::kEndsDescription)) return std::nullopt;
    has_role = has_role || roles_.Contains(word) || words_.IsTitle(word);
  }
  return std::nullopt;
}

}  // namespace textanalysis::quotes
