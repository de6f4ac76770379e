#include "analysis/clean/metadata_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr std::array<std::string_view, 32> kNames = {"author_class",
                                                     "aside_class",
                                                     "date_class",
                                                     "updated_class",
                                                     "published_class",
                                                     "section_class",
                                                     "author_path",
                                                     "by",
                                                     "label",
                                                     "genre",
                                                     "and",
                                                     "end",
                                                     "role",
                                                     "body",
                                                     "determiner",
                                                     "particle",
                                                     "updated",
                                                     "published",
                                                     "no_name",
                                                     "no_section",
                                                     "calendar",
                                                     "glue",
                                                     "month_word",
                                                     "month_prefix",
                                                     "year_unit",
                                                     "month_unit",
                                                     "day_unit",
                                                     "no_country",
                                                     "name_anyway",
                                                     "month",
                                                     "other_day",
                                                     "and_in_capitals"};

}  // namespace

void MetadataWords::AddMonth(std::string_view name, std::string_view number) {
  int month = 0;
  std::from_chars(number.data(), number.data() + number.size(), month);
  months_.emplace_back(name, month);
}

MetadataWords::MetadataWords(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("metadata_words"))) {
    for (size_t k = 1; k < row.size(); ++k) {
      const auto name = std::find(kNames.begin(), kNames.end(), row[k]);
      if (row[k] == "month") AddMonth(row[0], row.back());
      if (name != kNames.end()) words_[row[0]] |= WordKinds{1} << (name - kNames.begin());
    }
  }
}

WordKinds MetadataWords::Of(std::string_view word) const {
  const auto it = words_.find(word);
  return it == words_.end() ? 0 : it->second;
}

WordKinds MetadataWords::OfAttribute(std::string_view attribute) const {
  WordKinds out = 0;
  std::string word;
  char before = ' ';
  for (const char c : attribute) {
    const bool upper = text::IsAsciiUpper(c);
    if ((upper && text::IsAsciiLower(before)) || !(upper || text::IsAsciiLower(c))) {
      out |= Of(word);
      word.clear();
    }
    if (upper || text::IsAsciiLower(c)) word.push_back(static_cast<char>(c | 0x20));
    before = c;
  }
  return out | Of(word);
}

}  // namespace textanalysis::clean
