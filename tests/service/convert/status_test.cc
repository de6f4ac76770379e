#include "service/convert/status.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"

namespace textanalysis::convert {
namespace {

TEST(StatusTest, CodesKeepTheirNumbers) {
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

TEST(StatusTest, DetailTravelsInTheTrailer) {
  const grpc::Status status = ToGrpcStatus(
      text::InvalidArgument({"DOCUMENT_EMPTY", "document.content", {{"maxBytes", "8"}}}, "empty"));
  v1::ErrorStatus error;
  ASSERT_TRUE(error.ParseFromString(status.error_details()));
  v1::ErrorDetail detail;
  ASSERT_TRUE(error.details(0).UnpackTo(&detail));
  EXPECT_EQ(detail.reason(), "DOCUMENT_EMPTY");
  EXPECT_EQ(detail.metadata().at("maxBytes"), "8");
}

}  // namespace
}  // namespace textanalysis::convert
