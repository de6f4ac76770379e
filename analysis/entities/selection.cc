#include "analysis/entities/selection.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace textanalysis::entities {
namespace {

bool IsName(EntityType type) { return type < EntityType::kContact; }

// Mentions early in the document weigh more: the weight halves with each doubling of the position
// past this.
constexpr double kLeadBytes = 500;

// What a mention costs to weigh, and an entity to move, in bytes of plain text.
constexpr size_t kMentionPace = 16;
constexpr size_t kMovePace = 64;

double WeightOf(const Entity& e) {
  double weight = 0;
  for (const Mention& m : e.mentions)
    weight += kLeadBytes / (kLeadBytes + static_cast<double>(m.span.begin));
  return IsName(e.type) ? weight : 0.1 * weight;
}

void SetSalience(text::Pace* pace, std::vector<Entity>* entities) {
  std::vector<double> weights;
  weights.reserve(entities->size());
  double sum = 0;
  for (const Entity& e : *entities) {
    if (!pace->GoesOn(kMentionPace * e.mentions.size())) return;
    weights.push_back(WeightOf(e));
    sum += weights.back();
  }
  for (size_t k = 0; k < entities->size() && pace->GoesOn(kMentionPace); ++k)
    (*entities)[k].salience = static_cast<float>(weights[k] / sum);
}

// Returns the numbers of the entities by falling salience, ties in their order.
std::vector<size_t> BySalience(const std::vector<Entity>& entities) {
  std::vector<std::pair<float, size_t>> falling;
  falling.reserve(entities.size());
  for (size_t k = 0; k < entities.size(); ++k) falling.emplace_back(-entities[k].salience, k);
  std::sort(falling.begin(), falling.end());
  std::vector<size_t> order;
  order.reserve(falling.size());
  for (const auto& [salience, k] : falling) order.push_back(k);
  return order;
}

// Puts the entity order[k] in the place k, for every k. An entity is large: each moves once, within
// the cycle of places that its own belongs to.
void Arrange(std::vector<size_t> order, text::Pace* pace, std::vector<Entity>* entities) {
  for (size_t first = 0; first < order.size() && pace->GoesOn(kMovePace); ++first) {
    if (order[first] == first) continue;
    Entity held = std::move((*entities)[first]);
    size_t k = first;
    while (order[k] != first && pace->GoesOn(kMovePace)) {
      (*entities)[k] = std::move((*entities)[order[k]]);
      k = std::exchange(order[k], k);
    }
    (*entities)[k] = std::move(held);
    order[k] = k;
  }
}

}  // namespace

std::vector<Entity> Select(std::vector<Entity> entities, const Options& options,
                           const text::Budget& budget) {
  text::Pace pace(budget);
  std::erase_if(entities, [&options](Entity& e) {
    std::erase_if(e.mentions,
                  [&options](const Mention& m) { return m.confidence < options.min_confidence; });
    const bool wanted =
        options.types.empty() ||
        std::find(options.types.begin(), options.types.end(), e.type) != options.types.end();
    return e.mentions.empty() || !wanted;
  });
  SetSalience(&pace, &entities);
  if (!budget.Check().ok()) return entities;
  Arrange(BySalience(entities), &pace, &entities);
  return entities;
}

}  // namespace textanalysis::entities
