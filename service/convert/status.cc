#include "service/convert/status.h"

#include "analysis/text/error.h"

namespace textanalysis::convert {

v1::ErrorStatus ToErrorStatus(const absl::Status& status) {
  v1::ErrorStatus out;
  out.set_code(static_cast<int>(status.code()));
  out.set_message(std::string(status.message()));
  if (const auto detail = text::GetErrorDetail(status)) {
    v1::ErrorDetail packed;
    packed.set_reason(detail->reason);
    packed.set_field(detail->field);
    packed.set_description(out.message());
    for (const auto& [key, value] : detail->figures) (*packed.mutable_metadata())[key] = value;
    out.add_details()->PackFrom(packed);
  }
  return out;
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
          ToErrorStatus(status).SerializeAsString()};
}

}  // namespace textanalysis::convert
