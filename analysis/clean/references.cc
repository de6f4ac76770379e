#include "analysis/clean/references.h"

#include <algorithm>
#include <charconv>

#include "analysis/clean/windows1252.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// The longest name has 31 letters.
constexpr size_t kMaxNameBytes = 32;

// The number that all of `digits` makes, or nothing.
std::optional<uint32_t> NumberOf(std::string_view digits, int base) {
  uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<char32_t> NumberedCharacter(std::string_view digits) {
  const bool is_hex = digits.starts_with('x') || digits.starts_with('X');
  if (is_hex) digits.remove_prefix(1);
  const std::optional<uint32_t> value = NumberOf(digits, is_hex ? 16 : 10);
  if (!value) return std::nullopt;
  const auto c = static_cast<char32_t>(*value);
  if (c >= 0x80 && c < 0xA0) return kHighBytes[c - 0x80];
  if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return std::nullopt;
  return c;
}

bool MayBeInName(char c) {
  return text::IsAsciiLower(c) || text::IsAsciiUpper(c) || text::IsAsciiDigit(c) || c == '#';
}

}  // namespace

void Append(const Decoded& decoded, std::string* out) {
  text::AppendUtf8(decoded.first, out);
  if (decoded.second != 0) text::AppendUtf8(decoded.second, out);
}

References::References(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("character_references"), 2)) {
    const size_t space = row[1].find(' ');
    const auto first = NumberOf(row[1].substr(0, space), 16);
    const auto second =
        space == std::string_view::npos ? 0 : NumberOf(row[1].substr(space + 1), 16);
    if (first && second) names_.emplace(row[0], Decoded{row[0].size() + 2, *first, *second});
  }
}

std::optional<Decoded> References::At(std::string_view s, size_t at) const {
  if (s[at] != '&') return std::nullopt;
  size_t end = at + 1;
  while (end < s.size() && end - at <= kMaxNameBytes && MayBeInName(s[end])) ++end;
  if (end >= s.size() || s[end] != ';' || end < at + 2) return std::nullopt;
  const std::string_view name = s.substr(at + 1, end - at - 1);
  if (name[0] != '#') {
    const auto known = names_.find(name);
    return known == names_.end() ? std::nullopt : std::optional(known->second);
  }
  const std::optional<char32_t> value = NumberedCharacter(name.substr(1));
  if (!value || *value == 0) return std::nullopt;
  return Decoded{end + 1 - at, *value};
}

std::string References::Decode(std::string_view s) const {
  std::string out;
  for (size_t at = 0; at < s.size();) {
    const std::optional<Decoded> reference = At(s, at);
    if (!reference) {
      const size_t end = std::min(s.find('&', at + 1), s.size());
      out.append(s, at, end - at);
      at = end;
      continue;
    }
    Append(*reference, &out);
    at += reference->length;
  }
  return out;
}

}  // namespace textanalysis::clean
