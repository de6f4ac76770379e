#include "analysis/text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

constexpr size_t kScanBytes = 16 * 1024;

std::string_view Head(std::string_view text) {
  size_t end = std::min(text.size(), kScanBytes);
  while (end < text.size() && end > 0 && IsContinuationByte(text[end])) --end;
  return text.substr(0, end);
}

}  // namespace

std::string DetectLanguage(std::string_view text) {
  const std::string_view head = Head(text);
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(head.data(), static_cast<int>(head.size()), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return "und";
  return CLD2::LanguageCode(language);
}

std::string PrimaryLanguage(std::string_view code) {
  return ToLower(code.substr(0, code.find_first_of("-_")));
}

}  // namespace textanalysis::text
