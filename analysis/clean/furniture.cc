#include "analysis/clean/furniture.h"

#include "absl/strings/str_cat.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxLineBytes = 250;

RemovalReason ReasonOf(std::string_view name) {
  if (name == "related" || name == "list") return RemovalReason::kRelatedContent;
  if (name == "media" || name == "credit") return RemovalReason::kMedia;
  if (name == "advertisement") return RemovalReason::kAdvertisement;
  if (name == "metadata") return RemovalReason::kMetadata;
  if (name == "navigation") return RemovalReason::kNavigation;
  return RemovalReason::kBoilerplate;
}

}  // namespace

FurnitureTable::FurnitureTable(const model::Bundle& bundle) {
  std::vector<std::string> patterns;
  for (const model::Row& row : model::ParseRows(bundle.Section("furniture"))) {
    patterns.push_back(absl::StrCat("(?i)", text::ToAbsl(row[0])));
    entries_.push_back({{ReasonOf(row[1]), row[1] == "list"}, row[1] == "related"});
  }
  patterns_.emplace(patterns);
}

std::optional<Furniture> FurnitureTable::Match(std::string_view line) const {
  if (line.empty() || line.size() > kMaxLineBytes) return std::nullopt;
  const bool sentence = line.back() == '.' && line.find(':') == std::string_view::npos;
  for (const size_t k : patterns_->FullMatches(line)) {
    if (!(entries_[k].is_link_label && sentence)) return entries_[k].furniture;
  }
  return std::nullopt;
}

bool IsDuration(std::string_view line) {
  static const text::Regex kDuration(R"((?:\d{1,2}:)?\d{1,2}:\d{2})");
  return line.size() <= 8 && kDuration.FullMatch(line);
}

std::optional<std::vector<std::string>> ParseByline(std::string_view line) {
  static const text::Regex kByline(
      R"((?:By|BY|Von|Par|Por)[: ]+(\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|van|von|der|den|de|da|di|la|el|al|bin)){1,4}))"
      R"((?:(?: and |, | & | und | et | y )(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}))?)"
      R"((?:,? [^.]{0,80})?)");
  static constexpr std::array<std::string_view, 5> kFirstWords = {"By", "BY", "Von", "Par", "Por"};
  const std::string_view first = line.substr(0, line.find_first_of(": "));
  if (line.size() > 160 || !text::IsOneOf(first, kFirstWords) || !kByline.FullMatch(line))
    return std::nullopt;
  const std::optional<text::Match> match = kByline.Find(line, 0);
  std::vector<std::string> names;
  for (size_t group = 1; group < match->size(); ++group) {
    if ((*match)[group]) names.emplace_back(Slice(line, *(*match)[group]));
  }
  return names;
}

}  // namespace textanalysis::clean
