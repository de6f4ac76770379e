#include "analysis/clean/lenient_json.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

constexpr int kMaxDepth = 40;
// Further items of an array and members of an object are passed over, so that memory is bounded.
constexpr size_t kMaxItems = 2000;

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Json> Run() {
    std::vector<Json> out;
    while (SkipTo("{["), at_ < text_.size()) out.push_back(ReadValue(0));
    return out;
  }

 private:
  void SkipTo(std::string_view wanted) {
    at_ = std::min(text_.find_first_of(wanted, at_), text_.size());
  }

  // Passes white space, comments and stray separators.
  void SkipBetween() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_, 2);
      if (IsSpace(text_[at_]) || text_[at_] == ',' || text_[at_] == ';') {
        ++at_;
      } else if (rest == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest == "/*") {
        at_ = std::min(text_.find("*/", at_), text_.size());
        at_ = std::min(at_ + 2, text_.size());
      } else if (static_cast<unsigned char>(text_[at_]) < 0x20) {
        ++at_;
      } else {
        return;
      }
    }
  }

  Json ReadValue(int depth) {
    const char c = text_[at_];
    if (c == '{') return ReadObject(depth);
    if (c == '[') return ReadArray(depth);
    if (c == '"' || c == '\'') return {.kind = Json::Kind::kString, .text = ReadString()};
    return ReadWord();
  }

  // A member without a name, or a name without a value, is passed over.
  Json ReadObject(int depth) {
    Json out{.kind = Json::Kind::kObject};
    ++at_;
    while (SkipBetween(), at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '}' || c == ']') return ++at_, out;
      if (c == ':' || c == '{' || c == '[') {
        if (c == ':') ++at_;
        if (c != ':') ReadDeeper(depth);
        continue;
      }
      std::string name = c == '"' || c == '\'' ? ReadString() : ReadWord().text;
      SkipBetween();
      if (at_ == text_.size() || text_[at_] != ':') continue;
      ++at_;
      SkipBetween();
      if (at_ < text_.size() && text_[at_] != '}' && text_[at_] != ']')
        Keep({std::move(name), ReadDeeper(depth)}, &out.members);
    }
    return out;
  }

  Json ReadArray(int depth) {
    Json out{.kind = Json::Kind::kArray};
    ++at_;
    while (SkipBetween(), at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ']' || c == '}') return ++at_, out;
      if (c == ':') {
        ++at_;
      } else {
        const bool is_deep = depth == kMaxDepth && (c == '{' || c == '[');
        Json item = ReadDeeper(depth);
        if (!is_deep) Keep(std::move(item), &out.items);
      }
    }
    return out;
  }

  template <typename Item>
  static void Keep(Item item, std::vector<Item>* items) {
    if (items->size() < kMaxItems) items->push_back(std::move(item));
  }

  // What is nested too deep is passed over as if its brackets were none.
  Json ReadDeeper(int depth) {
    if (depth < kMaxDepth) return ReadValue(depth + 1);
    if (text_[at_] == '{' || text_[at_] == '[') return ++at_, Json();
    return ReadValue(depth + 1);
  }

  // A number, true, false, null, or a name without marks.
  Json ReadWord() {
    const size_t begin = at_;
    at_ = std::min(text_.find_first_of(",:;{}[]\"\n\r\t ", at_ + 1), text_.size());
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "null") return {};
    const bool is_number = text::IsAsciiDigit(word[0]) || word[0] == '-';
    return {.kind = is_number ? Json::Kind::kNumber : Json::Kind::kString,
            .text = std::string(word)};
  }

  // A mark ends the string where what follows goes on as JSON does, so that an unescaped mark within
  // does not.
  bool EndsString(size_t at) const {
    size_t next = at + 1;
    while (next < text_.size() && IsSpace(text_[next])) ++next;
    return next == text_.size() || std::string_view(",:]}").find(text_[next]) != std::string::npos;
  }

  // A mark before a line's end ends the string, too: the comma is missing.
  bool EndsLine(size_t at) const {
    size_t next = at + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\r')) ++next;
    return next < text_.size() && text_[next] == '\n';
  }

  std::string ReadString() {
    const char mark = text_[at_++];
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == mark && (EndsString(at_) || EndsLine(at_))) return ++at_, out;
      if (c == '\\' && at_ + 1 < text_.size()) {
        ReadEscape(&out);
      } else {
        out.push_back(c);
        ++at_;
      }
    }
    return out;
  }

  void ReadEscape(std::string* out) {
    const char c = text_[at_ + 1];
    at_ += 2;
    switch (c) {
      case 'n':
      case 'r':
      case 't':
      case 'b':
      case 'f':
        return out->push_back(c == 'n' ? '\n' : ' ');
      case 'u':
        return ReadCodePoint(out);
      default:
        return out->push_back(c);
    }
  }

  std::optional<char32_t> ReadHex() {
    uint32_t value = 0;
    const std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + 4) return std::nullopt;
    at_ += 4;
    return value;
  }

  // Half a pair of surrogates becomes U+FFFD.
  void ReadCodePoint(std::string* out) {
    std::optional<char32_t> c = ReadHex();
    if (!c) return;
    if (*c >= 0xD800 && *c < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      at_ += 2;
      const std::optional<char32_t> low = ReadHex();
      c = low && *low >= 0xDC00 && *low < 0xE000 ? 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00)
                                                 : 0xFFFD;
    }
    text::AppendUtf8(*c >= 0xD800 && *c < 0xE000 ? 0xFFFD : *c, out);
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

const Json* Json::Find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::vector<Json> ReadLenientJson(std::string_view text) { return Reader(text).Run(); }

}  // namespace textanalysis::clean
