#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/dictionary/agreement.h"
#include "analysis/dictionary/entry.h"
#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"

namespace {

namespace dictionary = textanalysis::dictionary;

// The dictionary of all lines that are sound.
std::shared_ptr<const dictionary::Dictionary> Read(std::string_view lines) {
  dictionary::Dictionary::Builder builder;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const auto entry = dictionary::ParseLine(line);
    if (entry.ok() && entry->has_value()) (void)builder.Add(**entry);
  }
  return std::move(builder).Build();
}

}  // namespace

// A file of a dictionary, an empty line, and a text: what is found in the text are names in order,
// each known by one of the dictionary's ids.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const size_t cut = input.find("\n\n");
  const auto read = Read(std::string_view(input).substr(0, cut));
  const std::string text = cut == std::string::npos ? input : input.substr(cut + 2);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  const textanalysis::syntax::Parser parser(textanalysis::testing::TestBundle());
  const textanalysis::syntax::Syntax syntax = parser.Parse(text);
  std::vector<textanalysis::reader::TaggedName> names;
  const auto known = dictionary::MarkKnown(
                         syntax, {read}, [](std::string_view) { return false; }, {}, &names)
                         .value();
  size_t end = 0;
  for (const auto& name : names) {
    if (name.tokens.begin < end || name.tokens.begin >= name.tokens.end) std::abort();
    if (name.tokens.end > syntax.tokens.size() || name.known >= known.size()) std::abort();
    end = name.tokens.end;
  }
  for (const auto& entity : known)
    if (entity.id.empty() || entity.name.empty()) std::abort();
  return 0;
}
