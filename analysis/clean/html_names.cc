#include "analysis/clean/html_names.h"

#include <algorithm>
#include <string>

#include "analysis/clean/ascii.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxMetaNameBytes = 50;

constexpr std::pair<std::string_view, MetaField> kFields[] = {
    {"meta_title", MetaField::kTitle},
    {"meta_published", MetaField::kPublished},
    {"meta_dated", MetaField::kDated},
    {"meta_modified", MetaField::kModified},
    {"meta_author", MetaField::kAuthor},
    {"meta_description", MetaField::kDescription},
    {"meta_site", MetaField::kSite},
    {"meta_publisher", MetaField::kPublisher},
    {"meta_section", MetaField::kSection},
    {"meta_type", MetaField::kType},
    {"meta_address", MetaField::kAddress},
    {"meta_image", MetaField::kImage},
    {"meta_tag", MetaField::kTag},
    {"meta_keywords", MetaField::kKeywords},
    {"meta_card_label", MetaField::kCardLabel},
    {"meta_card_datum", MetaField::kCardDatum}};

constexpr std::pair<std::string_view, MarkKind> kProperties[] = {
    {"property_author", MarkKind::kAuthor},
    {"property_name", MarkKind::kName},
    {"property_published", MarkKind::kPublished},
    {"property_modified", MarkKind::kModified},
    {"property_section", MarkKind::kSection}};

bool HasPart(std::string_view name, const std::vector<std::string_view>& parts) {
  return std::any_of(parts.begin(), parts.end(), [name](std::string_view part) {
    return name.find(part) != std::string_view::npos;
  });
}

// Returns a name in lower case, with its ASCII letters and digits alone.
std::string Squeezed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (text::IsAsciiLower(c) || text::IsAsciiDigit(c)) out.push_back(c);
    if (text::IsAsciiUpper(c)) out.push_back(static_cast<char>(c | 0x20));
  }
  return out;
}

}  // namespace

HtmlNames::HtmlNames(const model::Bundle& bundle) {
  const std::pair<std::string_view, std::vector<std::string_view>*> lists[] = {
      {"article_type", &articles_},
      {"allied_type", &allied_},
      {"work_type", &works_},
      {"page_type", &pages_},
      {"unseen_class", &unseen_}};
  for (const model::Row& row : model::ParseRows(bundle.Section("html_names"), 2)) {
    for (const auto& [what, field] : kFields) {
      if (row[1] == what) meta_.emplace(row[0], field);
    }
    for (const auto& [what, kind] : kProperties) {
      if (row[1] == what) properties_.emplace_back(row[0], kind);
    }
    for (const auto& [what, list] : lists) {
      if (row[1] == what) list->push_back(row[0]);
    }
  }
}

std::optional<MetaField> HtmlNames::MetaFieldOf(std::string_view name) const {
  if (name.size() > kMaxMetaNameBytes) return std::nullopt;
  const auto field = meta_.find(Squeezed(name));
  return field == meta_.end() ? std::nullopt : std::optional(field->second);
}

int HtmlNames::ArticleRank(std::string_view type) const {
  if (HasPart(type, articles_)) return 3;
  if (text::IsOneOf(type, works_)) return 2;
  return text::IsOneOf(type, pages_) ? 1 : 0;
}

bool HtmlNames::IsAllied(std::string_view type) const { return HasPart(type, allied_); }

bool HtmlNames::IsUnseen(std::string_view classes) const {
  for (size_t begin = 0; begin < classes.size();) {
    const size_t end = std::min(classes.find(' ', begin), classes.size());
    const std::string_view name = classes.substr(begin, end - begin);
    if (std::any_of(unseen_.begin(), unseen_.end(),
                    [name](std::string_view known) { return EqualsIgnoringCase(name, known); }))
      return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace textanalysis::clean
