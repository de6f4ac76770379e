#include "analysis/clean/head.h"

#include <algorithm>

#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxAuthors = 100;
constexpr size_t kMaxTags = 60;
constexpr size_t kMaxTypes = 12;

void SetOnce(std::string* field, std::string_view value) {
  if (field->empty()) *field = std::string(text::Trim(value));
}

void AddOnce(std::string_view value, size_t most, std::vector<std::string>* values) {
  value = text::Trim(value);
  if (!value.empty() && values->size() < most && !text::IsOneOf(value, *values))
    values->emplace_back(value);
}

bool HasDigit(std::string_view s) { return std::any_of(s.begin(), s.end(), text::IsAsciiDigit); }

}  // namespace

void Head::AddMeta(MetaField field, std::string_view content) {
  switch (field) {
    case MetaField::kTitle:
      return SetOnce(&meta_title, content);
    case MetaField::kPublished:
      return HasDigit(content) ? SetOnce(&published, content) : void();
    case MetaField::kDated:
      return HasDigit(content) ? SetOnce(&dated, content) : void();
    case MetaField::kModified:
      return HasDigit(content) ? SetOnce(&modified, content) : void();
    case MetaField::kAuthor:
      return AddOnce(content, kMaxAuthors, &authors);
    case MetaField::kDescription:
      return SetOnce(&description, content);
    case MetaField::kSite:
      return SetOnce(&site_name, content);
    case MetaField::kPublisher:
      return SetOnce(&publisher, content);
    case MetaField::kSection:
      return SetOnce(&section, content);
    case MetaField::kType:
      if (types.size() < kMaxTypes) types.emplace_back(content);
      return;
    case MetaField::kAddress:
      return SetOnce(&address, content);
    case MetaField::kImage:
      return SetOnce(&image, content);
    case MetaField::kTag:
      return AddOnce(content, kMaxTags, &tags);
    case MetaField::kKeywords:
      return SetOnce(&keywords, content);
    case MetaField::kCardLabel:
      return AddOnce(content, 2, &card_labels);
    case MetaField::kCardDatum:
      return AddOnce(content, 2, &card_data);
  }
}

}  // namespace textanalysis::clean
