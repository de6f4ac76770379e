#include "service/convert/content.h"

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::convert {
namespace {

bool HasWord(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::DecodeAt(text, at);
    if (text::IsWordChar(c.value)) return true;
    at += c.length;
  }
  return false;
}

}  // namespace

std::string JoinParts(std::string_view text, const std::vector<text::Span>& parts) {
  std::string out;
  for (size_t k = 0; k < parts.size(); ++k) {
    if (k > 0) {
      const text::Span gap{parts[k - 1].end, parts[k].begin};
      // Parts may overlap or stand in another order than the text; nothing lies between them then.
      const bool is_broken = gap.begin < gap.end && HasWord(text::Slice(text, gap));
      out += is_broken ? " … " : " ";
    }
    out += text::Slice(text, parts[k]);
  }
  return out;
}

}  // namespace textanalysis::convert
