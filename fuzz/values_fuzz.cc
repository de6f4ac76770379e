#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/syntax/syntax.h"
#include "analysis/text/utf8.h"
#include "analysis/values/values.h"
#include "tests/support/bundle.h"

// Values come in order, apart from each other, of whole code points, and each is what it shows
// itself to be.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using textanalysis::values::Kind;
  static const textanalysis::syntax::Parser kParser(textanalysis::testing::TestBundle());
  static const textanalysis::values::Finder kFinder(textanalysis::testing::TestBundle());
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  const auto values = kFinder.Find(kParser.Parse(text), absl::CivilDay(2024, 6, 5), {});
  if (!values.ok()) std::abort();
  size_t end = 0;
  for (const auto& value : *values) {
    if (value.span.begin < end || value.span.end <= value.span.begin) std::abort();
    if (value.span.end > text.size()) std::abort();
    const std::string_view piece =
        std::string_view(text).substr(value.span.begin, value.span.end - value.span.begin);
    if (textanalysis::text::FindInvalidUtf8(piece)) std::abort();
    const std::string shown = textanalysis::values::Show(value.value);
    if (!shown.empty() && value.type != Kind::kContact &&
        textanalysis::values::ParseShown(value.type, shown) != value.value)
      std::abort();
    end = value.span.end;
  }
  return 0;
}
