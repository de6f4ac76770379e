#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/charset.h"
#include "analysis/text/utf8.h"

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

// Decoding yields UTF-8 whatever the bytes, and keeps bytes that already are, but for a byte order
// mark.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto decoded = textanalysis::text::DecodeHtml(bytes, "");
  if (!decoded.ok() || textanalysis::text::FindInvalidUtf8(decoded->utf8)) std::abort();
  if (decoded->charset == "utf-8" && !textanalysis::text::FindInvalidUtf8(bytes) &&
      decoded->utf8 != (bytes.starts_with(kByteOrderMark) ? bytes.substr(3) : bytes))
    std::abort();
  return 0;
}
