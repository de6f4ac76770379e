// One pass over the tags, by the HTML standard's tokenizer as far as it decides where tags,
// attributes and raw text end. Where the standard's rules get involved (a script that opens a
// comment with a script in it), nothing more is cut.

#include "analysis/clean/condense.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

using text::Span;

constexpr int kMaxDepth = 400;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsAsciiLetter(char c) { return text::IsAsciiLower(c) || text::IsAsciiUpper(c); }

char LowerOf(char c) { return text::IsAsciiUpper(c) ? static_cast<char>(c + 32) : c; }

bool EqualsLower(std::string_view s, std::string_view lower) {
  return s.size() == lower.size() && std::equal(s.begin(), s.end(), lower.begin(),
                                                [](char a, char b) { return LowerOf(a) == b; });
}

// Markup's names are the same in any case, so text::IsOneOf() will not do.
template <typename Names>
bool IsNameOf(std::string_view name, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [name](std::string_view n) { return EqualsLower(name, n); });
}

bool ClosesItself(std::string_view tag) {
  static constexpr std::array<std::string_view, 24> kTags = {
      "p",      "br",    "li",    "td",  "tr",    "th",    "dt",    "dd",
      "option", "tbody", "thead", "img", "hr",    "input", "meta",  "link",
      "source", "wbr",   "area",  "col", "embed", "base",  "track", "param"};
  return IsNameOf(tag, kTags);
}

// Elements whose text may hold what looks like tags, scripts and styles apart.
bool HoldsRawText(std::string_view tag) {
  static constexpr std::array<std::string_view, 6> kTags = {"title",  "textarea", "xmp",
                                                            "iframe", "noembed",  "noframes"};
  return IsNameOf(tag, kTags);
}

// Attributes that ReadPage() reads.
bool IsRead(std::string_view name, std::string_view value) {
  static constexpr std::array<std::string_view, 13> kNames = {
      "class",    "id",      "role",     "rel",    "type", "itemprop", "name",
      "property", "content", "datetime", "hidden", "lang", "itemtype"};
  return IsNameOf(name, kNames) ||
         (EqualsLower(name, "style") && value.find("display") != std::string_view::npos);
}

}  // namespace

class Condenser {
 public:
  Condenser(std::string_view html, Condensed* out) : html_(html), out_(*out) {
    out_.text_.reserve(html.size() / 3);
  }

  void Run() {
    out_.pieces_.push_back({0, 0});
    while (at_ < html_.size()) {
      at_ = std::min(html_.find('<', at_), html_.size());
      if (at_ + 1 >= html_.size()) break;
      const char next = html_[at_ + 1];
      if (IsAsciiLetter(next)) {
        ReadStartTag();
      } else if (html_.substr(at_, 4) == "<!--") {
        CutComment();
      } else if (next == '/' || next == '!' || next == '?') {
        SkipEndTagOrBogusComment();
      } else {
        ++at_;
      }
    }
    Flush(html_.size());
  }

 private:
  // Copies what was not cut up to `end`.
  void Flush(size_t end) {
    if (begin_ >= end) return;
    const size_t shift = begin_ - out_.text_.size();
    if (shift != out_.pieces_.back().shift) out_.pieces_.push_back({out_.text_.size(), shift});
    out_.text_.append(html_.substr(begin_, end - begin_));
  }
  void Cut(Span cut) {
    Flush(cut.begin);
    begin_ = cut.end;
  }

