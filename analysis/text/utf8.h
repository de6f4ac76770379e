// UTF-8: validation and decoding.
//
//   if (std::optional<size_t> offset = FindInvalidUtf8(bytes)) return …;
//   for (size_t at = 0; at < text.size();) {
//     CodePoint c = DecodeAt(text, at);
//     at += c.length;
//   }

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_UTF8_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace textanalysis::text {

// Returns the offset of the first byte that does not belong to well-formed UTF-8 (Unicode 15,
// table 3-7: no surrogates, no overlong forms), or nothing when every byte belongs to it.
//   Cost: O(bytes.size()), eight bytes at a time over ASCII.
std::optional<size_t> FindInvalidUtf8(std::string_view bytes);

// Returns whether every byte is below 0x80.
bool IsAscii(std::string_view bytes);

// A decoded code point, and how many bytes encode it.
struct CodePoint {
  char32_t value;
  size_t length;  // 1 to 4.
};

// Decodes the code point that begins at `at`.
//   Requires: `text` is well-formed UTF-8, `at` < text.size() and on a boundary.
CodePoint DecodeAt(std::string_view text, size_t at);

// Decodes the code point that ends at `end`.
//   Requires: as for DecodeAt, and `end` > 0.
CodePoint DecodeBefore(std::string_view text, size_t end);

// Appends the UTF-8 form of `c`; surrogates and values over U+10FFFF become U+FFFD.
void AppendUtf8(char32_t c, std::string* out);

// Returns whether `byte` continues a code point.
inline bool IsContinuationByte(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_UTF8_H_
