#include "service/rpc/handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

#include "analysis/text/error.h"
#include "tests/service/rpc/environment.h"

namespace textanalysis::rpc {
namespace {

using ::testing::HasSubstr;

std::string ReasonOf(const absl::Status& status) {
  const auto detail = text::GetErrorDetail(status);
  return detail ? detail->reason : "";
}

TEST(BarrierTest, WhatIsThrownBecomesInternalWithoutItsText) {
  const absl::Status memory = RunBehindBarrier([]() -> absl::Status { throw std::bad_alloc(); });
  EXPECT_EQ(memory.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(ReasonOf(memory), "OUT_OF_MEMORY");
  const absl::Status defect =
      RunBehindBarrier([]() -> absl::Status { throw std::runtime_error("a secret text"); });
  EXPECT_EQ(ReasonOf(defect), "INTERNAL");
  EXPECT_EQ(std::string(defect.message()).find("secret"), std::string::npos);
  EXPECT_EQ(RunBehindBarrier([] { return absl::CancelledError("x"); }).code(),
            absl::StatusCode::kCancelled);
}

TEST(CallTest, ARequestIdIsTheCallersWhereItCanBeLogged) {
  EXPECT_EQ(BeginCall("Clean", "grpc", {"", "", "r-1"}).request_id, "r-1");
  for (const std::string& id : {std::string(), std::string(129, 'a'), std::string("two words"),
                                std::string("a\nb"), std::string("é")}) {
    const std::string own = BeginCall("Clean", "grpc", {"", "", id}).request_id;
    EXPECT_NE(own, id);
    EXPECT_EQ(own.size(), 16u) << own;
  }
}

TEST(CallTest, ACallContinuesItsTraceAndHasItsOwnSpan) {
  const std::string trace(32, 'a'), span(16, 'b');
  const telemetry::Call call =
      BeginCall("Clean", "http", {"", "00-" + trace + "-" + span + "-01", ""});
  EXPECT_EQ(call.trace.trace_id, trace);
  EXPECT_EQ(call.trace.parent_span_id, span);
  EXPECT_EQ(call.transport, "http");
}

TEST(CallTest, ItsEndIsRecordedWithCodeAndReason) {
  TestEnvironment environment;
  telemetry::Call call = BeginCall("Clean", "grpc", {});
  EndCall(environment.get(), text::InvalidArgument({.reason = "DOCUMENT_EMPTY"}, "empty"), &call);
  EXPECT_EQ(call.code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(call.reason, "DOCUMENT_EMPTY");
  EXPECT_GE(call.duration, absl::ZeroDuration());
  EXPECT_THAT(environment.recorder().metrics().Text(), HasSubstr("reason=\"DOCUMENT_EMPTY\""));
}

TEST(MessageSizeTest, ADocumentMayBeAsLongAsTheLimitAndNoLonger) {
  EXPECT_TRUE(CheckMessageSize(1000, 1000 + kMessageOverheadBytes, "document.content").ok());
  const absl::Status status =
      CheckMessageSize(1000, 1001 + kMessageOverheadBytes, "document.content");
  EXPECT_EQ(ReasonOf(status), "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(text::GetErrorDetail(status)->figures["maxBytes"], "1000");
  EXPECT_EQ(text::GetErrorDetail(status)->field, "document.content");
  EXPECT_EQ(ReasonOf(MalformedMessage()), "MALFORMED_MESSAGE");
}

TEST(MaxTextBytesTest, ADraftComesWithItsSources) {
  TestEnvironment environment(100);
  EXPECT_EQ(MaxTextBytes<v1::CleanRequest>(environment.get()), 100u);
}

class AnswerTest : public ::testing::Test {
 protected:
  absl::Status Ask(const std::string& content, const text::Budget& budget = {}) {
    v1::AnalyzeRequest request;
    request.mutable_document()->set_content(content);
    admission::Charge charge = environment_.admission().NewCharge();
    return Answer(environment_.get(), request, budget, &charge, &response_, &call_);
  }

  TestEnvironment environment_;
  v1::AnalyzeResponse response_;
  telemetry::Call call_;
};

TEST_F(AnswerTest, AnAnswerIsFilledAndItsStagesAreTimed) {
  ASSERT_TRUE(Ask("“The port is shut,” said Fiona Reid.").ok());
  ASSERT_EQ(response_.quotes_size(), 1);
  EXPECT_EQ(response_.quotes(0).speaker().name(), "Fiona Reid");
  ASSERT_EQ(call_.stages.size(), 4u);
  EXPECT_GT(call_.stages["quotes"], absl::ZeroDuration());
}

TEST_F(AnswerTest, WhatIsWrongOrTooLateIsToldByReason) {
  EXPECT_EQ(ReasonOf(Ask("")), "DOCUMENT_EMPTY");
  EXPECT_EQ(ReasonOf(Ask(std::string(10'001, 'a'))), "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(Ask("It rained.", {.deadline = text::FromNow(-absl::Seconds(1))}).code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(response_.quotes_size(), 0);
}

}  // namespace
}  // namespace textanalysis::rpc
