#include "service/http/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analysis/text/error.h"

namespace textanalysis::http {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Pair;

nlohmann::json BodyOf(const Response& response) {
  EXPECT_EQ(response.body.size(), 1u);
  return nlohmann::json::parse(response.body.front());
}

TEST(ErrorResponseTest, TheCodeStandsForTheStatus) {
  for (const auto& [status, code] :
       std::initializer_list<std::pair<absl::Status, int>>{{absl::InvalidArgumentError("x"), 400},
                                                           {absl::UnauthenticatedError("x"), 401},
                                                           {absl::ResourceExhaustedError("x"), 429},
                                                           {absl::UnavailableError("x"), 503},
                                                           {absl::InternalError("x"), 500}})
    EXPECT_EQ(ErrorResponse(status).code, code) << status;
  EXPECT_EQ(ErrorResponse(absl::InvalidArgumentError("x"), 415).code, 415);
}

TEST(ErrorResponseTest, TheBodyTellsReasonAndField) {
  const Response response = ErrorResponse(
      text::InvalidArgument({.reason = "DOCUMENT_EMPTY", .field = "document.content"}, "empty"));
  EXPECT_EQ(response.content_type, "application/json");
  const nlohmann::json body = BodyOf(response);
  EXPECT_EQ(body["message"], "empty");
  EXPECT_EQ(body["details"][0]["reason"], "DOCUMENT_EMPTY");
}

TEST(ErrorResponseTest, WhatMayBeTriedAgainSaysWhenInWholeSeconds) {
  const auto after = [](const std::string& millis) {
    return ErrorResponse(
               text::MakeError(absl::StatusCode::kResourceExhausted,
                               {.reason = "QUEUE_FULL", .figures = {{"retryAfterMillis", millis}}},
                               "full"))
        .fields;
  };
  EXPECT_THAT(after("50"), Contains(Pair("Retry-After", "1")));
  EXPECT_THAT(after("2000"), Contains(Pair("Retry-After", "2")));
  EXPECT_THAT(after("2001"), Contains(Pair("Retry-After", "3")));
  EXPECT_THAT(after("soon"), IsEmpty());
}

TEST(ErrorResponseTest, AWrongMethodIsToldTheRightOnes) {
  const Response response = MethodNotAllowed("GET, HEAD");
  EXPECT_EQ(response.code, 405);
  EXPECT_THAT(response.fields, Contains(Pair("Allow", "GET, HEAD")));
  EXPECT_EQ(BodyOf(response)["details"][0]["reason"], "METHOD_NOT_ALLOWED");
  EXPECT_EQ(text::GetErrorDetail(NoSuchPath())->reason, "NO_SUCH_PATH");
}

}  // namespace
}  // namespace textanalysis::http
