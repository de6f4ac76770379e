// Between JSON and the schema's messages: proto3's JSON form, both ways.

#ifndef TEXTANALYSIS_SERVICE_HTTP_JSON_H_
#define TEXTANALYSIS_SERVICE_HTTP_JSON_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analysis/text/budget.h"
#include "service/admission/memory.h"

namespace textanalysis::http {

// Reads `body` into `message` while the budget lasts, in one pass and without a tree: what nests
// deeper than the schema does ends there. Stricter than protobuf: a member may be given once, under
// one of its two names.
//   Errors: InvalidArgument, with the field's path where there is one: MALFORMED_JSON with the byte
//   offset where it stops being JSON, UNKNOWN_FIELD with the names there are, WRONG_JSON_TYPE,
//   DUPLICATE_FIELD, UNKNOWN_ENUM_VALUE with the values there are, OUT_OF_RANGE, also for more values
//   than convert::kMaxFields; the budget's. No text of the body is in any of them.
absl::Status FromJson(const std::string& body, const text::Budget& budget,
                      google::protobuf::Message* message);

// Returns `message` as JSON, names in lowerCamelCase, in blocks. `charge` grows by what they hold.
//   Errors: ResourceExhausted when the books of memory have no room for it; the budget's.
absl::StatusOr<std::vector<std::string>> ToJson(const google::protobuf::Message& message,
                                                const text::Budget& budget,
                                                admission::Charge* charge);

// Returns `status` as google.rpc.Status in JSON: {"code": 3, "message": …, "details": […]}.
std::string ErrorJson(const absl::Status& status);

// Returns the HTTP code that stands for a gRPC code: 3 → 400.
int HttpCode(absl::StatusCode code);

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_JSON_H_
