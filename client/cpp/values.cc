#include "client/cpp/values.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace textanalysis::command {
namespace {

int32_t BeginOf(const v1::EntityMention& mention) { return mention.span().begin_offset(); }

bool IsBefore(const v1::EntityMention& a, const v1::EntityMention& b) {
  return BeginOf(a) < BeginOf(b);
}

// What entities of one value share; empty where the text settles none. Hedges make no difference.
std::string KeyOf(const v1::Entity& entity) {
  v1::NormalizedValue value = entity.normalized_value();
  if (value.value_case() == v1::NormalizedValue::VALUE_NOT_SET) return "";
  value.clear_approximation();
  return value.SerializeAsString();
}

void Join(const v1::Entity& other, v1::Entity* entity) {
  const bool is_first = other.mentions_size() > 0 && entity->mentions_size() > 0 &&
                        IsBefore(other.mentions(0), entity->mentions(0));
  if (is_first) entity->set_name(other.name());
  entity->mutable_mentions()->MergeFrom(other.mentions());
  std::stable_sort(entity->mutable_mentions()->begin(), entity->mutable_mentions()->end(),
                   &IsBefore);
  entity->set_salience(entity->salience() + other.salience());
}

}  // namespace

std::vector<v1::Entity> GroupedByValue(
    const google::protobuf::RepeatedPtrField<v1::Entity>& entities) {
  std::vector<v1::Entity> out;
  std::map<std::pair<v1::EntityType, std::string>, size_t> places;
  for (const v1::Entity& entity : entities) {
    const std::string key = KeyOf(entity);
    const auto place = places.find({entity.type(), key});
    if (!key.empty() && place != places.end()) {
      Join(entity, &out[place->second]);
      continue;
    }
    places.emplace(std::pair(entity.type(), key), out.size());
    out.push_back(entity);
  }
  std::stable_sort(out.begin(), out.end(), [](const v1::Entity& a, const v1::Entity& b) {
    return a.salience() > b.salience();
  });
  return out;
}

}  // namespace textanalysis::command
