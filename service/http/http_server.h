// The HTTP port: the RPCs as JSON, and the metrics.

#ifndef TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_
#define TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/rpc/handler.h"
#include "service/security/certificates.h"

namespace httplib {
class Server;
}

namespace textanalysis::http {

struct Options {
  std::string address;  // HOST:PORT; port 0 picks a free one.
  // The playground at /, and POST /v1/documents:clean, :extractQuotes, :extractEntities, :analyze.
  bool serves_json = true;
  bool serves_metrics = false;       // GET /metrics, /livez and /readyz.
  std::function<bool()> is_live{};   // For /livez; needed with serves_metrics.
  std::function<bool()> is_ready{};  // For /readyz; the same.
  std::string cors_origin{};         // Value of Access-Control-Allow-Origin; empty sends none.
  absl::Duration call_limit = absl::Seconds(30);  // Longest time for one call.
};

// One listening port. Each connection has a thread while it lasts, 64 at most; an idle one is
// closed after five seconds, and one that sends its body too slowly as well.
class HttpServer {
 public:
  // Listens. `certificates`, when not null, makes it HTTPS; it and `environment` must outlive the
  // server.
  //   Errors: Unavailable when the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(
      const Options& options, const rpc::Environment& environment,
      const security::Certificates* certificates);

  // Answers what has begun, and closes the port.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const { return port_; }

 private:
  HttpServer();

  std::unique_ptr<httplib::Server> server_;
  std::jthread listener_;
  int port_ = 0;
};

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_
