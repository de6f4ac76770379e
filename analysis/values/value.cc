#include "analysis/values/value.h"

#include "analysis/text/chars.h"

namespace textanalysis::values {
namespace {

bool IsDecimal(std::string_view s) {
  if (s.starts_with("-")) s.remove_prefix(1);
  size_t digits = 0, points = 0;
  for (const char c : s) {
    if (text::IsAsciiDigit(c)) {
      ++digits;
    } else if (c == '.' && digits > 0) {
      ++points;
    } else {
      return false;
    }
  }
  return digits > 0 && points <= 1 && text::IsAsciiDigit(s.back());
}

ContactKind ContactKindOf(std::string_view address) {
  if (address.starts_with("@")) return ContactKind::kHandle;
  if (address.starts_with("#")) return ContactKind::kHashtag;
  if (address.starts_with("+")) return ContactKind::kPhone;
  return address.find('@') != std::string_view::npos ? ContactKind::kEmail : ContactKind::kUrl;
}

struct Shower {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const DateTime& v) const { return v.iso8601; }
  std::string operator()(const Money& v) const {
    return (v.currency_code.empty() ? "-" : v.currency_code) + " " + v.amount;
  }
  std::string operator()(const Quantity& v) const { return v.amount + " " + v.unit; }
  std::string operator()(const Number& v) const { return v.decimal; }
  std::string operator()(const Contact& v) const { return v.address; }
};

}  // namespace

std::string Show(const Value& value) { return std::visit(Shower{}, value); }

std::optional<Value> ParseShown(Kind kind, std::string_view shown) {
  const size_t space = shown.find(' ');
  const std::string_view head = shown.substr(0, space);
  const std::string_view tail = space == std::string_view::npos ? "" : shown.substr(space + 1);
  switch (kind) {
    case Kind::kDateTime:
      if (shown.empty()) return std::nullopt;
      return DateTime{std::string(shown)};
    case Kind::kMoney:
      if (!IsDecimal(tail) || (head != "-" && head.size() != 3)) return std::nullopt;
      return Money{head == "-" ? "" : std::string(head), std::string(tail)};
    case Kind::kQuantity:
      if (!IsDecimal(head) || tail.empty()) return std::nullopt;
      return Quantity{std::string(head), std::string(tail)};
    case Kind::kPercent:
    case Kind::kNumber:
      if (!IsDecimal(shown)) return std::nullopt;
      return Number{std::string(shown)};
    case Kind::kContact:
      return Contact{ContactKindOf(shown), std::string(shown)};
    case Kind::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace textanalysis::values
