// Between JSON and the schema's messages: proto3's JSON form, both ways.

#ifndef TEXTANALYSIS_SERVICE_HTTP_JSON_H_
#define TEXTANALYSIS_SERVICE_HTTP_JSON_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"

namespace textanalysis::http {

// Reads `body` into `message`.
//   Errors: InvalidArgument, reason MALFORMED_JSON with the byte offset where it stops being JSON,
//   or UNKNOWN_FIELD where it is JSON and not the message's. No text of the body is in it.
absl::Status FromJson(const std::string& body, google::protobuf::Message* message);

// Returns `message` as JSON, names in lowerCamelCase.
std::string ToJson(const google::protobuf::Message& message);

// Returns `status` as google.rpc.Status in JSON: {"code": 3, "message": …, "details": […]}.
std::string ErrorJson(const absl::Status& status);

// Returns the HTTP code that stands for a gRPC code: 3 → 400.
int HttpCode(absl::StatusCode code);

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_JSON_H_
