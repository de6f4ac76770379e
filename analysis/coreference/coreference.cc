#include "analysis/coreference/coreference.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Gender;
using entities::Mention;

// Words before a name that may hold its bearer's nationality and office.
constexpr size_t kTitleWindow = 4;
// A pronoun looks back this far, in tokens.
constexpr size_t kPronounWindow = 150;
// A description is compared with this many people or entities, and this many mentions of each: a bound on the
// cost of lists.
constexpr size_t kMaxPeople = 200;
constexpr size_t kMaxMentions = 20;

bool Fits(Gender wanted, Gender have) { return have == Gender::kUnknown || wanted == have; }

bool IsWithinAny(text::Span span, const std::vector<text::Span>& spans) {
  return std::any_of(spans.begin(), spans.end(),
                     [span](const text::Span& s) { return s.Contains(span); });
}

}  // namespace

std::optional<Gender> PronounGender(std::string_view word) {
  const std::string lower = text::ToLower(word);
  if (lower == "he" || lower == "him" || lower == "his" || lower == "himself") return Gender::kMale;
  if (lower == "she" || lower == "her" || lower == "herself") return Gender::kFemale;
  return std::nullopt;
}

Coreference::Coreference(const model::Bundle& bundle) : roles_(bundle.Section("roles")) {
  for (const model::Row& row : model::ParseRows(bundle.Section("places"))) {
    nations_.emplace(row[0], row[0]);
    if (row.size() < 2) continue;
    for (const auto& demonym : absl::StrSplit(text::ToAbsl(row[1]), '|', absl::SkipEmpty())) {
      nations_.emplace(std::string(demonym), row[0]);
    }
  }
}

std::string_view Coreference::NationOf(const std::string& lower) const {
  const auto it = nations_.find(lower);
  return it == nations_.end() ? std::string_view() : it->second;
}

std::optional<size_t> Coreference::ResolvePronoun(const syntax::Syntax& s,
                                                  const std::vector<Entity>& entities,
                                                  text::Span at,
                                                  const std::vector<text::Span>& excluded) const {
  const std::optional<Gender> gender = PronounGender(Slice(s.text, at));
  if (!gender) return std::nullopt;
  const size_t here = s.TokenAt(at.begin);
  const auto sentence_of = [&s](size_t token) {
    return static_cast<ptrdiff_t>(syntax::RangeAt(s.sentences, token));
  };
  const auto here_sentence = sentence_of(here);
  std::optional<size_t> best;
  double best_score = 0;
  for (size_t e = 0; e < entities.size(); ++e) {
    if (entities[e].type != EntityType::kPerson || !Fits(*gender, entities[e].gender)) continue;
    const std::vector<Mention>& mentions = entities[e].mentions;
    auto m = std::lower_bound(
        mentions.begin(), mentions.end(), at.begin,
        [](const Mention& mention, size_t byte) { return mention.span.begin < byte; });
    while (m != mentions.begin()) {
      const size_t token = s.TokenAt((--m)->span.begin);
      if (here - token > kPronounWindow) break;
      if (IsWithinAny(m->span, excluded)) continue;
      const auto sentence = sentence_of(token);
      const auto distance = static_cast<double>(here_sentence - sentence);
      const size_t from_start = token - s.sentences[static_cast<size_t>(sentence)].begin;
      double score = 100.0 - 10.0 * distance + (from_start <= 3 ? 4 : 0) -
                     0.02 * static_cast<double>(from_start);
      score += entities[e].gender == *gender ? 6 : 0;
      if (score > best_score) {
        best_score = score;
        best = e;
      }
    }
  }
  return best;
}

namespace {

// Whether a name that ends before `token` is said to be a `role`: ", the mayor of", "is an expert".
bool IsCalledAfter(const syntax::Syntax& s, size_t token, std::string_view role) {
  if (token + 1 >= s.tokens.size()) return false;
  const std::string_view link = s.Token(token);
  const std::string article = text::ToLower(s.Token(token + 1));
  const bool is_link = link == "," || link == "is" || link == "was";
  if (!is_link || (article != "the" && article != "a" && article != "an")) return false;
  for (size_t k = token + 2; k < std::min(token + 2 + kTitleWindow, s.tokens.size()); ++k) {
    if (text::ToLower(s.Token(k)) == role) return true;
  }
  return false;
}

// Whether a name ends in, or has before "of", the noun `role`: "Defense Ministry", "Port Authority of
// Setubal".
bool IsNamedAs(const Entity& entity, const std::string& role) {
  std::string name = text::ToLower(entity.name);
  name.resize(std::min(name.size(), name.find(" of ")));
  return name.size() > role.size() && name.ends_with(role) &&
         name[name.size() - role.size() - 1] == ' ';
}

}  // namespace

