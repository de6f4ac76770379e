#include "analysis/dictionary/entry.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "analysis/dictionary/words.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/error.h"
#include "analysis/text/utf8.h"

namespace textanalysis::dictionary {
namespace {

using entities::EntityType;

constexpr std::pair<std::string_view, EntityType> kTypes[] = {
    {"person", EntityType::kPerson},
    {"organization", EntityType::kOrganization},
    {"geopolitical", EntityType::kGeopolitical},
    {"location", EntityType::kLocation},
    {"facility", EntityType::kFacility},
    {"group", EntityType::kGroup},
    {"event", EntityType::kEvent},
    {"work", EntityType::kWork},
    {"product", EntityType::kProduct},
    {"other", EntityType::kOther},
};

// A longer member is not named in a message.
constexpr size_t kMaxShownBytes = 64;

constexpr std::pair<std::string_view, CaseRule> kCaseRules[] = {
    {"", CaseRule::kName},
    {"name", CaseRule::kName},
    {"exact", CaseRule::kExact},
    {"ignore", CaseRule::kIgnore},
};

absl::Status Bad(std::string field, std::string_view message) {
  return text::InvalidArgument({.reason = "INVALID_DICTIONARY", .field = std::move(field)},
                               message);
}

absl::Status CheckAlias(std::string_view alias, const std::string& field) {
  if (alias.empty()) return Bad(field, "a name is empty");
  if (alias.size() > kMaxAliasBytes) return Bad(field, "a name has more than 255 bytes");
  if (text::FindInvalidUtf8(alias)) return Bad(field, "a name is not UTF-8");
  const size_t words = WordsOf(alias).words.size();
  if (words == 0) return Bad(field, "a name has no letter and no digit");
  if (words > kMaxAliasWords) return Bad(field, "a name has more than 16 words");
  return absl::OkStatus();
}

absl::Status ReadType(std::string_view word, Entry* out) {
  const std::optional<EntityType> type = ParseType(word);
  if (!type) {
    return Bad("type",
               "the type is none of person, organization, geopolitical, location, facility, group, "
               "event, work, product, other");
  }
  out->type = *type;
  return absl::OkStatus();
}

absl::Status ReadCase(std::string_view word, Entry* out) {
  for (const auto& [name, rule] : kCaseRules) {
    if (word != name) continue;
    out->case_rule = rule;
    return absl::OkStatus();
  }
  return Bad("case", "the case rule is none of name, exact, ignore");
}

// The parts of a field between bars, without white space around them and without empty ones.
std::vector<std::string> SplitList(std::string_view field) {
  std::vector<std::string> out;
  for (const absl::string_view part : absl::StrSplit(text::ToAbsl(field), '|')) {
    const std::string_view trimmed = text::Trim({part.data(), part.size()});
    if (!trimmed.empty()) out.emplace_back(trimmed);
  }
  return out;
}

absl::StatusOr<Entry> ParseTabs(std::string_view line) {
  constexpr size_t kMaxFields = 6;
  std::array<std::string_view, kMaxFields> fields;
  size_t count = 0;
  for (const absl::string_view field : absl::StrSplit(text::ToAbsl(line), '\t')) {
    if (count == kMaxFields) return Bad("", "there are more than six fields between tabs");
    fields[count++] = text::Trim({field.data(), field.size()});
  }
  if (count < 3) return Bad("", "there is no id, name and type between tabs");
  Entry out{.id = std::string(fields[0]), .name = std::string(fields[1])};
  if (absl::Status status = ReadType(fields[2], &out); !status.ok()) return status;
  out.aliases = SplitList(fields[3]);
  out.context = SplitList(fields[4]);
  if (absl::Status status = ReadCase(fields[5], &out); !status.ok()) return status;
  return out;
}

absl::Status ReadStrings(const nlohmann::json& value, const char* field,
                         std::vector<std::string>* out) {
  if (!value.is_array()) return Bad(field, "the member is no list of strings");
  for (const nlohmann::json& item : value) {
    if (!item.is_string()) return Bad(field, "the member is no list of strings");
    out->push_back(item.get<std::string>());
  }
  return absl::OkStatus();
}

absl::Status ReadMember(const std::string& key, const nlohmann::json& value, Entry* out) {
  if (key == "aliases") return ReadStrings(value, "aliases", &out->aliases);
  if (key == "context") return ReadStrings(value, "context", &out->context);
  const bool is_known = key == "id" || key == "name" || key == "type" || key == "case";
  if (!is_known) {
    return Bad(key.size() <= kMaxShownBytes ? key : "",
               "the member is none of id, name, type, aliases, context, case");
  }
  if (!value.is_string()) return Bad(key, "the member is no string");
  const auto& word = value.get_ref<const std::string&>();
  if (key == "type") return ReadType(word, out);
  if (key == "case") return ReadCase(word, out);
  (key == "id" ? out->id : out->name) = word;
  return absl::OkStatus();
}

absl::StatusOr<Entry> ParseJson(std::string_view line) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) return Bad("", "the line is no object of JSON");
  if (!object.contains("type")) return Bad("type", "there is no type");
  Entry out;
  for (const auto& [key, value] : object.items()) {
    if (absl::Status status = ReadMember(key, value, &out); !status.ok()) return status;
  }
  return out;
}

}  // namespace

std::optional<EntityType> ParseType(std::string_view word) {
  for (const auto& [name, type] : kTypes) {
    if (word == name) return type;
  }
  return std::nullopt;
}

absl::Status CheckEntry(const Entry& entry) {
  if (entry.id.empty()) return Bad("id", "there is no id");
  if (entry.id.size() > kMaxIdBytes) return Bad("id", "the id has more than 128 bytes");
  if (text::FindInvalidUtf8(entry.id)) return Bad("id", "the id is not UTF-8");
  if (absl::Status status = CheckAlias(entry.name, "name"); !status.ok()) return status;
  for (size_t k = 0; k < entry.aliases.size(); ++k) {
    absl::Status status = CheckAlias(entry.aliases[k], absl::StrCat("aliases[", k, "]"));
    if (!status.ok()) return status;
  }
  if (entry.context.size() > kMaxContexts)
    return Bad("context", "there are more than 1000 words of context");
  for (size_t k = 0; k < entry.context.size(); ++k) {
    absl::Status status = CheckAlias(entry.context[k], absl::StrCat("context[", k, "]"));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Entry>> ParseLine(std::string_view line) {
  if (text::FindInvalidUtf8(line)) return Bad("", "the line is not UTF-8");
  const std::string_view trimmed = text::Trim(line);
  if (trimmed.empty() || trimmed.front() == '#') return std::nullopt;
  absl::StatusOr<Entry> entry = trimmed.front() == '{' ? ParseJson(trimmed) : ParseTabs(line);
  if (!entry.ok()) return entry.status();
  if (absl::Status status = CheckEntry(*entry); !status.ok()) return status;
  return std::optional<Entry>(*std::move(entry));
}

}  // namespace textanalysis::dictionary
