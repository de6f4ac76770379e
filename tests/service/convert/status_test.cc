#include "service/convert/status.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"

namespace textanalysis::convert {
namespace {

// Reads detail `k` of what is told of `status`, which must be of the type that
// google.rpc calls `name`.
template <typename Message>
Message DetailOf(const absl::Status& status, int k, const std::string& name) {
  v1::ErrorStatus error;
  Message out;
  EXPECT_TRUE(error.ParseFromString(ToErrorStatus(status).SerializeAsString()));
  if (error.details_size() <= k) {
    ADD_FAILURE() << "no detail " << k;
    return out;
  }
  EXPECT_EQ(error.details(k).type_url(), "type.googleapis.com/google.rpc." + name);
  EXPECT_TRUE(out.ParseFromString(error.details(k).value()));
  return out;
}

TEST(StatusTest, DetailsTravelUnderTheirStandardNames) {
  const absl::Status status =
      text::InvalidArgument({"DOCUMENT_EMPTY", "document.content", {{"maxBytes", "8"}}}, "empty");
  const auto info = DetailOf<v1::ErrorInfo>(status, 0, "ErrorInfo");
  EXPECT_EQ(info.reason(), "DOCUMENT_EMPTY");
  EXPECT_EQ(info.domain(), "textanalysis");
  EXPECT_EQ(info.metadata().at("maxBytes"), "8");
  const auto bad = DetailOf<v1::BadRequest>(status, 1, "BadRequest");
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "document.content");
  EXPECT_EQ(bad.field_violations(0).description(), "empty");
  EXPECT_EQ(ToErrorStatus(status).details_size(), 2);
}

TEST(StatusTest, WhatMayBeTriedAgainSaysWhen) {
  const absl::Status status =
      text::MakeError(absl::StatusCode::kResourceExhausted,
                      {.reason = "QUEUE_FULL", .figures = {{"retryAfterMillis", "1250"}}}, "busy");
  const auto retry = DetailOf<v1::RetryInfo>(status, 1, "RetryInfo");
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 250'000'000);
}

}  // namespace
}  // namespace textanalysis::convert
