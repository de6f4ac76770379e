// The JSON port: POST /v1/documents:clean, :extractQuotes, :extractEntities, :analyze, and the page.

#ifndef TEXTANALYSIS_SERVICE_HTTP_GATEWAY_H_
#define TEXTANALYSIS_SERVICE_HTTP_GATEWAY_H_

#include <string>

#include "absl/time/time.h"
#include "service/http/message.h"
#include "service/rpc/handler.h"

namespace textanalysis::http {

struct GatewayOptions {
  bool serves_page = true;                        // At /, without a token.
  int grpc_port = 0;                              // That the page names; 0 for none.
  std::string cors_origin{};                      // Access-Control-Allow-Origin; empty sends none.
  absl::Duration call_limit = absl::Seconds(30);  // Longest time for one call.
};

// Thread-safe. Callers are checked by the head, before a body is read; bodies are read as JSON, and
// answers written, by the workers.
class Gateway final : public Handler {
 public:
  // `environment` must outlive the gateway.
  Gateway(GatewayOptions options, const rpc::Environment& environment)
      : options_(std::move(options)), environment_(environment) {}

  std::optional<Response> AnswerHead(const Request& request) const override;
  size_t MaxBodyBytes(const Request& request) const override;
  void Answer(Request request, std::function<void(Response)> respond) const override;

  // The largest body of any call: JSON may escape a document.
  static size_t MostBodyBytes(const rpc::Environment& environment);

 private:
  Response WithOrigin(Response response) const;

  const GatewayOptions options_;
  const rpc::Environment& environment_;
};

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_GATEWAY_H_
