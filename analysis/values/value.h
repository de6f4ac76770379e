// What a value in a text is: a date or time, money, a quantity, a number, a contact.
//
// Decimals are strings, so that none is rounded: "-12.50".

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_

#include <optional>
#include <string>
#include <string_view>
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

// ISO 8601, with EDTF's X for digits that are open and TIMEX3's names for what ISO 8601 lacks:
// quarters "2024-Q3", halves "2024-H1", seasons "2024-SU", weekends "2024-W23-WE", fiscal years
// "FY2023", parts of a day "2024-06-05TNI". As precise as the text: "2024", "2024-05", "199X",
// "2024-06-03/2024-06-05", "T15:30", "P3D", "R/P1D" (every day), "XXXX-WXX-2" (every Tuesday).
struct DateTime {
  std::string iso8601;
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

enum class ContactKind { kUnspecified, kEmail, kUrl, kHandle, kHashtag, kPhone, kIpAddress };

struct Contact {
  ContactKind kind = ContactKind::kUnspecified;
  std::string address;  // Telephone numbers as E.164 where the country is known.
  bool operator==(const Contact&) const = default;
};

using Value = std::variant<std::monostate, DateTime, Money, Quantity, Number, Contact>;

// How the text hedges a value.
enum class Approximation { kNone, kAbout, kMoreThan, kAtLeast, kLessThan, kAtMost };

// The finest part of a date or time that the text states.
enum class Precision {
  kNone,
  kCentury,
  kDecade,
  kYear,
  kHalfYear,
  kSeason,
  kQuarter,
  kMonth,
  kWeek,
  kWeekend,
  kDay,
  kPartOfDay,
  kHour,
  kMinute,
  kSecond,
};

// What the text says about a value beside it. Empty strings: nothing.
struct Details {
  Approximation approximation = Approximation::kNone;
  // Ends of the range that the value is one end of, decimals in the value's unit.
  std::string range_low{};
  std::string range_high{};
  std::string fraction{};  // "1/3", where the decimal is rounded.
  std::string per{};       // "wk" of "$650 a week": UCUM, or a word in braces.
  bool ordinal = false;    // "22nd".
  // First and last day that a date covers, both inclusive: "2024-06-03".
  std::string first_day{};
  std::string last_day{};
  Precision precision = Precision::kNone;
  std::string time_zone{};  // Of a clock time: "Z", "+01:00" or an IANA name.
  bool operator==(const Details&) const = default;
};

// A value as one line: "2024-06-05", "USD 5", "12 [mi_i]", "5.2", "+442079460958"; "- 5" is money of
// an unknown currency.
std::string Show(const Value& value);

// Reads what Show wrote for a value of this kind; nothing when it is none.
std::optional<Value> ParseShown(Kind kind, std::string_view shown);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VALUE_H_
