#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "analysis/clean/head.h"
#include "analysis/clean/html_names.h"
#include "analysis/clean/lenient_json.h"
#include "analysis/clean/linked_data.h"
#include "analysis/clean/references.h"
#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"

namespace {

using textanalysis::clean::Json;

constexpr int kMostLevels = 42;

// A value has what belongs to its kind, of whole characters, no deeper than is read.
bool IsSound(const Json& value, int level) {
  if (level > kMostLevels || textanalysis::text::FindInvalidUtf8(value.text)) return false;
  if (value.kind != Json::Kind::kObject && !value.members.empty()) return false;
  if (value.kind != Json::Kind::kArray && !value.items.empty()) return false;
  for (const auto& [name, member] : value.members) {
    if (textanalysis::text::FindInvalidUtf8(name) || !IsSound(member, level + 1)) return false;
  }
  for (const Json& item : value.items) {
    if (!IsSound(item, level + 1)) return false;
  }
  return true;
}

bool IsSound(const textanalysis::clean::Head& head) {
  std::vector<std::string> texts = {head.headline, head.data_site_name, head.article_body};
  for (const auto& article : head.articles) {
    for (const auto* text :
         {&article.headline, &article.section, &article.description, &article.published,
          &article.modified, &article.publisher, &article.image, &article.address})
      texts.push_back(*text);
    texts.insert(texts.end(), article.authors.begin(), article.authors.end());
    texts.insert(texts.end(), article.tags.begin(), article.tags.end());
  }
  for (const std::string& text : texts) {
    if (textanalysis::text::FindInvalidUtf8(text)) return false;
  }
  return true;
}

}  // namespace

// Scripts with zero bytes between them: whatever JSON they are or are not, what is read of them is
// text of whole characters.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(input)) return 0;
  static const textanalysis::clean::HtmlNames kNames(textanalysis::testing::TestBundle());
  static const textanalysis::clean::References kReferences(textanalysis::testing::TestBundle());
  textanalysis::clean::LinkedData linked_data(kNames, kReferences);
  for (size_t begin = 0; begin <= input.size();) {
    const size_t end = std::min(input.find('\0', begin), input.size());
    const std::string script = input.substr(begin, end - begin);
    for (const Json& value : textanalysis::clean::ReadLenientJson(script)) {
      if (!IsSound(value, 0)) std::abort();
    }
    linked_data.Add(script);
    begin = end + 1;
  }
  textanalysis::clean::Head head;
  linked_data.Tell(&head);
  if (!IsSound(head)) std::abort();
  return 0;
}
