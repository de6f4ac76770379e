#include "analysis/entities/extractor.h"

#include <algorithm>
#include <unordered_map>

#include "analysis/entities/consistency.h"
#include "analysis/entities/values.h"
#include "analysis/text/chars.h"

namespace textanalysis::entities {
namespace {

using text::Span;

bool IsName(EntityType type) { return type < EntityType::kContact; }

// Mentions early in the document weigh more: the weight halves with each doubling of the position
// past this.
constexpr double kLeadBytes = 500;

double WeightOf(const Entity& e) {
  double weight = 0;
  for (const Mention& m : e.mentions)
    weight += kLeadBytes / (kLeadBytes + static_cast<double>(m.span.begin));
  return IsName(e.type) ? weight : 0.1 * weight;
}

void SetSalience(std::vector<Entity>* entities) {
  double sum = 0;
  for (const Entity& e : *entities) sum += WeightOf(e);
  for (Entity& e : *entities) e.salience = static_cast<float>(WeightOf(e) / sum);
}

// Values that touch no name, equal texts grouped, merged with `entities` by first mention.
void AddValues(const syntax::Syntax& s, std::optional<absl::CivilDay> reference,
               std::vector<Entity>* entities) {
  std::vector<Span> names;
  for (const Entity& e : *entities) {
    for (const Mention& m : e.mentions) names.push_back(m.span);
  }
  std::sort(names.begin(), names.end());
  std::unordered_map<std::string, size_t> known;
  for (ValueMention& v : FindValues(s.text, reference)) {
    const auto name = std::lower_bound(names.begin(), names.end(), v.span.begin,
                                       [](const Span& n, size_t at) { return n.end <= at; });
    if (name != names.end() && name->Overlaps(v.span)) continue;
    const std::string key = text::ToLower(Slice(s.text, v.span));
    const auto [it, is_new] = known.try_emplace(key, entities->size());
    if (is_new) {
      entities->push_back(
          {.name = std::string(Slice(s.text, v.span)), .type = v.type, .value = v.value});
    }
    (*entities)[it->second].mentions.push_back({v.span, MentionType::kName, 0.9f});
  }
  std::stable_sort(entities->begin(), entities->end(), [](const Entity& a, const Entity& b) {
    return a.mentions.front().span < b.mentions.front().span;
  });
}

}  // namespace

absl::StatusOr<Extractor> Extractor::Create(const model::Bundle& bundle) {
  absl::StatusOr<Tagger> tagger = Tagger::Create(bundle);
  if (!tagger.ok()) return tagger.status();
  return Extractor(bundle, *std::move(tagger));
}

absl::StatusOr<std::vector<Entity>> Extractor::Find(const syntax::Syntax& s,
                                                    std::optional<absl::CivilDay> reference_day,
                                                    const text::Budget& budget) const {
  absl::StatusOr<std::vector<TaggedName>> names = tagger_.Tag(s, budget);
  if (!names.ok()) return names.status();
  MakeNamesAgree(s, &*names);
  std::vector<Entity> entities = grouper_.Group(s, *names);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  AddValues(s, reference_day, &entities);
  for (size_t k = 0; k < entities.size(); ++k) entities[k].id = "e" + std::to_string(k + 1);
  return entities;
}

void Extractor::AddCoreference(const syntax::Syntax& s, std::vector<Entity>* entities) const {
  const std::vector<Entity> named = *entities;
  for (const Span& token : s.tokens) {
    const std::optional<size_t> e = coreference_.ResolvePronoun(s, named, token);
    if (e) (*entities)[*e].mentions.push_back({token, MentionType::kPronoun, 0.6f});
  }
  for (Entity& e : *entities) {
    std::sort(e.mentions.begin(), e.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span < b.span; });
  }
}

std::vector<Entity> Extractor::Select(const syntax::Syntax& s, std::vector<Entity> entities,
                                      const Options& options) const {
  if (options.include_coreference) AddCoreference(s, &entities);
  std::erase_if(entities, [&options](Entity& e) {
    std::erase_if(e.mentions,
                  [&options](const Mention& m) { return m.confidence < options.min_confidence; });
    const bool wanted =
        options.types.empty() ||
        std::find(options.types.begin(), options.types.end(), e.type) != options.types.end();
    return e.mentions.empty() || !wanted;
  });
  SetSalience(&entities);
  std::stable_sort(entities.begin(), entities.end(),
                   [](const Entity& a, const Entity& b) { return a.salience > b.salience; });
  return entities;
}

}  // namespace textanalysis::entities
