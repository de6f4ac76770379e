// School arithmetic on digit strings. Operands are bounded by Decimal::kMaxDigits where they are
// read, and products are of a read number with a small one, so each operation is bounded too.

#include "analysis/values/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "analysis/text/chars.h"

namespace textanalysis::values {
namespace {

constexpr size_t kIntDigits = 15;

// Sum of two strings of digits.
std::string AddDigits(std::string a, std::string b) {
  if (a.size() < b.size()) std::swap(a, b);
  b.insert(0, a.size() - b.size(), '0');
  int carry = 0;
  for (size_t k = a.size(); k-- > 0;) {
    const int sum = (a[k] - '0') + (b[k] - '0') + carry;
    a[k] = static_cast<char>('0' + sum % 10);
    carry = sum / 10;
  }
  return carry == 0 ? a : "1" + a;
}

// Difference of two strings of digits of one length, the first not smaller.
std::string SubtractDigits(std::string a, const std::string& b) {
  int borrow = 0;
  for (size_t k = a.size(); k-- > 0;) {
    const int difference = (a[k] - '0') - (b[k] - '0') - borrow;
    a[k] = static_cast<char>('0' + (difference + 10) % 10);
    borrow = difference < 0 ? 1 : 0;
  }
  return a;
}

}  // namespace

Decimal::Decimal(int64_t whole) : negative_(whole < 0), digits_(std::to_string(std::abs(whole))) {}

std::optional<Decimal> Decimal::Parse(std::string_view digits, char point) {
  Decimal out;
  out.digits_.clear();
  bool after_point = false;
  for (const char c : digits) {
    if (c == point) after_point = true;
    if (!text::IsAsciiDigit(c)) continue;
    if (out.digits_.size() == kMaxDigits) return std::nullopt;
    out.digits_.push_back(c);
    if (after_point) ++out.scale_;
  }
  if (out.digits_.empty()) return std::nullopt;
  out.DropLeadingZeros();
  return out;
}

void Decimal::DropLeadingZeros() {
  if (digits_.size() <= scale_) digits_.insert(0, scale_ + 1 - digits_.size(), '0');
  digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size() - scale_ - 1));
}

bool Decimal::IsZero() const { return digits_.find_first_not_of('0') == std::string::npos; }

Decimal Decimal::Negated() const {
  Decimal out = *this;
  out.negative_ = !negative_ && !IsZero();
  return out;
}

Decimal Decimal::Trimmed() const {
  Decimal out = *this;
  while (out.scale_ > 0 && out.digits_.back() == '0') {
    out.digits_.pop_back();
    --out.scale_;
  }
  return out;
}

Decimal Decimal::Shift(int zeros) const {
  Decimal out = *this;
  for (; zeros > 0; --zeros) {
    if (out.scale_ > 0) {
      --out.scale_;
    } else {
      out.digits_.push_back('0');
    }
  }
  out.scale_ += static_cast<size_t>(-zeros);
  out.DropLeadingZeros();
  return out;
}

Decimal Decimal::Plus(const Decimal& other) const {
  Decimal a = *this, b = other;
  const size_t scale = std::max(a.scale_, b.scale_);
  a.digits_.append(scale - a.scale_, '0');
  b.digits_.append(scale - b.scale_, '0');
  a.scale_ = b.scale_ = scale;
  const size_t size = std::max(a.digits_.size(), b.digits_.size());
  a.digits_.insert(0, size - a.digits_.size(), '0');
  b.digits_.insert(0, size - b.digits_.size(), '0');
  if (a.negative_ == b.negative_) {
    a.digits_ = AddDigits(std::move(a.digits_), std::move(b.digits_));
  } else {
    if (a.digits_ < b.digits_) std::swap(a, b);
    a.digits_ = SubtractDigits(std::move(a.digits_), b.digits_);
  }
  a.DropLeadingZeros();
  if (a.IsZero()) a.negative_ = false;
  return a;
}

Decimal Decimal::Times(const Decimal& other) const {
  std::vector<int> sums(digits_.size() + other.digits_.size(), 0);
  for (size_t i = 0; i < digits_.size(); ++i) {
    for (size_t j = 0; j < other.digits_.size(); ++j) {
      sums[i + j + 1] += (digits_[i] - '0') * (other.digits_[j] - '0');
    }
  }
  Decimal out;
  out.digits_.assign(sums.size(), '0');
  int carry = 0;
  for (size_t k = sums.size(); k-- > 0;) {
    const int sum = sums[k] + carry;
    out.digits_[k] = static_cast<char>('0' + sum % 10);
    carry = sum / 10;
  }
  out.scale_ = scale_ + other.scale_;
  out.DropLeadingZeros();
  out.negative_ = negative_ != other.negative_ && !out.IsZero();
  return out;
}

bool Decimal::EndsOver(int64_t divisor) const {
  const Decimal quotient = Over(divisor);
  const Decimal back = quotient.Times(Decimal(divisor)).Plus(Negated());
  return back.IsZero();
}

Decimal Decimal::Over(int64_t divisor) const {
  Decimal out;
  out.digits_.clear();
  out.scale_ = scale_;
  out.negative_ = negative_;
  int64_t rest = 0;
  int significant = 0;
  const auto push = [&](int digit) {
    rest = rest * 10 + digit;
    const auto quotient = static_cast<char>(rest / divisor);
    rest %= divisor;
    out.digits_.push_back(static_cast<char>('0' + quotient));
    if (significant > 0 || quotient > 0) ++significant;
  };
  for (const char c : digits_) push(c - '0');
  while (rest != 0 && significant < kQuotientDigits && out.scale_ < kMaxDigits) {
    push(0);
    ++out.scale_;
  }
  if (rest * 2 >= divisor) out.digits_ = AddDigits(std::move(out.digits_), "1");
  out.DropLeadingZeros();
  return out;
}

std::optional<int64_t> Decimal::ToInt() const {
  if (digits_.size() - scale_ > kIntDigits) return std::nullopt;
  if (digits_.find_first_not_of('0', digits_.size() - scale_) != std::string::npos)
    return std::nullopt;
  int64_t value = 0;
  for (size_t k = 0; k < digits_.size() - scale_; ++k) value = value * 10 + (digits_[k] - '0');
  return negative_ ? -value : value;
}

std::string Decimal::ToString() const {
  std::string out = negative_ ? "-" : "";
  out.append(digits_, 0, digits_.size() - scale_);
  if (scale_ > 0) out.append(".").append(digits_, digits_.size() - scale_);
  return out;
}

}  // namespace textanalysis::values
