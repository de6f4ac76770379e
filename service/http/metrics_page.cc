#include "service/http/metrics_page.h"

namespace textanalysis::http {
namespace {

Response Health(bool holds) {
  return {
      .code = holds ? 200 : 503, .content_type = "text/plain", .body = {holds ? "yes\n" : "no\n"}};
}

}  // namespace

std::optional<Response> MetricsPage::AnswerHead(const Request& request) const {
  const bool is_known =
      request.path == "/metrics" || request.path == "/livez" || request.path == "/readyz";
  if (!is_known) return ErrorResponse(NoSuchPath());
  if (request.method != "GET") return MethodNotAllowed("GET, HEAD");
  if (request.path == "/livez") return Health(is_live_());
  if (request.path == "/readyz") return Health(is_ready_());
  return Response{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                  .body = {metrics_.Text()}};
}

}  // namespace textanalysis::http