  // An end tag's attributes may hold ">" in quotes; a bogus comment ends at the first one.
  void SkipEndTagOrBogusComment() {
    at_ += 2;
    if (at_ >= html_.size() || html_[at_ - 1] != '/' || !IsAsciiLetter(html_[at_])) {
      at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
      return;
    }
    depth_ = std::max(0, depth_ - 1);
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '/' && html_[at_] != '>')
      ++at_;
    while (at_ < html_.size() && html_[at_] != '>') SkipAttribute();
  }

  void CutComment() {
    // "<!-->" and "<!--->" are whole comments.
    const size_t end = html_.find("-->", at_ + 2);
    if (end == std::string_view::npos) {
      at_ = html_.size();
      return;
    }
    Cut({at_, end + 3});
    at_ = end + 3;
  }

  void ReadStartTag() {
    const size_t begin = at_++;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '/' && html_[at_] != '>')
      ++at_;
    const std::string_view tag = html_.substr(begin + 1, at_ - begin - 1);
    const bool too_deep = !ClosesItself(tag) && ++depth_ > kMaxDepth;
    if (too_deep) Flush(begin);
    bool linked_data = false;
    while (at_ < html_.size() && html_[at_] != '>') ReadAttribute(&linked_data);
    at_ = std::min(at_ + 1, html_.size());
    if (too_deep) begin_ = at_;
    if (EqualsLower(tag, "script")) CutScript(linked_data);
    if (EqualsLower(tag, "style")) CutContents("</style");
    if (HoldsRawText(tag)) SkipContents(tag);
  }

  // Passes one attribute, or a slash or space between two; returns its name and value.
  std::pair<std::string_view, std::string_view> SkipAttribute() {
    const size_t begin = at_++;
    if (IsSpace(html_[begin]) || html_[begin] == '/') return {};
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=')
      ++at_;
    const std::string_view name = html_.substr(begin, at_ - begin);
    return {name, ReadValue()};
  }

  // Passes one attribute and cuts it unless it is wanted.
  void ReadAttribute(bool* linked_data) {
    const size_t begin = at_;
    const auto [name, value] = SkipAttribute();
    if (name.empty()) return;
    *linked_data =
        *linked_data || (EqualsLower(name, "type") && EqualsLower(value, "application/ld+json"));
    if (!IsRead(name, value)) Cut({begin, at_});
  }

  std::string_view ReadValue() {
    size_t equals = at_;
    while (equals < html_.size() && IsSpace(html_[equals])) ++equals;
    if (equals == html_.size() || html_[equals] != '=') return {};
    at_ = equals + 1;
    while (at_ < html_.size() && IsSpace(html_[at_])) ++at_;
    if (at_ == html_.size()) return {};
    const size_t begin = at_;
    if (html_[at_] == '"' || html_[at_] == '\'') {
      const size_t end = std::min(html_.find(html_[at_], at_ + 1), html_.size());
      at_ = std::min(end + 1, html_.size());
      return html_.substr(begin + 1, end - begin - 1);
    }
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>') ++at_;
    return html_.substr(begin, at_ - begin);
  }

  void CutScript(bool linked_data) {
    const size_t begin = at_;
    const size_t end = EndOf("</script").value_or(html_.size());
    const std::string_view contents = html_.substr(begin, end - begin);
    const size_t comment = contents.find("<!--");
    const bool nests = comment != std::string_view::npos &&
                       contents.find("<script", comment) != std::string_view::npos;
    at_ = nests ? html_.size() : end;
    if (nests || end == html_.size()) return;
    if (linked_data) out_.linked_data_.push_back({begin, end});
    CutHidden({begin, end});
  }

  void CutHidden(Span contents) {
    if (contents.empty()) return;
    out_.hidden_.push_back(contents);
    Cut(contents);
  }

  void CutContents(std::string_view closing) {
    const std::optional<size_t> end = EndOf(closing);
    if (end) CutHidden({at_, *end});
    at_ = end.value_or(html_.size());
  }

  void SkipContents(std::string_view tag) {
    std::string closing("</");
    for (const char c : tag) closing.push_back(LowerOf(c));
    at_ = EndOf(closing).value_or(html_.size());
  }

  // Where the next closing tag begins; nothing when there is none, and the element reaches the end.
  std::optional<size_t> EndOf(std::string_view closing) const {
    for (size_t at = html_.find("</", at_); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      if (EqualsLower(html_.substr(at, closing.size()), closing)) return at;
    }
    return std::nullopt;
  }

  std::string_view html_;
  Condensed& out_;
  size_t at_ = 0;
  size_t begin_ = 0;  // Source bytes from here to at_ are not copied yet.
  int depth_ = 0;
};

Condensed::Condensed(std::string_view html) { Condenser(html, this).Run(); }

std::vector<Span> Condensed::ToSource(Span condensed) const {
  std::vector<Span> out;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), condensed.begin,
                                [](size_t at, const Piece& p) { return at < p.at; }) -
               1;
  for (size_t at = condensed.begin; at < condensed.end; ++piece) {
    const size_t end =
        std::min(condensed.end, piece + 1 == pieces_.end() ? text_.size() : (piece + 1)->at);
    if (at < end) out.push_back({at + piece->shift, end + piece->shift});
    at = end;
  }
  return out;
}

}  // namespace textanalysis::clean
