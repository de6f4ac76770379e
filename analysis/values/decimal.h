// Exact decimals of bounded length. Nothing here is ever a float.
//
//   Decimal d = *Decimal::Parse("1,234.50");   // d.ToString() == "1234.50"
//   d.Shift(6).ToString() == "1234500000"

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_DECIMAL_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_DECIMAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace textanalysis::values {

// A value type: sign, decimal digits, and how many of them stand after the point. Keeps the zeros
// that were written after the point ("0.50").
class Decimal {
 public:
  // Numbers of more digits than this are not read.
  static constexpr size_t kMaxDigits = 500;
  // Digits of a quotient that does not end ("a third" is 0.333333333333333).
  static constexpr int kQuotientDigits = 15;

  Decimal() = default;
  explicit Decimal(int64_t whole);

  // Reads digits with at most one point; everything else between digits is grouping and is left
  // out. Nothing when there is no digit or more than kMaxDigits of them.
  static std::optional<Decimal> Parse(std::string_view digits, char point = '.');

  Decimal Negated() const;
  // Without zeros at the end of the fraction: what arithmetic leaves, not what was written.
  Decimal Trimmed() const;
  // This times ten to the `zeros`, which may be negative.
  //   Requires: |zeros| <= kMaxDigits.
  Decimal Shift(int zeros) const;
  Decimal Plus(const Decimal& other) const;
  Decimal Times(const Decimal& other) const;
  // The quotient, exact where it ends within kQuotientDigits significant digits, else rounded there.
  //   Requires: `divisor` > 0.
  Decimal Over(int64_t divisor) const;
  // Whether Over(divisor) is exact.
  bool EndsOver(int64_t divisor) const;

  bool IsNegative() const { return negative_; }
  bool IsZero() const;
  bool IsInteger() const { return scale_ == 0; }
  // Number of digits before the point, at least 1.
  size_t WholeDigits() const { return digits_.size() - scale_; }
  size_t NumDigits() const { return digits_.size(); }
  // The integer, when it is one below 10^15 in size.
  std::optional<int64_t> ToInt() const;
  // "-12.50", "0.5", "1200000".
  std::string ToString() const;
  bool operator==(const Decimal&) const = default;

 private:
  void DropLeadingZeros();

  bool negative_ = false;
  std::string digits_ = "0";  // At least scale_ + 1 digits.
  size_t scale_ = 0;          // Digits after the point.
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_DECIMAL_H_
