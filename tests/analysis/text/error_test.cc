#include "analysis/text/error.h"

#include <gtest/gtest.h>

namespace textanalysis::text {
namespace {

TEST(ErrorTest, DetailSurvivesTheRoundTrip) {
  const ErrorDetail detail{
      "TOO_LARGE", "document.content", {{"actualBytes", "9"}, {"maxBytes", "8"}}};
  const absl::Status status = InvalidArgument(detail, "too large");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(GetErrorDetail(status), detail);
}

TEST(ErrorTest, PlainStatusHasNoDetail) {
  EXPECT_EQ(GetErrorDetail(absl::InternalError("x")), std::nullopt);
}

TEST(ErrorTest, PrefixGoesBeforeTheField) {
  const absl::Status status =
      WithFieldPrefix(InvalidArgument({"R", "document.type", {}}, "m"), "request.");
  EXPECT_EQ(GetErrorDetail(status)->field, "request.document.type");
  EXPECT_EQ(status.message(), "m");
}

}  // namespace
}  // namespace textanalysis::text
