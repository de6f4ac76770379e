#include "service/http/gateway.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "tests/service/rpc/environment.h"

namespace textanalysis::http {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

constexpr char kAnalyze[] = "/v1/documents:analyze";

Request Post(const std::string& path, const std::string& body = "") {
  Request request;
  request.method = "POST";
  request.path = path;
  request.content_type = "application/json";
  request.body = body;
  return request;
}

class GatewayTest : public ::testing::Test {
 protected:
  // Answers as the port does: by the head, or with the body.
  Response Ask(Request request, const GatewayOptions& options = {}) {
    const Gateway gateway(options, environment_.get());
    if (auto response = gateway.AnswerHead(request)) return *std::move(response);
    std::promise<Response> promise;
    request.charge = environment_.admission().NewCharge();
    gateway.Answer(std::move(request),
                   [&promise](Response response) { promise.set_value(std::move(response)); });
    return promise.get_future().get();
  }

  static std::string BodyOf(const Response& response) {
    std::string out;
    for (const std::string& block : response.body) out += block;
    return out;
  }
  static std::string ReasonOf(const Response& response) {
    return json::parse(BodyOf(response))["details"][0]["reason"];
  }

  rpc::TestEnvironment environment_;
};

TEST_F(GatewayTest, EachMethodAnswersInJson) {
  const std::string document =
      R"({"document": {"content": "“The port is shut,” said Fiona Reid."}})";
  const std::pair<const char*, const char*> methods[] = {{"clean", "cleanedDocument"},
                                                         {"extractQuotes", "quotes"},
                                                         {"extractEntities", "entities"},
                                                         {"analyze", "quotes"}};
  for (const auto& [method, member] : methods) {
    const Response response = Ask(Post("/v1/documents:" + std::string(method), document));
    ASSERT_EQ(response.code, 200) << BodyOf(response);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_TRUE(json::parse(BodyOf(response)).contains(member)) << method;
  }
  const Response verified =
      Ask(Post("/v1/documents:verifyQuotes",
               R"({"document": {"content": "“The port is shut,” said Fiona Reid."},
                   "sources": [{"document": {"content": "“The port is shut,” said Reid."}}]})"));
  ASSERT_EQ(verified.code, 200) << BodyOf(verified);
  EXPECT_EQ(json::parse(BodyOf(verified))["verifications"].size(), 1u);
}

TEST_F(GatewayTest, AnAnswerNamesItsRequestAndTrace) {
  Request request = Post(kAnalyze, R"({"document": {"content": "It rained."}})");
  request.request_id = "r-1";
  const Response response = Ask(std::move(request));
  EXPECT_THAT(response.fields, Contains(Pair("X-Request-Id", "r-1")));
  EXPECT_THAT(response.fields, Contains(Key("traceparent")));
}

TEST_F(GatewayTest, WhatIsWrongIsToldByCodeAndReason) {
  const Response empty = Ask(Post(kAnalyze, R"({"document": {}})"));
  EXPECT_EQ(empty.code, 400);
  EXPECT_EQ(ReasonOf(empty), "DOCUMENT_EMPTY");
  EXPECT_EQ(ReasonOf(Ask(Post(kAnalyze, "{"))), "MALFORMED_JSON");
  Request get = Post(kAnalyze);
  get.method = "GET";
  EXPECT_EQ(Ask(std::move(get)).code, 405);
  EXPECT_EQ(Ask(Post("/v1/documents:burn")).code, 404);
  Request form = Post(kAnalyze);
  form.content_type = "application/x-www-form-urlencoded";
  EXPECT_EQ(Ask(std::move(form)).code, 415);
  Request packed = Post(kAnalyze);
  packed.content_encoding = "gzip";
  EXPECT_EQ(Ask(std::move(packed)).code, 415);
}

TEST_F(GatewayTest, ACallThatTakesTooLongIsEnded) {
  const Response late = Ask(Post(kAnalyze, R"({"document": {"content": "It rained."}})"),
                            {.call_limit = absl::ZeroDuration()});
  EXPECT_EQ(late.code, 504) << BodyOf(late);
}

TEST_F(GatewayTest, CallersAreCheckedBeforeABodyIsRead) {
  environment_.get().access.allowed_names = {"DNS:desk.test"};
  const Gateway gateway({}, environment_.get());
  const auto refused = gateway.AnswerHead(Post(kAnalyze));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, 403);
  EXPECT_THAT(refused->fields, Contains(Key("X-Request-Id")));
  Request known = Post(kAnalyze);
  known.certificate_names = {"DNS:desk.test"};
  EXPECT_FALSE(gateway.AnswerHead(known));
}

TEST_F(GatewayTest, BodiesAreBoundedByWhatTheirMethodTakes) {
  const Gateway gateway({}, environment_.get());
  const size_t one = gateway.MaxBodyBytes(Post(kAnalyze));
  const size_t many = gateway.MaxBodyBytes(Post("/v1/documents:verifyQuotes"));
  EXPECT_GE(one, 6 * environment_.get().max_document_bytes) << "JSON may escape a text";
  EXPECT_GT(many, one) << "a draft comes with its sources";
  EXPECT_EQ(gateway.MaxBodyBytes(Post("/nowhere")), 0u);
  EXPECT_EQ(Gateway::MostBodyBytes(environment_.get()), many);
}

TEST_F(GatewayTest, ThePageIsServedWithALockUnlessItIsNotWanted) {
  Request page;
  page.method = "GET";
  page.path = "/";
  const Response served = Ask(std::move(page));
  EXPECT_EQ(served.code, 200);
  EXPECT_THAT(served.content_type, HasSubstr("text/html"));
  EXPECT_THAT(served.fields, Contains(Pair("Content-Security-Policy", HasSubstr("'none'"))));
  EXPECT_THAT(BodyOf(served), HasSubstr(R"(data-tiers="fast")")) << "the page knows the tiers";
  EXPECT_THAT(BodyOf(served), HasSubstr(R"(data-grpc-port="")"));
  Request beside;
  beside.method = "GET";
  beside.path = "/";
  EXPECT_THAT(BodyOf(Ask(std::move(beside), {.grpc_port = 50061})),
              HasSubstr(R"(data-grpc-port="50061")"))
      << "and the port of gRPC";
  Request again;
  again.method = "GET";
  again.path = "/";
  EXPECT_EQ(Ask(std::move(again), {.serves_page = false}).code, 404);
}

TEST_F(GatewayTest, AnOriginIsAllowedWhereOneIsNamed) {
  const GatewayOptions options{.cors_origin = "https://post.example"};
  Request ahead = Post(kAnalyze);
  ahead.method = "OPTIONS";
  const Response allowed = Ask(std::move(ahead), options);
  EXPECT_EQ(allowed.code, 204);
  EXPECT_THAT(allowed.fields,
              Contains(Pair("Access-Control-Allow-Origin", "https://post.example")));
  Request elsewhere = Post(kAnalyze);
  elsewhere.method = "OPTIONS";
  const Response refused = Ask(std::move(elsewhere));
  EXPECT_EQ(refused.code, 405);
  EXPECT_THAT(refused.fields, Not(Contains(Key("Access-Control-Allow-Origin"))));
}

}  // namespace
}  // namespace textanalysis::http
