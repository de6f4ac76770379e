// Requests and responses of HTTP, without its transport.

#ifndef TEXTANALYSIS_SERVICE_HTTP_MESSAGE_H_
#define TEXTANALYSIS_SERVICE_HTTP_MESSAGE_H_

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "service/admission/memory.h"

namespace textanalysis::http {

// What the server reads of a request. Fields that are absent are empty.
struct Request {
  std::string method;  // "GET"; "GET", too, of a HEAD request.
  std::string path;    // Without the query.
  std::string authorization;
  std::string content_type;
  std::string content_encoding;
  std::string traceparent;
  std::string request_id;
  std::vector<std::string> certificate_names;  // As security::Access takes them.
  std::string body;
  admission::Charge charge;  // What the body holds, and later what the answer does.
  std::stop_token stop{};    // Asked to stop when the caller hangs up.
};

// What is sent back. The body is in blocks, so that a long one is never copied into a longer one.
struct Response {
  int code = 200;
  std::string content_type{};
  std::vector<std::pair<std::string, std::string>> fields{};
  std::vector<std::string> body{};
  admission::Charge charge{};  // Kept until the response is written.
};

// Returns the response that tells an error, as JSON; `code` 0 is the HTTP code that stands for it.
// One that may be retried has Retry-After.
Response ErrorResponse(const absl::Status& status, int code = 0);

// Returns the 405 of a path that takes only `allowed`: "GET, HEAD".
Response MethodNotAllowed(const char* allowed);

absl::Status NoSuchPath();

// What a port serves. Thread-safe.
class Handler {
 public:
  virtual ~Handler() = default;

  // Answers a request by its head, or returns nothing when the body is to be read first. Fast: it
  // holds up all connections.
  virtual std::optional<Response> AnswerHead(const Request& request) const = 0;

  // The longest body that the request, whose head was not answered, may have.
  virtual size_t MaxBodyBytes(const Request& request) const = 0;

  // Answers a request whose body was read: calls `respond` once, from any thread.
  virtual void Answer(Request request, std::function<void(Response)> respond) const = 0;
};

}  // namespace textanalysis::http

#endif  // TEXTANALYSIS_SERVICE_HTTP_MESSAGE_H_
