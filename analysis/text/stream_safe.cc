#include "analysis/text/stream_safe.h"

#include <unicode/uchar.h>

#include "analysis/text/utf8.h"

namespace textanalysis::text {

bool IsStreamSafe(std::string_view s) {
  constexpr size_t kMaxMarks = 30;
  size_t marks = 0;
  for (size_t at = 0; at < s.size() && marks <= kMaxMarks;) {
    const CodePoint c = DecodeAt(s, at);
    marks = u_getCombiningClass(static_cast<UChar32>(c.value)) == 0 ? 0 : marks + 1;
    at += c.length;
  }
  return marks <= kMaxMarks;
}

}  // namespace textanalysis::text
