#include "analysis/clean/inner_text.h"

#include <algorithm>
#include <array>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

bool StartsTag(std::string_view html, size_t at) {
  if (html[at] != '<' || at + 1 >= html.size()) return false;
  const char next = html[at + 1];
  return next == '/' || next == '!' || text::IsAsciiLower(next) || text::IsAsciiUpper(next);
}

// Whether `s` begins with `name`, lower-case letters, in whatever case.
bool StartsWithName(std::string_view s, std::string_view name) {
  return s.size() >= name.size() &&
         std::equal(name.begin(), name.end(), s.begin(),
                    [](char own, char c) { return own == (text::IsAsciiUpper(c) ? c | 0x20 : c); });
}

// Where what begins at `at` ends: a tag, a comment, or an element whose text is not shown.
size_t TagEnd(std::string_view html, size_t at) {
  const auto after = [html, at](std::string_view wanted) {
    const size_t found = html.find(wanted, at + 1);
    return found == std::string_view::npos ? html.size() : found + wanted.size();
  };
  if (html.substr(at, 4) == "<!--") return after("-->");
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kUnseen = {
      {{"script", "</script>"}, {"style", "</style>"}, {"svg", "</svg>"}}};
  for (const auto& [tag, closing] : kUnseen) {
    if (StartsWithName(html.substr(at + 1), tag)) return after(closing);
  }
  return after(">");
}

// Soft hyphens, and zero-width and directional marks.
bool IsInvisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

std::string WithoutInvisible(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t at = 0; at < s.size();) {
    const size_t begin = at;
    while (at < s.size() && static_cast<signed char>(s[at]) >= 0) ++at;  // ASCII is seen.
    out.append(s, begin, at - begin);
    if (at == s.size()) break;
    const text::CodePoint c = text::DecodeAt(s, at);
    if (!IsInvisible(c.value)) out.append(s, at, c.length);
    at += c.length;
  }
  return out;
}

std::string WithoutTags(std::string_view html, std::string_view place) {
  std::string out;
  for (size_t at = 0; at < html.size();) {
    if (!StartsTag(html, at)) {
      const size_t end = std::min(html.find('<', at + 1), html.size());
      out.append(html, at, end - at);
      at = end;
      continue;
    }
    if (!out.ends_with(place)) out.append(place);
    at = TagEnd(html, at);
  }
  return out;
}

}  // namespace

std::string InnerText(std::string_view html, text::Span source, const References& references) {
  constexpr char kPlace[] = {kTagPlace, 0};
  const std::string text = WithoutTags(Slice(html, source), kPlace);
  return text::CollapseSpace(WithoutInvisible(references.Decode(text)));
}

std::string PlainStatement(std::string_view s, const References& references) {
  std::string text = references.Decode(s);
  if (text.find('&') != std::string::npos) text = references.Decode(text);
  if (text.find('<') != std::string::npos) text = WithoutTags(text, "");
  return text::CollapseSpace(WithoutInvisible(text));
}

}  // namespace textanalysis::clean
