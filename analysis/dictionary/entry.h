// What a dictionary says of one entity, and how a line of a dictionary's file says it.
//
//   Q57	Fiona Reid	person	F. Reid|Iron Fiona	transport|ferry	name
//   {"id":"Q57","name":"Fiona Reid","type":"person","aliases":["F. Reid"]}

#ifndef TEXTANALYSIS_ANALYSIS_DICTIONARY_ENTRY_H_
#define TEXTANALYSIS_ANALYSIS_DICTIONARY_ENTRY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analysis/entities/entity.h"

namespace textanalysis::dictionary {

// How the letters of an alias must stand in a text.
enum class CaseRule {
  kName,    // As written, or all in capitals; of several words, also with a capital at their head.
  kExact,   // As written.
  kIgnore,  // In any case.
};

// One entity.
struct Entry {
  std::string id{};
  std::string name{};  // An alias, too.
  entities::EntityType type = entities::EntityType::kOther;
  std::vector<std::string> aliases{};
  std::vector<std::string> context{};  // Words of texts that speak of it.
  CaseRule case_rule = CaseRule::kName;
};

inline constexpr size_t kMaxIdBytes = 128;
inline constexpr size_t kMaxAliasBytes = 255;
inline constexpr size_t kMaxAliasWords = 16;
inline constexpr size_t kMaxContexts = 1000;

// Returns OK when `entry` has an id, and a name and aliases of words.
//   Errors: InvalidArgument; its detail's field is the member at fault ("aliases[2]"). Messages hold
//   no text of the entry.
absl::Status CheckEntry(const Entry& entry);

// Reads a type of entity: "person"; nothing for a word that is none.
std::optional<entities::EntityType> ParseType(std::string_view word);

// Reads a line: fields between tabs, or an object of JSON. Returns nothing for an empty line and for
// one that begins with "#".
//   Errors: InvalidArgument that says what is wrong, without the line's text.
absl::StatusOr<std::optional<Entry>> ParseLine(std::string_view line);

}  // namespace textanalysis::dictionary

#endif  // TEXTANALYSIS_ANALYSIS_DICTIONARY_ENTRY_H_
