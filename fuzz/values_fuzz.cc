#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/utf8.h"
#include "analysis/values/values.h"

// Values come in order, apart from each other, of whole code points.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  size_t end = 0;
  for (const auto& value : textanalysis::values::FindValues(text, absl::CivilDay(2024, 6, 5))) {
    if (value.span.begin < end || value.span.end <= value.span.begin) std::abort();
    if (value.span.end > text.size()) std::abort();
    const std::string_view piece =
        std::string_view(text).substr(value.span.begin, value.span.end - value.span.begin);
    if (textanalysis::text::FindInvalidUtf8(piece)) std::abort();
    end = value.span.end;
  }
  return 0;
}
