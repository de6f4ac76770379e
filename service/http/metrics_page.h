// The metrics port: GET /metrics, /livez and /readyz. Holds nothing of any document.

#ifndef TEXTANALYSIS_SERVICE_HTTP_METRICS_PAGE_H_
#define TEXTANALYSIS_SERVICE_HTTP_METRICS_PAGE_H_

#include <functional>

#include "service/http/message.h"
#include "service/telemetry/metrics.h"

namespace textanalysis::http {

class MetricsPage final : public Handler {
 public:
  // `metrics`, and what the functions use, must outlive the page.
  MetricsPage(const telemetry::Metrics& metrics, std::function<bool()> is_live,
              std::function<bool()> is_ready)
      : metrics_(metrics), is_live_(std::move(is_live)), is_ready_(std::move(is_ready)) {}

  std::optional<Response> AnswerHead(const Request& request) const override;
  size_t MaxBodyBytes(const Request&) const override { return 0; }
  void Answer(Request, std::function<void(Response)>) const override {}  // No path takes a body.

 private:
  const telemetry::Metrics& metrics_;
  const std::function<bool()> is_live_, is_ready_;
};

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_METRICS_PAGE_H_
