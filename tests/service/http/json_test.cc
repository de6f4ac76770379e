#include "service/http/json.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::http {
namespace {

TEST(JsonTest, ReadsBothSpellingsOfAName) {
  v1::CleanRequest request;
  ASSERT_TRUE(
      FromJson(R"({"document": {"rawContent": "eA==", "type": "DOCUMENT_TYPE_HTML"}})", &request)
          .ok());
  EXPECT_EQ(request.document().raw_content(), "x");
  ASSERT_TRUE(FromJson(R"({"document": {"raw_content": "eQ=="}})", &request).ok());
  EXPECT_EQ(request.document().raw_content(), "y");
}

TEST(JsonTest, FaultsAreToldByOffsetWithoutText) {
  v1::CleanRequest request;
  const absl::Status broken = FromJson(R"({"document": secret})", &request);
  EXPECT_EQ(text::GetErrorDetail(broken)->reason, "MALFORMED_JSON");
  EXPECT_EQ(text::GetErrorDetail(broken)->figures["byteOffset"], "14");
  const absl::Status unknown = FromJson(R"({"secret": 1})", &request);
  EXPECT_EQ(text::GetErrorDetail(unknown)->reason, "UNKNOWN_FIELD");
  for (const absl::Status& status : {broken, unknown}) {
    EXPECT_EQ(status.message().find("secret"), absl::string_view::npos);
  }
}

TEST(JsonTest, ErrorsAreStatusesAndHaveAnHttpCode) {
  const absl::Status status = text::InvalidArgument(
      {.reason = "DOCUMENT_EMPTY", .field = "document.content"}, "send one byte");
  EXPECT_EQ(ErrorJson(status),
            R"({"code":3,"message":"send one byte","details":[{"@type":"type.googleapis.com/)"
            R"(textanalysis.v1.ErrorDetail","reason":"DOCUMENT_EMPTY","field":"document.content",)"
            R"("description":"send one byte"}]})");
  EXPECT_EQ(HttpCode(absl::StatusCode::kResourceExhausted), 429);
  EXPECT_EQ(HttpCode(absl::StatusCode::kDeadlineExceeded), 504);
  EXPECT_EQ(HttpCode(absl::StatusCode::kDataLoss), 500);
}

}  // namespace
}  // namespace textanalysis::http
