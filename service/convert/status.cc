#include "service/convert/status.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "analysis/text/error.h"

namespace textanalysis::convert {
namespace {

constexpr char kDomain[] = "textanalysis";
constexpr char kRetryFigure[] = "retryAfterMillis";

// The messages have the wire form of those of google.rpc, and go under their names.
void Pack(const char* name, const google::protobuf::Message& message,
          google::protobuf::Any* packed) {
  packed->set_type_url(absl::StrCat(kRpcTypeUrlPrefix, name));
  packed->set_value(message.SerializeAsString());
}

v1::ErrorInfo InfoOf(const text::ErrorDetail& detail) {
  v1::ErrorInfo info;
  info.set_reason(detail.reason);
  info.set_domain(kDomain);
  for (const auto& [key, value] : detail.figures) (*info.mutable_metadata())[key] = value;
  return info;
}

v1::BadRequest ViolationOf(const text::ErrorDetail& detail, const std::string& message) {
  v1::BadRequest bad;
  auto* const violation = bad.add_field_violations();
  violation->set_field(detail.field);
  violation->set_description(message);
  return bad;
}

v1::RetryInfo RetryAfter(int64_t millis) {
  v1::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(millis / 1000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(millis % 1000 * 1'000'000));
  return retry;
}

}  // namespace

v1::ErrorStatus ToErrorStatus(const absl::Status& status) {
  v1::ErrorStatus out;
  out.set_code(static_cast<int>(status.code()));
  out.set_message(std::string(status.message()));
  const auto detail = text::GetErrorDetail(status);
  if (!detail) return out;
  Pack("ErrorInfo", InfoOf(*detail), out.add_details());
  if (!detail->field.empty())
    Pack("BadRequest", ViolationOf(*detail, out.message()), out.add_details());
  int64_t millis = 0;
  const auto retry = detail->figures.find(kRetryFigure);
  if (retry != detail->figures.end() && absl::SimpleAtoi(retry->second, &millis))
    Pack("RetryInfo", RetryAfter(millis), out.add_details());
  return out;
}

std::string AllowedValues(const google::protobuf::EnumDescriptor& values) {
  std::vector<std::string> names;
  for (int k = 1; k < values.value_count(); ++k) names.push_back(values.value(k)->name());
  return absl::StrJoin(names, ", ");
}

absl::Status UnknownEnumValue(const google::protobuf::EnumDescriptor& values,
                              const std::string& field) {
  const std::string allowed = AllowedValues(values);
  return text::InvalidArgument(
      {.reason = "UNKNOWN_ENUM_VALUE", .field = field, .figures = {{"allowedValues", allowed}}},
      absl::StrCat(field, " must be one of ", allowed, ", or be left out"));
}

absl::Status TooManyFields() {
  return text::InvalidArgument(
      {.reason = "OUT_OF_RANGE", .figures = {{"maxFields", absl::StrCat(kMaxFields)}}},
      absl::StrCat("a request has at most ", kMaxFields,
                   " fields, those of its lists among them; a long dictionary is for the server's "
                   "--dictionary"));
}

}  // namespace textanalysis::convert
