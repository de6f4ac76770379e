// What the entities of a document are made of. Spans address the analysed text.

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_

#include <string>
#include <variant>
#include <vector>

#include "analysis/text/span.h"

namespace textanalysis::entities {

enum class EntityType {
  kPerson,
  kOrganization,
  kGeopolitical,
  kLocation,
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

enum class Gender { kUnknown, kMale, kFemale };

// One occurrence of an entity.
struct Mention {
  text::Span span;
  MentionType type = MentionType::kName;
  float confidence = 1;  // [0, 1]
};

struct DateTime {
  std::string iso8601;  // As precise as the text: "2024", "2024-05", "2024-05-03",
                        // "2024-06-03/2024-06-05", "2024-Q3", "199X", "T15:30", "P3D".
  bool operator==(const DateTime&) const = default;
};
struct Money {
  std::string currency_code;  // ISO 4217; empty when ambiguous.
  std::string amount;         // Decimal.
  bool operator==(const Money&) const = default;
};
struct Quantity {
  std::string amount;  // Decimal.
  std::string unit;    // UCUM code.
  bool operator==(const Quantity&) const = default;
};
struct Number {
  std::string decimal;
  bool operator==(const Number&) const = default;
};
using Value = std::variant<std::monostate, DateTime, Money, Quantity, Number>;

// One entity and its mentions.
struct Entity {
  std::string id{};    // Unique in the document: "e1".
  std::string name{};  // The fullest form used in the document.
  EntityType type = EntityType::kOther;
  std::vector<Mention> mentions{};  // In reading order; at least one.
  Value value{};
  float salience = 0;  // [0, 1]; sums to 1 over a document.
  Gender gender = Gender::kUnknown;
};

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_ENTITY_H_
