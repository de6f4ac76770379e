#include "service/rpc/grpc_status.h"

#include <string>

#include "service/convert/status.h"

namespace textanalysis::rpc {

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
          convert::ToErrorStatus(status).SerializeAsString()};
}

}  // namespace textanalysis::rpc
