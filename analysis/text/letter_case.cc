#include "analysis/text/letter_case.h"

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

bool HasSuch(std::string_view s, bool (*is_such)(char32_t)) {
  for (size_t at = 0; at < s.size();) {
    const CodePoint c = DecodeAt(s, at);
    if (is_such(c.value)) return true;
    at += c.length;
  }
  return false;
}

}  // namespace

bool HasUpper(std::string_view s) { return HasSuch(s, IsUpper); }
bool HasLower(std::string_view s) { return HasSuch(s, IsLower); }

}  // namespace textanalysis::text
