// What a value in a text is: a date or time, money, a quantity, a number.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_

#include <string>
#include <variant>

namespace textanalysis::values {

enum class Kind {
  kNone,  // Looks like a value and is none.
  kContact,
  kDateTime,
  kMoney,
  kPercent,
  kQuantity,
  kNumber,
};

struct DateTime {
  std::string iso8601;  // As precise as the text: "2024", "2024-05", "2024-05-03",
                        // "2024-06-03/2024-06-05", "2024-Q3", "199X", "T15:30", "P3D".
  bool operator==(const DateTime&) const = default;
};
struct Money {
  std::string currency_code;  // ISO 4217; empty when ambiguous.
  std::string amount;         // Decimal.
  bool operator==(const Money&) const = default;
};
struct Quantity {
  std::string amount;  // Decimal.
  std::string unit;    // UCUM code.
  bool operator==(const Quantity&) const = default;
};
struct Number {
  std::string decimal;
  bool operator==(const Number&) const = default;
};
using Value = std::variant<std::monostate, DateTime, Money, Quantity, Number>;

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_
