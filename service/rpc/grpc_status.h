// Errors as gRPC carries them.

#ifndef TEXTANALYSIS_SERVICE_RPC_GRPC_STATUS_H_
#define TEXTANALYSIS_SERVICE_RPC_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace textanalysis::rpc {

// Returns `status` for a unary call; convert::ToErrorStatus() goes into the trailer
// `grpc-status-details-bin`.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_GRPC_STATUS_H_
