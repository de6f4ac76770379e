// What the entities of a document are made of. Spans address the analysed text.

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_

#include <string>
#include <vector>

#include "analysis/text/rare.h"
#include "analysis/text/span.h"
#include "analysis/values/value.h"

namespace textanalysis::entities {

enum class EntityType {
  kPerson,
  kOrganization,
  kGeopolitical,
  kLocation,
  kFacility,
  kGroup,
  kEvent,
  kWork,
  kProduct,
  kOther,
  kContact,
  kDateTime,
  kMoney,
  kPercent,
  kQuantity,
  kNumber,
};

enum class MentionType { kName, kNominal, kPronoun };

// Somebody or something that a dictionary knows.
struct KnownEntity {
  std::string id;
  std::string name;  // The dictionary's.
  EntityType type;
};

enum class Gender { kUnknown, kMale, kFemale };

// One occurrence of an entity.
struct Mention {
  text::Span span;
  MentionType type = MentionType::kName;
  float confidence = 1;   // [0, 1]
  bool is_known = false;  // Found by a dictionary.
};

// One entity and its mentions.
struct Entity {
  std::string id{};    // Unique in the document: "e1".
  std::string name{};  // The fullest form used in the document.
  EntityType type = EntityType::kOther;
  std::vector<Mention> mentions{};  // In reading order; at least one.
  values::Value value{};
  text::Rare<values::Details> details{};
  float salience = 0;  // [0, 1]; sums to 1 over a document.
  Gender gender = Gender::kUnknown;
  bool is_gender_told = false;  // By a title or a noun; else the given name suggests it.
  std::string dictionary_id{};  // KnownEntity::id, or empty.
};

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_
