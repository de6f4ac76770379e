// The payload is the detail's strings, each ended by a NUL: reason, field, key, value, key, value
// ….

#include "analysis/text/error.h"

#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::text {
namespace {

constexpr char kPayloadUrl[] = "textanalysis/error-detail";

std::string Encode(const ErrorDetail& detail) {
  std::string out;
  const auto put = [&out](const std::string& s) { out.append(s).push_back('\0'); };
  put(detail.reason);
  put(detail.field);
  for (const auto& [key, value] : detail.figures) {
    put(key);
    put(value);
  }
  return out;
}

ErrorDetail Decode(const std::string& payload) {
  const std::vector<std::string> parts = absl::StrSplit(payload, '\0');
  ErrorDetail detail{parts[0], parts[1], {}};
  for (size_t k = 2; k + 1 < parts.size(); k += 2) {
    detail.figures[parts[k]] = parts[k + 1];
  }
  return detail;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, const ErrorDetail& detail, std::string_view message) {
  absl::Status status(code, ToAbsl(message));
  status.SetPayload(kPayloadUrl, absl::Cord(Encode(detail)));
  return status;
}

absl::Status InvalidArgument(const ErrorDetail& detail, std::string_view message) {
  return MakeError(absl::StatusCode::kInvalidArgument, detail, message);
}

std::optional<ErrorDetail> GetErrorDetail(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return std::nullopt;
  return Decode(std::string(*payload));
}

absl::Status WithFieldPrefix(const absl::Status& status, std::string_view prefix) {
  std::optional<ErrorDetail> detail = GetErrorDetail(status);
  if (!detail || detail->field.empty()) return status;
  detail->field.insert(0, prefix);
  return MakeError(status.code(), *detail, ToStd(status.message()));
}

}  // namespace textanalysis::text
