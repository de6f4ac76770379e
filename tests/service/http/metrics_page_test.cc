#include "service/http/metrics_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::http {
namespace {

using ::testing::HasSubstr;

class MetricsPageTest : public ::testing::Test {
 protected:
  Response Get(const std::string& path, const std::string& method = "GET") {
    Request request;
    request.method = method;
    request.path = path;
    const auto response = page_.AnswerHead(request);
    if (!response) ADD_FAILURE() << "waits for a body: " << path;
    return response ? Response{.code = response->code,
                               .content_type = response->content_type,
                               .fields = response->fields,
                               .body = response->body}
                    : Response{};
  }

  const telemetry::Metrics metrics_{"1.2.3", {{"fast", "2026.1"}}, {}};
  bool is_live_ = true, is_ready_ = false;
  const MetricsPage page_{metrics_, [this] { return is_live_; }, [this] { return is_ready_; }};
};

TEST_F(MetricsPageTest, MetricsAreInPrometheusForm) {
  const Response response = Get("/metrics");
  EXPECT_EQ(response.code, 200);
  EXPECT_THAT(response.content_type, HasSubstr("version=0.0.4"));
  ASSERT_EQ(response.body.size(), 1u);
  EXPECT_THAT(response.body[0], HasSubstr("textanalysis_build_info{"));
}

TEST_F(MetricsPageTest, HealthIsAskedForAnewEachTime) {
  EXPECT_EQ(Get("/livez").code, 200);
  EXPECT_EQ(Get("/readyz").code, 503);
  is_live_ = false;
  is_ready_ = true;
  EXPECT_EQ(Get("/livez").code, 503);
  EXPECT_EQ(Get("/readyz").code, 200);
}

TEST_F(MetricsPageTest, OtherPathsAndMethodsAreRefused) {
  EXPECT_EQ(Get("/").code, 404);
  EXPECT_EQ(Get("/v1/documents:analyze", "POST").code, 404);
  EXPECT_EQ(Get("/metrics", "POST").code, 405);
  EXPECT_EQ(page_.MaxBodyBytes({}), 0u);
}

}  // namespace
}  // namespace textanalysis::http
