#include "service/http/json.h"

#include <gtest/gtest.h>

#include <stop_token>

#include "analysis/text/error.h"
#include "service/convert/status.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::http {
namespace {

TEST(JsonTest, ReadsBothSpellingsOfAName) {
  v1::CleanRequest request;
  ASSERT_TRUE(FromJson(R"({"document": {"rawContent": "eA==", "type": "DOCUMENT_TYPE_HTML"}})", {},
                       &request)
                  .ok());
  EXPECT_EQ(request.document().raw_content(), "x");
  ASSERT_TRUE(FromJson(R"({"document": {"raw_content": "eQ=="}})", {}, &request).ok());
  EXPECT_EQ(request.document().raw_content(), "y");
}

// Reason and field of what is wrong with `body`.
std::string FaultOf(const std::string& body) {
  v1::AnalyzeRequest request;
  const absl::Status status = FromJson(body, {}, &request);
  if (status.ok()) return "";
  EXPECT_EQ(status.message().find("secret"), absl::string_view::npos) << "no text of the body";
  const auto detail = text::GetErrorDetail(status);
  return detail->reason + " " + detail->field;
}

TEST(JsonTest, FaultsAreToldByReasonAndFieldWithoutText) {
  for (const auto& [body, fault] : std::initializer_list<std::pair<std::string, std::string>>{
           {R"({"document": secret})", "MALFORMED_JSON document"},
           {R"({"document": {}} secret)", "MALFORMED_JSON "},
           {"", "MALFORMED_JSON "},
           {"[[[[[[[[[[", "WRONG_JSON_TYPE "},
           {R"({"documents": 1})", "UNKNOWN_FIELD documents"},
           {R"({"document": {"typ": 1}})", "UNKNOWN_FIELD document.typ"},
           {R"({"document": {"a secret": 1}})", "UNKNOWN_FIELD document.?"},
           {R"({"document": [[[[[[[[)", "WRONG_JSON_TYPE document"},
           {R"({"document": {"content": 1}})", "WRONG_JSON_TYPE document.content"},
           {R"({"document": {"content": [[[)", "WRONG_JSON_TYPE document.content"},
           {R"({"document": {"content": "secret", "content": ""}})",
            "DUPLICATE_FIELD document.content"},
           {R"({"document": {"sourceUri": "", "source_uri": ""}})",
            "DUPLICATE_FIELD document.source_uri"},
           {R"({"document": {"content": "", "rawContent": ""}})",
            "DUPLICATE_FIELD document.raw_content"},
           {R"({"document": {"rawContent": "secret!"}})", "WRONG_JSON_TYPE document.raw_content"},
           {R"({"document": {"type": "secret"}})", "UNKNOWN_ENUM_VALUE document.type"},
           {R"({"document": {"referenceDate": {"year": 1e99999}}})",
            "OUT_OF_RANGE document.reference_date.year"},
           {R"({"document": {"referenceDate": {"year": 1e30}}})",
            "OUT_OF_RANGE document.reference_date.year"},
           {R"({"document": {"content": 1e99999}})", "WRONG_JSON_TYPE document.content"},
           {R"({"document": {"referenceDate": {"year": 1.5}}})",
            "WRONG_JSON_TYPE document.reference_date.year"},
           {R"({"document": {"referenceDate": {"year": " 1"}}})",
            "WRONG_JSON_TYPE document.reference_date.year"},
           {R"({"quoteOptions": {"minConfidence": "NaN"}})",
            "WRONG_JSON_TYPE quote_options.min_confidence"},
           {R"({"features": "FEATURE_QUOTES"})", "WRONG_JSON_TYPE features"},
           {R"({"features": [null]})", "WRONG_JSON_TYPE features[0]"},
           {R"({"features": ["FEATURE_CLEAN", "secret"]})", "UNKNOWN_ENUM_VALUE features[1]"},
           {R"({"dictionary": [{}, {"id": 1}]})", "WRONG_JSON_TYPE dictionary[1].id"},
           {R"({"dictionary": [{}, 1]})", "WRONG_JSON_TYPE dictionary[1]"},
           {R"({"dictionary": [{"aliases": ["", 2]}]})",
            "WRONG_JSON_TYPE dictionary[0].aliases[1]"},
           {R"({"dictionary": [{"names": 1}]})", "UNKNOWN_FIELD dictionary[0].names"}}) {
    EXPECT_EQ(FaultOf(body), fault) << body;
  }
}

TEST(JsonTest, FaultsSayWhatWouldDo) {
  v1::CleanRequest request;
  EXPECT_EQ(
      text::GetErrorDetail(FromJson(R"({"document": x})", {}, &request))->figures["byteOffset"],
      "14");
  EXPECT_EQ(text::GetErrorDetail(FromJson(R"({"x": 1})", {}, &request))->figures["allowedNames"],
            "document, encodingType, options");
  EXPECT_EQ(text::GetErrorDetail(FromJson(R"({"document": {"type": "TEXT"}})", {}, &request))
                ->figures["allowedValues"],
            "DOCUMENT_TYPE_PLAIN_TEXT, DOCUMENT_TYPE_HTML");
  EXPECT_EQ(FromJson(R"({"document": {"type": "TEXT"}})", {}, &request).message(),
            "document.type must be one of DOCUMENT_TYPE_PLAIN_TEXT, DOCUMENT_TYPE_HTML, or be left "
            "out");
  EXPECT_EQ(FromJson(R"({"options": {"profil": 1}})", {}, &request).message().substr(0, 42),
            "options.profil is no member; there are pro");
  const absl::Status too_large =
      FromJson(R"({"document": {"referenceDate": {"year": 1e30}}})", {}, &request);
  EXPECT_EQ(text::GetErrorDetail(too_large)->figures["min"], "-2147483648");
  EXPECT_EQ(text::GetErrorDetail(too_large)->figures["max"], "2147483647");
  EXPECT_EQ(FromJson(R"({"document": {"content": 1}})", {}, &request).message(),
            "document.content: the value must be a string");
}

TEST(JsonTest, ANullExcludesNoOther) {
  for (const char* body : {R"({"document": {"content": null, "rawContent": "eA=="}})",
                           R"({"document": {"rawContent": "eA==", "content": null}})"}) {
    v1::AnalyzeRequest request;
    EXPECT_TRUE(FromJson(body, {}, &request).ok());
    EXPECT_EQ(request.document().raw_content(), "x");
  }
}

TEST(JsonTest, AListOfMoreValuesThanARequestMayHaveIsNotReadToItsEnd) {
  const auto with = [](size_t num_entries) {
    std::string list = "{}";
    for (size_t k = 1; k < num_entries; ++k) list += ",{}";
    return R"({"dictionary": [)" + list + "]}";
  };
  EXPECT_EQ(FaultOf(with(convert::kMaxFields)), "");
  EXPECT_EQ(FaultOf(with(convert::kMaxFields + 1)), "OUT_OF_RANGE ");
}

TEST(JsonTest, ALongStringIsLeftWhenTheBudgetIsSpent) {
  std::stop_source stop;
  stop.request_stop();
  v1::AnalyzeRequest request;
  const std::string body = R"({"document": {"content": ")" + std::string(1 << 20, 'a') + "\"}}";
  EXPECT_EQ(FromJson(body, {.stop = stop.get_token()}, &request).code(),
            absl::StatusCode::kCancelled);
  EXPECT_TRUE(request.document().content().empty());
}

