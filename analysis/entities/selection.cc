#include "analysis/entities/selection.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

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

// Returns the numbers of the entities by falling salience, ties in their order.
std::vector<size_t> BySalience(const std::vector<Entity>& entities) {
  std::vector<size_t> order(entities.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&entities](size_t a, size_t b) {
    if (entities[a].salience != entities[b].salience)
      return entities[a].salience > entities[b].salience;
    return a < b;
  });
  return order;
}

// Puts the entity order[k] in the place k, for every k. An entity is large: each moves once, within
// the cycle of places that its own belongs to.
void Arrange(std::vector<size_t> order, std::vector<Entity>* entities) {
  for (size_t first = 0; first < order.size(); ++first) {
    if (order[first] == first) continue;
    Entity held = std::move((*entities)[first]);
    size_t k = first;
    while (order[k] != first) {
      (*entities)[k] = std::move((*entities)[order[k]]);
      k = std::exchange(order[k], k);
    }
    (*entities)[k] = std::move(held);
    order[k] = k;
  }
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
  Arrange(BySalience(entities), &entities);
  return entities;
}

}  // namespace textanalysis::entities
