#include "service/rpc/grpc_status.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"
#include "service/convert/status.h"

namespace textanalysis::rpc {
namespace {

TEST(GrpcStatusTest, CodesKeepTheirNumbers) {
  const std::pair<absl::StatusCode, grpc::StatusCode> rows[] = {
      {absl::StatusCode::kInvalidArgument, grpc::StatusCode::INVALID_ARGUMENT},
      {absl::StatusCode::kResourceExhausted, grpc::StatusCode::RESOURCE_EXHAUSTED},
      {absl::StatusCode::kUnavailable, grpc::StatusCode::UNAVAILABLE},
      {absl::StatusCode::kDeadlineExceeded, grpc::StatusCode::DEADLINE_EXCEEDED},
      {absl::StatusCode::kCancelled, grpc::StatusCode::CANCELLED},
      {absl::StatusCode::kInternal, grpc::StatusCode::INTERNAL}};
  for (const auto& [ours, theirs] : rows)
    EXPECT_EQ(ToGrpcStatus(absl::Status(ours, "m")).error_code(), theirs);
}

TEST(GrpcStatusTest, DetailsTravelInTheTrailer) {
  const absl::Status status = text::InvalidArgument({.reason = "DOCUMENT_EMPTY"}, "empty");
  EXPECT_EQ(ToGrpcStatus(status).error_message(), "empty");
  EXPECT_EQ(ToGrpcStatus(status).error_details(),
            convert::ToErrorStatus(status).SerializeAsString());
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
}

}  // namespace
}  // namespace textanalysis::rpc