TEST(JsonTest, NumbersEnumsAndNullsAreReadAsProto3Says) {
  v1::AnalyzeRequest request;
  ASSERT_TRUE(FromJson(R"({"document": {"type": 2, "content": null,
                           "referenceDate": {"year": "2024", "month": 5.0, "day": 1e0}},
                           "features": ["FEATURE_QUOTES", 3], "encodingType": "ENCODING_TYPE_UTF16"})",
                       {}, &request)
                  .ok());
  EXPECT_EQ(request.document().type(), v1::DOCUMENT_TYPE_HTML);
  EXPECT_EQ(request.document().source_case(), v1::Document::SOURCE_NOT_SET);
  EXPECT_EQ(request.document().reference_date().year(), 2024);
  EXPECT_EQ(request.document().reference_date().month(), 5);
  EXPECT_EQ(request.features_size(), 2);
}

TEST(JsonTest, AnswersAreWrittenInBlocksThatTheBooksHold) {
  v1::CleanResponse response;
  response.mutable_cleaned_document()->set_text(std::string(1'000'000, '"'));
  admission::Memory memory(4 << 20, [] {});
  admission::Charge charge(&memory);
  const auto blocks = ToJson(response, {}, &charge);
  ASSERT_TRUE(blocks.ok());
  std::string whole;
  for (const std::string& block : *blocks) whole += block;
  EXPECT_EQ(whole.size(),
            2'000'000 + std::string_view(R"({"cleanedDocument":{"text":""}})").size());
  EXPECT_GE(charge.bytes(), whole.size());
  admission::Memory small(1 << 20, [] {});
  admission::Charge other(&small), first(&small);
  ASSERT_TRUE(first.TrySet(1));
  EXPECT_EQ(ToJson(response, {}, &other).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(JsonTest, AnAnswerThatNobodyWaitsForIsNotWritten) {
  v1::CleanResponse response;
  response.mutable_cleaned_document()->set_text(std::string(1'000'000, 'a'));
  admission::Memory memory(4 << 20, [] {});
  admission::Charge charge(&memory);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(ToJson(response, {.stop = stop.get_token()}, &charge).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_LT(charge.bytes(), 1'000'000u);
}

TEST(JsonTest, ErrorsAreStatusesAndHaveAnHttpCode) {
  const absl::Status status = text::InvalidArgument(
      {.reason = "DOCUMENT_EMPTY", .field = "document.content"}, "send one byte");
  EXPECT_EQ(ErrorJson(status),
            R"({"code":3,"message":"send one byte","details":[{"@type":"type.googleapis.com/)"
            R"(google.rpc.ErrorInfo","reason":"DOCUMENT_EMPTY","domain":"textanalysis"},)"
            R"({"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{)"
            R"("field":"document.content","description":"send one byte"}]}]})");
  EXPECT_EQ(HttpCode(absl::StatusCode::kResourceExhausted), 429);
  EXPECT_EQ(HttpCode(absl::StatusCode::kDeadlineExceeded), 504);
  EXPECT_EQ(HttpCode(absl::StatusCode::kDataLoss), 500);
}

}  // namespace
}  // namespace textanalysis::http
