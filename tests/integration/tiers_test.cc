// A server of both tiers of models.

#include <gmock/gmock.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <gtest/gtest.h>

#include "service/rpc/models.h"
#include "service/server/server.h"
#include "tests/support/bundle.h"
#include "textanalysis/client.h"

namespace textanalysis {
namespace {

using ::testing::HasSubstr;

std::shared_ptr<const pipeline::Analyzer> Load(const std::string& path) {
  return pipeline::Analyzer::Create(model::Bundle::Open(path).value()).value();
}

v1::AnalyzeRequest Request(v1::ModelTier tier) {
  v1::AnalyzeRequest request;
  request.mutable_document()->set_content("“The port is shut,” said Fiona Reid.");
  request.set_model_tier(tier);
  return request;
}

std::unique_ptr<server::Server> Start(std::optional<pipeline::Tier> tier) {
  server::Options options;
  options.address = "127.0.0.1:0";
  options.model_path = testing::BundlePath();
  options.accurate_model_path = TA_ACCURATE_BUNDLE;
  options.default_tier = tier;
  options.num_workers = 1;
  options.access_log = false;
  return server::Server::Start(options).value();
}

TEST(TiersTest, RequestGetsTheTierThatItNamesOrTheServers) {
  for (const pipeline::Tier tier : {pipeline::Tier::kFast, pipeline::Tier::kAccurate}) {
    const auto server = Start(tier);
    const Client client(server->InProcessChannel(), {.deadline = absl::Seconds(30)});
    const auto tier_of = [&client](v1::ModelTier wanted) {
      const auto answer = client.Analyze(Request(wanted));
      EXPECT_TRUE(answer.ok()) << answer.status();
      EXPECT_EQ(answer->quotes_size(), 1);
      return answer->metadata().model_tier();
    };
    EXPECT_EQ(tier_of(v1::MODEL_TIER_FAST), v1::MODEL_TIER_FAST);
    EXPECT_EQ(tier_of(v1::MODEL_TIER_ACCURATE), v1::MODEL_TIER_ACCURATE);
    EXPECT_EQ(tier_of(v1::MODEL_TIER_UNSPECIFIED),
              tier == pipeline::Tier::kFast ? v1::MODEL_TIER_FAST : v1::MODEL_TIER_ACCURATE);
  }
}

TEST(TiersTest, BundlesMustBeOfTheTiersThatAreServed) {
  const auto fast = Load(testing::BundlePath()), accurate = Load(TA_ACCURATE_BUNDLE);
  EXPECT_EQ(fast->tier(), pipeline::Tier::kFast);
  EXPECT_EQ(accurate->tier(), pipeline::Tier::kAccurate);
  const auto twice = rpc::Models::Create({fast, fast}, std::nullopt);
  EXPECT_THAT(std::string(twice.status().message()),
              HasSubstr("both model bundles are of the fast"));
  const auto missing = rpc::Models::Create({fast}, pipeline::Tier::kAccurate);
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("--model_tier=accurate"));
  EXPECT_EQ((*rpc::Models::Create({accurate}, std::nullopt)->Find(std::nullopt))->tier(),
            pipeline::Tier::kAccurate);
}

TEST(TiersTest, TierIsSeenWithoutReadingTheMessage) {
  const auto models =
      rpc::Models::Create({Load(testing::BundlePath()), Load(TA_ACCURATE_BUNDLE)}, std::nullopt);
  ASSERT_TRUE(models.ok());
  const auto peek = [&models](v1::ModelTier tier) {
    grpc::ByteBuffer bytes;
    bool owns = false;
    EXPECT_TRUE(
        grpc::SerializationTraits<v1::AnalyzeRequest>::Serialize(Request(tier), &bytes, &owns)
            .ok());
    return models->PeekMessage(&bytes, v1::AnalyzeRequest::kModelTierFieldNumber);
  };
  EXPECT_EQ(peek(v1::MODEL_TIER_ACCURATE), pipeline::Tier::kAccurate);
  EXPECT_EQ(peek(v1::MODEL_TIER_UNSPECIFIED), pipeline::Tier::kFast);
  const std::string document = R"({"document": {"content": "\"modelTier\": \"ACCURATE\""})";
  EXPECT_EQ(models->PeekJson(document + "}"), pipeline::Tier::kFast);
  EXPECT_EQ(models->PeekJson(document + R"(, "modelTier": "MODEL_TIER_ACCURATE"})"),
            pipeline::Tier::kAccurate);
}

}  // namespace
}  // namespace textanalysis
