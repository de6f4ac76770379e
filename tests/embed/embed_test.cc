// The C library: the table that every client passes, threads, and the end of its time.

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "embed/textanalysis.h"
#include "tests/support/bundle.h"
#include "tests/support/comparable.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis {
namespace {

using google::protobuf::Message;
using nlohmann::json;

class EmbedTest : public ::testing::Test {
 protected:
  EmbedTest() {
    ta_bytes error{};
    EXPECT_EQ(ta_open(testing::BundlePath().c_str(), &analyzer_, &error), 0);
  }
  ~EmbedTest() override { ta_close(analyzer_); }

  // Calls a method; what it gives back is the answer or the error.
  int Call(int method, const Message& request, double seconds, std::string* out) const {
    const std::string bytes = request.SerializeAsString();
    ta_bytes answer{};
    const int code = ta_call(analyzer_, method, bytes.data(), bytes.size(), seconds, &answer);
    out->assign(answer.data, answer.size);
    ta_free(&answer);
    return code;
  }

  ta_analyzer* analyzer_ = nullptr;
};

v1::AnalyzeRequest Request(const std::string& text) {
  v1::AnalyzeRequest request;
  request.mutable_document()->set_content(text);
  return request;
}

struct Method {
  int id;
  const Message& request;
  const Message& response;
};

const std::map<std::string, Method>& Methods() {
  static const auto* const kMethods = new std::map<std::string, Method>{
      {"Clean",
       {TA_CLEAN, v1::CleanRequest::default_instance(), v1::CleanResponse::default_instance()}},
      {"ExtractQuotes",
       {TA_EXTRACT_QUOTES, v1::ExtractQuotesRequest::default_instance(),
        v1::ExtractQuotesResponse::default_instance()}},
      {"ExtractEntities",
       {TA_EXTRACT_ENTITIES, v1::ExtractEntitiesRequest::default_instance(),
        v1::ExtractEntitiesResponse::default_instance()}},
      {"Analyze",
       {TA_ANALYZE, v1::AnalyzeRequest::default_instance(),
        v1::AnalyzeResponse::default_instance()}},
      {"VerifyQuotes",
       {TA_VERIFY_QUOTES, v1::VerifyQuotesRequest::default_instance(),
        v1::VerifyQuotesResponse::default_instance()}}};
  return *kMethods;
}

// The reason in a serialised ErrorStatus.
std::string ReasonOf(const std::string& bytes) {
  v1::ErrorStatus error;
  v1::ErrorInfo info;
  if (!error.ParseFromString(bytes) || error.details().empty()) return "";
  EXPECT_TRUE(info.ParseFromString(error.details(0).value()));
  return info.reason();
}

TEST_F(EmbedTest, AnswersAreThoseOfTheTableThatEveryClientPasses) {
  std::ifstream table(testing::SourceDir() + "/tests/golden/clients.json");
  int compared = 0;
  for (const json& golden : json::parse(table)) {
    SCOPED_TRACE(golden["name"]);
    ASSERT_TRUE(Methods().contains(golden["method"]));
    const Method& method = Methods().at(golden["method"]);
    const std::unique_ptr<Message> request(method.request.New()), response(method.response.New());
    ASSERT_TRUE(
        google::protobuf::util::JsonStringToMessage(golden["request"].dump(), request.get()).ok());
    std::string bytes;
    const int code = Call(method.id, *request, 0, &bytes);
    if (golden.contains("error")) {
      // The limit of a document is the server's own.
      if (golden["error"]["reason"] == "DOCUMENT_TOO_LARGE") continue;
      EXPECT_EQ(code, 3);
      EXPECT_EQ(ReasonOf(bytes), golden["error"]["reason"]);
    } else {
      ASSERT_EQ(code, 0);
      std::string text;
      ASSERT_TRUE(response->ParseFromString(bytes));
      ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*response, &text).ok());
      EXPECT_EQ(testing::Comparable(json::parse(text)), golden["response"]);
    }
    ++compared;
  }
  EXPECT_GE(compared, 30);
}

TEST_F(EmbedTest, ManyThreadsGetTheSameAnswer) {
  std::string alone;
  ASSERT_EQ(Call(TA_ANALYZE, Request("“We won,” said Ana Diaz of Acme."), 0, &alone), 0);
  std::vector<std::string> answers(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& answer : answers) {
      threads.emplace_back([this, &answer] {
        EXPECT_EQ(Call(TA_ANALYZE, Request("“We won,” said Ana Diaz of Acme."), 0, &answer), 0);
      });
    }
  }
  for (const std::string& answer : answers) EXPECT_EQ(answer, alone);
}

TEST_F(EmbedTest, CallEndsWithItsTime) {
  std::string text, error;
  for (int k = 0; k < 20'000; ++k) text += "“We won,” said Ana Diaz. ";
  EXPECT_EQ(Call(TA_ANALYZE, Request(text), 0.001, &error), 4);
  EXPECT_EQ(ReasonOf(error), "DEADLINE_EXCEEDED");
}

TEST_F(EmbedTest, UnknownMethodIsAnError) {
  std::string error;
  EXPECT_EQ(Call(5, Request("x"), 0, &error), 12);
}

}  // namespace
}  // namespace textanalysis
