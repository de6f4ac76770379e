// One listening HTTP/1.1 port, in plain text or over TLS, with bounds for everything a peer may do.

#ifndef TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_
#define TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/admission/memory.h"
#include "service/http/message.h"
#include "service/security/certificates.h"

namespace textanalysis::http {

struct Options {
  std::string address;  // HOST:PORT; port 0 picks a free one.
  size_t max_head_bytes = 16 * 1024;
  size_t max_body_bytes = 0;
  // The connection that has been idle longest makes way for one too many.
  size_t max_connections = 2048;
  absl::Duration idle_limit = absl::Seconds(60);  // From a connection's begin or last answer on.
  absl::Duration head_limit = absl::Seconds(5);   // From a head's first byte on.
  // A body, and an answer, has so long, and a second more for each `min_bytes_a_second` that it got.
  absl::Duration transfer_limit = absl::Seconds(10);
  size_t min_bytes_a_second = 64 * 1024;
};

// Serves all connections on one thread, which never waits: handlers answer at once or from others.
class HttpServer {
 public:
  // Listens. `certificates`, when not null, makes it HTTPS: each connection takes the pair and the
  // clients' CA that are current. `new_charge` makes the entries for bodies in the books of memory.
  // `handler` and all of these must outlive the server.
  //   Errors: Unavailable when the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(
      const Options& options, std::shared_ptr<const Handler> handler,
      std::function<admission::Charge()> new_charge, const security::Certificates* certificates);

  // Closes the port and what is idle, lets requests under way end for at most `limit`.
  void Stop(absl::Duration limit);

  // Stops without giving requests under way any time.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;

  // What peers lost since the start: answers that they did not read in time, and connections that
  // were closed for want of room.
  uint64_t unread_answers() const;
  uint64_t dropped_connections() const;

 private:
  class Core;
  explicit HttpServer(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  std::shared_ptr<Core> core_;
};

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_HTTP_SERVER_H_
