#include "analysis/pipeline/entity_finder.h"

#include <algorithm>
#include <memory_resource>
#include <string>
#include <string_view>

#include "analysis/names/consistency.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/values/values.h"

namespace textanalysis::pipeline {
namespace {

using entities::Entity;
using entities::EntityType;
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

// A copy of `s` that stays as long as `memory`.
std::string_view KeptIn(std::pmr::memory_resource* memory, std::string_view s) {
  auto* const bytes = static_cast<char*>(memory->allocate(s.size(), 1));
  std::copy(s.begin(), s.end(), bytes);
  return {bytes, s.size()};
}

// What a value costs, in bytes of plain text.
constexpr size_t kValuePace = 64;

// Adds `found` to `entities`: equal texts of equal value are one entity; all by first mention.
void AddValues(const syntax::Syntax& s, std::vector<values::ValueMention> found,
               const text::Budget& budget, std::vector<Entity>* entities) {
  text::Pace pace(budget);
  std::pmr::monotonic_buffer_resource keys;  // Many, and freed at once.
  text::KeyedMap<std::string_view, size_t> known;
  std::string key;
  const auto num_named = static_cast<ptrdiff_t>(entities->size());
  for (values::ValueMention& v : found) {
    if (!pace.GoesOn(kValuePace)) return;
    const std::string words(Slice(s.text, v.span));
    // "2012 people" and the year 2012 are two.
    key = text::ToLower(words) + '\n' + std::to_string(static_cast<int>(v.type)) +
          values::Show(v.value);
    auto it = known.find(key);
    if (it == known.end()) {
      it = known.emplace(KeptIn(&keys, key), entities->size()).first;
      entities->push_back({.name = words,
                           .type = TypeOf(v.type),
                           .value = std::move(v.value),
                           .details = std::move(v.details)});
    }
    (*entities)[it->second].mentions.push_back({v.span, MentionType::kName, 0.9f});
  }
  if (!pace.GoesOn(found.size())) return;
  std::inplace_merge(entities->begin(), entities->begin() + num_named, entities->end(),
                     [](const Entity& a, const Entity& b) {
                       return a.mentions.front().span < b.mentions.front().span;
                     });
}

// Removes the names that are part of a value, and the values that are part of a name.
void Settle(const syntax::Syntax& s, std::vector<reader::TaggedName>* names,
            std::vector<values::ValueMention>* found) {
  std::vector<Span> spans;
  for (const reader::TaggedName& name : *names) spans.push_back(s.Bytes(name.tokens));
  const std::vector<bool> stays = values::SettleWithNames(spans, found);
  size_t k = 0;
  std::erase_if(*names, [&](const reader::TaggedName&) { return !stays[k++]; });
}

// What a name takes until it is an entity of the answer, measured.
constexpr size_t kBytesPerName = 1100;

}  // namespace

absl::StatusOr<EntityFinder> EntityFinder::Create(const model::Bundle& bundle,
                                                  coreference::Coreference coreference) {
  const auto agreement = names::AgreementNumbers::Create(bundle);
  if (!agreement.ok()) return agreement.status();
  return EntityFinder(bundle, *agreement, std::move(coreference));
}

absl::StatusOr<std::vector<Entity>> EntityFinder::Find(const syntax::Syntax& s,
                                                       std::vector<reader::TaggedName> names,
                                                       const dictionary::Dictionaries& dictionaries,
                                                       std::optional<absl::CivilDay> reference_day,
                                                       const text::Budget& budget) const {
  const auto is_title = [this](std::string_view word) {
    return coreference_.words().IsTitle(word);
  };
  const absl::StatusOr<std::vector<entities::KnownEntity>> known =
      dictionary::MarkKnown(s, dictionaries, is_title, budget, &names);
  if (!known.ok()) return known.status();
  if (absl::Status status = budget.Take(names.size() * kBytesPerName); !status.ok()) return status;
  names::MakeNamesAgree(s, agreement_, budget, &names);
  absl::StatusOr<std::vector<values::ValueMention>> found = values_.Find(s, reference_day, budget);
  if (!found.ok()) return found.status();
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  Settle(s, &names, &*found);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  std::vector<Entity> entities = grouper_.Group(s, names, *known, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  AddValues(s, *std::move(found), budget, &entities);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  for (size_t k = 0; k < entities.size(); ++k) entities[k].id = "e" + std::to_string(k + 1);
  return entities;
}

}  // namespace textanalysis::pipeline