std::optional<size_t> Coreference::ResolveBody(const std::vector<Entity>& entities, text::Span at,
                                               const std::string& noun) const {
  std::optional<size_t> best;
  size_t latest = 0;
  const auto end = std::partition_point(entities.begin(), entities.end(), [at](const Entity& e) {
    return e.mentions.front().span.begin < at.begin;
  });
  const auto num_before = static_cast<size_t>(end - entities.begin());
  for (size_t e = num_before - std::min(num_before, kMaxPeople); e < num_before; ++e) {
    if (entities[e].type != EntityType::kOrganization || !IsNamedAs(entities[e], noun)) continue;
    const auto after = std::lower_bound(
        entities[e].mentions.begin(), entities[e].mentions.end(), at.begin,
        [](const Mention& mention, size_t byte) { return mention.span.begin < byte; });
    if (best && std::prev(after)->span.begin < latest) continue;
    best = e;
    latest = std::prev(after)->span.begin;
  }
  return best;
}

Coreference::Evidence Coreference::EvidenceFor(const syntax::Syntax& s, const Entity& entity,
                                               std::string_view role,
                                               std::string_view nation) const {
  Evidence evidence;
  for (size_t n = 0; n < std::min(entity.mentions.size(), kMaxMentions); ++n) {
    const Mention& m = entity.mentions[n];
    const size_t name = s.TokenAt(m.span.begin);
    evidence.same_role = evidence.same_role || IsCalledAfter(s, s.TokenAt(m.span.end), role);
    for (size_t back = 1; back <= std::min(kTitleWindow, name); ++back) {
      const std::string word = text::ToLower(s.Token(name - back));
      if (back < 3 && word == ",") continue;  // "The prime minister, Sir Neil Garrow".
      const auto kind = roles_.Find(word);
      if (kind && *kind == "state") evidence.state_role = true;
      if (word == role) evidence.same_role = true;
      const std::string_view other = NationOf(word);
      if (!other.empty()) (other == nation ? evidence.same_nation : evidence.other_nation) = true;
      if (!kind && other.empty() && !text::StartsUpper(s.Token(name - back))) break;
    }
  }
  return evidence;
}

std::optional<size_t> Coreference::ResolveDescription(const syntax::Syntax& s,
                                                      const std::vector<Entity>& entities,
                                                      text::Span at) const {
  const size_t begin = s.TokenAt(at.begin);
  const size_t end = s.TokenAt(at.end - 1) + 1;
  const std::string first = text::ToLower(s.Token(begin));
  if (first != "the" || end - begin > 5) return std::nullopt;
  const std::string role = text::ToLower(s.Token(end - 1));
  if (end - begin == 2) {
    if (const auto body = ResolveBody(entities, at, role)) return body;
  }
  const auto kind = roles_.Find(role);
  if (!kind) return std::nullopt;
  std::string_view nation;
  for (size_t k = begin; k < end && nation.empty(); ++k)
    nation = NationOf(text::ToLower(s.Token(k)));
  std::optional<size_t> best;
  int best_score = 1;
  size_t people = 0;
  for (size_t e = 0; e < entities.size() && people < kMaxPeople; ++e) {
    const Entity& entity = entities[e];
    if (entity.type != EntityType::kPerson || entity.mentions.front().span.begin >= at.begin)
      continue;
    ++people;
    const Evidence evidence = EvidenceFor(s, entity, role, nation);
    if (!nation.empty() && evidence.other_nation && !evidence.same_nation) continue;
    const int score = 3 * evidence.same_role + 2 * (*kind == "state" && evidence.state_role) +
                      3 * evidence.same_nation;
    if (score > best_score) {
      best_score = score;
      best = e;
    }
  }
  return best;
}

}  // namespace textanalysis::coreference
