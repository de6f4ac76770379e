// Errors as values: an absl::Status whose payload tells programs what was wrong.
//
// No message ever holds text of the document; offsets and sizes may.
//
//   return InvalidArgument({.reason = "DOCUMENT_EMPTY", .field = "document.content"},
//                          "the document is empty; send at least one byte");

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_ERROR_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_ERROR_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace textanalysis::text {

// What was wrong, for programs.
struct ErrorDetail {
  std::string reason{};                          // Constant listed in docs/errors.md.
  std::string field{};                           // Path of the field at fault, or empty.
  std::map<std::string, std::string> figures{};  // Unit in the key: {"maxBytes", "1048576"}.

  bool operator==(const ErrorDetail&) const = default;
};

// Returns a status of `code` with `message`, for developers, and `detail`, for programs.
absl::Status MakeError(absl::StatusCode code, const ErrorDetail& detail, std::string_view message);

// MakeError() with kInvalidArgument.
absl::Status InvalidArgument(const ErrorDetail& detail, std::string_view message);

// Returns the detail that MakeError() attached to `status`, or nothing.
std::optional<ErrorDetail> GetErrorDetail(const absl::Status& status);

// Returns `status` with `prefix` put before the detail's field: "request." + "document.content".
absl::Status WithFieldPrefix(const absl::Status& status, std::string_view prefix);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_ERROR_H_
