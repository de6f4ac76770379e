#include "analysis/clean/furniture.h"

#include "absl/strings/str_cat.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxLineBytes = 250;
constexpr size_t kMaxBylineBytes = 160;

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
  std::vector<std::string> patterns, bylines;
  for (const model::Row& row : model::ParseRows(bundle.Section("furniture"), 2)) {
    if (row[1] == "byline") {
      bylines.emplace_back(row[0]);
      continue;
    }
    patterns.push_back(absl::StrCat("(?i)", text::ToAbsl(row[0])));
    entries_.push_back({{ReasonOf(row[1]), row[1] == "list"}, row[1] == "related"});
  }
  patterns_.emplace(patterns);
  bylines_.emplace(bylines);
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

bool FurnitureTable::IsByline(std::string_view line) const {
  return line.size() <= kMaxBylineBytes && text::StartsUpper(line) &&
         !bylines_->FullMatches(line).empty();
}

}  // namespace textanalysis::clean
