#include "analysis/clean/form.h"

#include <gumbo.h>

#include <algorithm>
#include <string>

namespace textanalysis::clean {
namespace {

constexpr size_t kBytesRead = size_t{16} << 10;
constexpr int kTagsOfAPage = 3;
constexpr std::string_view kByteOrderMarks = "\xEF\xBB\xBF\xFE\xFF";
constexpr std::string_view kSpaces = " \t\r\n\f";

// The first bytes as they would be in UTF-8, as far as tags go: without the zeros of UTF-16.
std::string Beginning(std::string_view bytes) {
  std::string out(bytes.substr(0, kBytesRead));
  std::erase(out, '\0');
  const size_t begin = std::min(out.size(), out.find_first_not_of(kByteOrderMarks));
  return out.substr(std::min(out.size(), out.find_first_not_of(kSpaces, begin)));
}

// The element of HTML whose name stands at the begin of `text` and ends there as a tag's name does.
GumboTag TagAt(std::string_view text) {
  const size_t end = text.find_first_of(" \t\r\n\f/>");
  if (end == 0 || end == std::string_view::npos) return GUMBO_TAG_UNKNOWN;
  return gumbo_tagn_enum(text.data(), static_cast<unsigned>(end));
}

bool BeginsLikeAPage(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  return text[1] == '!' || text[1] == '?' || TagAt(text.substr(1)) != GUMBO_TAG_UNKNOWN;
}

// Whether `text`, which follows a "<", closes an element or breaks a line.
bool ClosesOrBreaks(std::string_view text) {
  if (text.empty()) return false;
  if (text[0] == '/') return TagAt(text.substr(1)) != GUMBO_TAG_UNKNOWN;
  return TagAt(text) == GUMBO_TAG_BR;
}

}  // namespace

bool LooksLikeHtml(std::string_view bytes) {
  const std::string text = Beginning(bytes);
  if (BeginsLikeAPage(text)) return true;
  int tags = 0;
  for (size_t at = text.find('<'); at != std::string::npos && tags < kTagsOfAPage;
       at = text.find('<', at + 1)) {
    tags += ClosesOrBreaks(std::string_view(text).substr(at + 1)) ? 1 : 0;
  }
  return tags == kTagsOfAPage;
}

}  // namespace textanalysis::clean
