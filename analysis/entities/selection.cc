#include "analysis/entities/selection.h"

#include <algorithm>

namespace textanalysis::entities {
namespace {

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

}  // namespace

std::vector<Entity> Select(std::vector<Entity> entities, const Options& options) {
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
