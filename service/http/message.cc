#include "service/http/message.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/http/json.h"

namespace textanalysis::http {

Response ErrorResponse(const absl::Status& status, int code) {
  Response out{.code = code == 0 ? HttpCode(status.code()) : code,
               .content_type = "application/json",
               .body = {ErrorJson(status)}};
  const auto detail = text::GetErrorDetail(status);
  if (!detail) return out;
  const auto retry = detail->figures.find("retryAfterMillis");
  int millis = 0;
  if (retry != detail->figures.end() && absl::SimpleAtoi(retry->second, &millis))
    out.fields.emplace_back("Retry-After", absl::StrCat((millis + 999) / 1000));
  return out;
}

Response MethodNotAllowed(const char* allowed) {
  Response out = ErrorResponse(
      text::MakeError(absl::StatusCode::kInvalidArgument,
                      {.reason = "METHOD_NOT_ALLOWED", .figures = {{"allowedMethods", allowed}}},
                      absl::StrCat("the path takes ", allowed)),
      405);
  out.fields.emplace_back("Allow", allowed);
  return out;
}

absl::Status NoSuchPath() {
  return text::MakeError(absl::StatusCode::kNotFound, {.reason = "NO_SUCH_PATH"},
                         "no such path; see protos/textanalysis/v1/openapi.yaml");
}

}  // namespace textanalysis::http
