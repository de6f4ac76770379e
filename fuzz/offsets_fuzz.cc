#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/offset_map.h"
#include "analysis/text/utf8.h"

// Offsets in every unit are what counting from the beginning gives.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using textanalysis::text::OffsetUnit;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  const textanalysis::text::OffsetMap bytes(text, OffsetUnit::kUtf8);
  const textanalysis::text::OffsetMap utf16(text, OffsetUnit::kUtf16);
  const textanalysis::text::OffsetMap utf32(text, OffsetUnit::kUtf32);
  int32_t code_points = 0;
  int32_t code_units = 0;
  for (size_t k = 0; k <= text.size(); ++k) {
    const auto byte = k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
    if (byte >= 0x80 && byte < 0xC0) continue;  // Within a code point.
    if (bytes.FromBytes(k) != static_cast<int32_t>(k)) std::abort();
    if (utf16.FromBytes(k) != code_units || utf32.FromBytes(k) != code_points) std::abort();
    ++code_points;
    code_units += byte >= 0xF0 ? 2 : 1;
  }
  return 0;
}
