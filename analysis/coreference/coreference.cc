#include "analysis/coreference/coreference.h"

#include <algorithm>
#include <cmath>

#include "analysis/model/calibration.h"
#include "analysis/model/tensors.h"
#include "analysis/text/chars.h"

namespace textanalysis::coreference {

using entities::Entity;
using entities::MentionType;
using syntax::Syntax;
using syntax::TokenRange;

// What a token and a source cost, in bytes of plain text.
constexpr size_t kTokenPace = 8, kSourcePace = 256;

absl::StatusOr<Coreference> Coreference::Create(const model::Bundle& bundle) {
  Coreference out(bundle);
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("antecedents"));
  if (!tensors.ok()) return tensors.status();
  const absl::StatusOr<std::span<const float>> weights = tensors->Floats("weights", kNumWeights);
  if (!weights.ok()) return weights.status();
  const absl::StatusOr<std::span<const float>> everybody =
      tensors->Floats("everybody", kNumWeights);
  if (!everybody.ok()) return everybody.status();
  out.weights_ = *weights;
  out.everybody_ = *everybody;
  absl::Status status = model::Calibration(bundle.Section("calibration"))
                            .Read({{"coreference.by_nearness", &out.certainty_.by_nearness},
                                   {"coreference.by_going_on", &out.certainty_.by_going_on},
                                   {"coreference.in_voice", &out.certainty_.in_voice},
                                   {"coreference.outside", &out.certainty_.outside}});
  if (!status.ok()) return status;
  return out;
}

Choice Coreference::Choose(std::span<const Candidate> candidates, Scope scope) const {
  const std::span<const float> weights = scope == Scope::kSpeakers ? weights_ : everybody_;
  std::vector<float> scores;
  for (const Candidate& c : candidates) {
    float score = 0;
    for (const uint16_t row : c.features) score += weights[row];
    scores.push_back(score);
  }
  const auto best = std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (const float score : scores) sum += std::exp(score - *best);
  return {static_cast<size_t>(best - scores.begin()), 1 / sum};
}

std::vector<Mention> Coreference::FindMentions(const Syntax& s, const std::vector<Entity>& entities,
                                               const std::vector<Source>& sources, Scope scope,
                                               const text::Budget& budget) const {
  text::Pace pace(budget);
  const bool is_everybody = scope == Scope::kEverybody;
  std::vector<Mention> out;
  const std::vector<NameAt> names = NamesOf(s, entities, budget);
  out.reserve(names.size());
  for (const NameAt& name : names) {
    if (!pace.GoesOn(kTokenPace)) break;
    out.push_back({name.tokens, name.tokens, MentionType::kName, false, name.entity});
  }
  for (size_t k = 0; k < s.tokens.size() && pace.GoesOn(kTokenPace); ++k) {
    if (words().PronounGender(s.Token(k)) || (is_everybody && words().IsThey(s.Token(k))))
      out.push_back({{k, k + 1}, {k, k + 1}, MentionType::kPronoun});
  }
  for (const TokenRange& nominal : is_everybody ? FindNominals(words(), s, names, budget)
                                                : FindDescriptions(words(), s, names, budget))
    out.push_back({nominal, nominal, MentionType::kNominal});
  for (const Source& source : sources) {
    if (!pace.GoesOn(kSourcePace)) break;
    const std::optional<Phrase> phrase =
        phrases_.Read(s, names, entities, source.tokens, source.cue);
    if (!phrase) continue;
    const std::string word = LowerWord(s.Token(phrase->head.begin));
    const bool is_third = words().PronounGender(word) ||
                          words().uses().Is(word, WordUse::kNominative) || word == "it";
    if (phrase->type == MentionType::kPronoun && !is_third) continue;
    out.push_back(
        {phrase->head, phrase->whole, phrase->type, true, phrase->entity, 1, source.content});
  }
  if (!budget.Check().ok()) return out;
  // Where two mentions are of the same tokens, the one that is a source is kept.
  std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) {
    if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
    if (a.tokens.end != b.tokens.end) return a.tokens.end < b.tokens.end;
    return a.is_source > b.is_source;
  });
  const auto is_same = [](const Mention& a, const Mention& b) { return a.tokens == b.tokens; };
  out.erase(std::unique(out.begin(), out.end(), is_same), out.end());
  return out;
}

Discourse Coreference::Resolve(const Syntax& s, const std::vector<Entity>& entities,
                               const std::vector<Source>& sources,
                               const text::Budget& budget) const {
  return Resolved(s, entities, FindMentions(s, entities, sources, Scope::kSpeakers, budget),
                  Scope::kSpeakers, budget);
}

Discourse Coreference::ResolveEverybody(const Syntax& s, const std::vector<Entity>& entities,
                                        const std::vector<Source>& sources,
                                        const Discourse& speakers,
                                        const text::Budget& budget) const {
  text::Pace pace(budget);
  std::vector<Mention> mentions = FindMentions(s, entities, sources, Scope::kEverybody, budget);
  auto known = speakers.mentions.begin();
  for (Mention& m : mentions) {
    if (!pace.GoesOn(kSourcePace)) break;
    if (!m.is_source || m.referent != kNobody) continue;
    while (known != speakers.mentions.end() &&
           (known->tokens.begin < m.tokens.begin ||
            (known->tokens.begin == m.tokens.begin && known->tokens.end < m.tokens.end)))
      ++known;
    if (known == speakers.mentions.end() || known->tokens != m.tokens ||
        known->referent >= entities.size())
      continue;
    m.referent = known->referent;
    m.confidence = known->confidence;
  }
  return Resolved(s, entities, std::move(mentions), Scope::kEverybody, budget);
}

Discourse Coreference::Resolved(const Syntax& s, const std::vector<Entity>& entities,
                                std::vector<Mention> mentions, Scope scope,
                                const text::Budget& budget) const {
  return ResolveMentions(
      words(), s, entities, std::move(mentions),
      [this, scope](std::span<const Mention>, size_t, std::span<const Candidate> candidates) {
        return Choose(candidates, scope);
      },
      certainty_, scope, budget);
}

}  // namespace textanalysis::coreference
