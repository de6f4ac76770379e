// The one converter from the library's errors to the schema's.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_STATUS_H_
#define TEXTANALYSIS_SERVICE_CONVERT_STATUS_H_

#include <google/protobuf/descriptor.h>

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::convert {

// What the type URLs of an error's details begin with. The messages are ErrorInfo, BadRequest and
// RetryInfo of the schema, which have the wire form of their namesakes there.
inline constexpr char kRpcTypeUrlPrefix[] = "type.googleapis.com/google.rpc.";

// Returns `status` as an ErrorStatus: the same code number and message, and the detail packed as
// ErrorInfo, BadRequest where it names a field, and RetryInfo where it says when to retry.
v1::ErrorStatus ToErrorStatus(const absl::Status& status);

// Returns the names of an enumeration's values but its first, which stands for none of them.
std::string AllowedValues(const google::protobuf::EnumDescriptor& values);

// Returns the error of a value that is none of `values`, which it names. It names the field, too, but
// not the value, which may be anything.
absl::Status UnknownEnumValue(const google::protobuf::EnumDescriptor& values,
                              const std::string& field);

// A field takes memory beside its bytes on the wire: an empty message of a list two there, and so
// many when it is read.
inline constexpr size_t kMaxFields = 50'000, kBytesPerField = 128;

// Returns the error of a request with more than kMaxFields fields, those of its lists among them.
absl::Status TooManyFields();

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_STATUS_H_
