#include "analysis/pipeline/entity_finder.h"

#include <algorithm>
#include <string>

#include "analysis/names/consistency.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/values/values.h"

namespace textanalysis::pipeline {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Mention;
using entities::MentionType;
using text::Span;

EntityType TypeOf(values::Kind kind) {
  switch (kind) {
    case values::Kind::kContact:
      return EntityType::kContact;
    case values::Kind::kDateTime:
      return EntityType::kDateTime;
    case values::Kind::kMoney:
      return EntityType::kMoney;
    case values::Kind::kPercent:
      return EntityType::kPercent;
    case values::Kind::kQuantity:
      return EntityType::kQuantity;
    case values::Kind::kNumber:
      return EntityType::kNumber;
    case values::Kind::kNone:
      break;
  }
  return EntityType::kOther;
}

// Values that touch no name, equal texts grouped, merged with `entities` by first mention.
void AddValues(const syntax::Syntax& s, std::optional<absl::CivilDay> reference,
               std::vector<Entity>* entities) {
  std::vector<Span> names;
  for (const Entity& e : *entities) {
    for (const Mention& m : e.mentions) names.push_back(m.span);
  }
  std::sort(names.begin(), names.end());
  text::KeyedMap<std::string, size_t> known;
  for (values::ValueMention& v : values::FindValues(s.text, reference)) {
    const auto name = std::lower_bound(names.begin(), names.end(), v.span.begin,
                                       [](const Span& n, size_t at) { return n.end <= at; });
    if (name != names.end() && name->Overlaps(v.span)) continue;
    const std::string key = text::ToLower(Slice(s.text, v.span));
    const auto [it, is_new] = known.try_emplace(key, entities->size());
    if (is_new) {
      entities->push_back(
          {.name = std::string(Slice(s.text, v.span)), .type = TypeOf(v.type), .value = v.value});
    }
    (*entities)[it->second].mentions.push_back({v.span, MentionType::kName, 0.9f});
  }
  std::stable_sort(entities->begin(), entities->end(), [](const Entity& a, const Entity& b) {
    return a.mentions.front().span < b.mentions.front().span;
  });
}

}  // namespace

absl::StatusOr<std::vector<Entity>> EntityFinder::Find(const syntax::Syntax& s,
                                                       std::vector<reader::TaggedName> names,
                                                       std::optional<absl::CivilDay> reference_day,
                                                       const text::Budget& budget) const {
  names::MakeNamesAgree(s, &names);
  std::vector<Entity> entities = grouper_.Group(s, names);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  AddValues(s, reference_day, &entities);
  for (size_t k = 0; k < entities.size(); ++k) entities[k].id = "e" + std::to_string(k + 1);
  return entities;
}

void EntityFinder::AddPronouns(const syntax::Syntax& s, std::vector<Entity>* entities) const {
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

}  // namespace textanalysis::pipeline
