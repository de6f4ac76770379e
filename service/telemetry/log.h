// One line of JSON a call to standard error. No line ever holds text of a document.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "absl/time/time.h"

namespace textanalysis::telemetry {

// A value of a line: numbers stay numbers.
class Field {
 public:
  Field(std::string text) : value_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  Field(std::string_view text)
      : value_(std::string(text)) {}                      // NOLINT(google-explicit-constructor)
  Field(const char* text) : value_(std::string(text)) {}  // NOLINT(google-explicit-constructor)
  template <typename T, typename = std::enable_if_t<std::is_arithmetic_v<T>>>
  Field(T number)  // NOLINT(google-explicit-constructor)
      : value_(std::conditional_t<std::is_floating_point_v<T>, double, int64_t>(number)) {}

  const std::variant<std::string, int64_t, double>& value() const { return value_; }

 private:
  std::variant<std::string, int64_t, double> value_;
};

using Fields = std::map<std::string, Field>;

// "DEBUG", "INFO", "WARNING" or "ERROR": the only words there are.
using Severity = std::string_view;

// Hands {"time": …, "severity": …, "message": …, …fields} to the thread that writes. Thread-safe and
// never waits: lines wait in 4 MiB at most, and what has no room there is dropped and counted.
void Log(Severity severity, std::string_view message, const Fields& fields);

// Lines that were dropped since the start.
uint64_t LostLogLines();

// Waits until what was logged so far is written, at most for `limit`.
void FlushLog(absl::Duration limit);

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_
