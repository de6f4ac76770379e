#include "service/http/json.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/convert/status.h"

namespace textanalysis::http {
namespace {

// Byte at which `body` stops being JSON; 0 when it is JSON.
size_t FindFault(const std::string& body) {
  try {
    const nlohmann::json parsed = nlohmann::json::parse(body);
  } catch (const nlohmann::json::parse_error& error) {
    return error.byte;
  }
  return 0;
}

}  // namespace

absl::Status FromJson(const std::string& body, google::protobuf::Message* message) {
  if (google::protobuf::util::JsonStringToMessage(body, message).ok()) return absl::OkStatus();
  if (const size_t offset = FindFault(body); offset > 0) {
    return text::InvalidArgument(
        {.reason = "MALFORMED_JSON", .figures = {{"byteOffset", absl::StrCat(offset)}}},
        "the body is not JSON");
  }
  return text::InvalidArgument(
      {.reason = "UNKNOWN_FIELD"},
      absl::StrCat("the body is JSON, but a member of it is not of ",
                   std::string(message->GetDescriptor()->full_name()),
                   "; see protos/textanalysis/v1/openapi.yaml for names and types"));
}

std::string ToJson(const google::protobuf::Message& message) {
  std::string out;
  // Fails for an Any of an unknown type alone, which no response holds.
  (void)google::protobuf::util::MessageToJsonString(message, &out);
  return out;
}

std::string ErrorJson(const absl::Status& status) { return ToJson(convert::ToErrorStatus(status)); }

int HttpCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kInvalidArgument:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

}  // namespace textanalysis::http
