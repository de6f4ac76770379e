// Boost.Beast parses and frames, Boost.Asio waits; one coroutine a connection.
//
// A connection costs its coroutine and a buffer that is given back between requests. Whatever a peer
// leaves out or draws out runs into a time limit; whatever it sends too much of, into a size limit.

#include "service/http/http_server.h"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/text/error.h"
#include "service/runtime/listener.h"
#include "service/runtime/thread_name.h"
#include "service/security/peer_names.h"

namespace textanalysis::http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using Parser = wire::request_parser<wire::string_body>;
using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

// A request's bytes are read in pieces of at most so many.
constexpr size_t kBufferBytes = 32 * 1024;
// What is read of a request that was already answered, so that the answer arrives before a reset.
constexpr size_t kLingerBytes = 256 * 1024;
constexpr std::chrono::seconds kLinger{1};
// How often a connection whose call is under way is looked at.
constexpr std::chrono::milliseconds kLook{20};

constexpr auto kTuple = net::as_tuple(net::use_awaitable);

absl::Status BadHttp(std::string_view message) {
  return text::InvalidArgument({.reason = "BAD_HTTP"}, message);
}

absl::Status TooLarge(size_t max_bytes) {
  if (max_bytes == 0) return BadHttp("this port takes no body");
  return text::InvalidArgument(
      {.reason = "DOCUMENT_TOO_LARGE", .figures = {{"maxBytes", absl::StrCat(max_bytes)}}},
      "the body is over the limit; split the document, or raise --max_document_bytes");
}

std::string Field(const Parser& parser, std::string_view name) {
  return std::string(parser.get()[beast::string_view(name.data(), name.size())]);
}

bool IsHead(const Parser& parser) { return parser.get().method() == wire::verb::head; }

// The path of a target, which may name the server before it and a query after it.
std::string_view PathOf(std::string_view target) {
  target = target.substr(0, target.find('?'));
  const size_t host = target.find("://");
  if (target.starts_with('/') || host == std::string_view::npos) return target;
  const size_t path = target.find('/', host + 3);
  return path == std::string_view::npos ? "/" : target.substr(path);
}

Request RequestOf(const Parser& parser) {
  Request out;
  const beast::string_view method = parser.get().method_string();
  out.method = IsHead(parser) ? "GET" : std::string(method.data(), method.size());
  const beast::string_view target = parser.get().target();
  out.path = std::string(PathOf({target.data(), target.size()}));
  out.authorization = Field(parser, "authorization");
  out.content_type = Field(parser, "content-type");
  out.content_encoding = Field(parser, "content-encoding");
  out.traceparent = Field(parser, "traceparent");
  out.request_id = Field(parser, "x-request-id");
  return out;
}

// Whether the peer has closed the connection, or has ended what it sends, which is no different to
// a server.
bool HasHungUp(int socket) {
  tcp_info info{};
  socklen_t size = sizeof(info);
  return getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
         info.tcpi_state != TCP_ESTABLISHED;
}

// A call under way, and what stops it when its caller hangs up.
struct Watched {
  net::steady_timer timer;
  int socket;
  std::stop_source stop{};
  bool is_answered = false;
};

net::awaitable<void> Watch(std::shared_ptr<Watched> call) {
  while (!call->is_answered && !call->stop.stop_requested()) {
    call->timer.expires_after(kLook);
    co_await call->timer.async_wait(kTuple);
    if (!call->is_answered && HasHungUp(call->socket)) call->stop.request_stop();
  }
}

// Browsers send some twenty.
constexpr std::ptrdiff_t kMaxFields = 100;

// What HTTP asks of a head beyond what the parser checks.
absl::Status CheckHead(const Parser& parser) {
  const auto& head = parser.get();
  if (head.version() >= 11 && head.count(wire::field::host) != 1)
    return BadHttp("send one Host field");
  const std::string coding = Field(parser, "transfer-encoding");
  if (!coding.empty() && !absl::EqualsIgnoreCase(coding, "chunked"))
    return BadHttp("the only transfer coding is chunked");
  return absl::OkStatus();
}

// How far a transfer may have taken until it had `bytes`, and how long the next piece may take:
// what came fast earns no silence.
class Pace {
 public:
  explicit Pace(const Options& options) : options_(options) {}
  std::chrono::steady_clock::time_point Limit(size_t bytes) const {
    const auto earned = absl::Seconds(static_cast<double>(bytes) /
                                      static_cast<double>(options_.min_bytes_a_second));
    return std::min(
        begin_ + absl::ToChronoNanoseconds(options_.transfer_limit + earned),
        std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(options_.transfer_limit));
  }

 private:
  const Options& options_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// The head of a response, as it goes over the wire.
std::string HeadOf(const Response& response, size_t body_bytes, bool keeps) {
  wire::response<wire::empty_body> head;
  head.result(static_cast<unsigned>(response.code));
  if (!response.content_type.empty()) head.set(wire::field::content_type, response.content_type);
  head.set(wire::field::connection, keeps ? "keep-alive" : "close");
  head.set(wire::field::content_length, std::to_string(body_bytes));
  for (const auto& [name, value] : response.fields) head.set(name, value);
  std::ostringstream out;
  out << head.base();
  return out.str();
}

// Makes a context of a checked pair.
std::shared_ptr<net::ssl::context> MakeContext(const security::KeyPair& pair) {
  auto out = std::make_shared<net::ssl::context>(net::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(out->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(out->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  beast::error_code error;
  out->use_certificate_chain(net::buffer(pair.certificate), error);
  if (!error) out->use_private_key(net::buffer(pair.key), net::ssl::context::pem, error);
  if (!error && !pair.client_ca.empty()) {
    out->add_certificate_authority(net::buffer(pair.client_ca), error);
    out->set_verify_mode(net::ssl::verify_peer | net::ssl::verify_fail_if_no_peer_cert);
  }
  return error ? nullptr : out;
}

}  // namespace

// What the connections share. Used on the one thread alone but for what is said to be otherwise.
class HttpServer::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(Options options, std::shared_ptr<const Handler> handler,
       std::function<admission::Charge()> new_charge, const security::Certificates* certificates)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        new_charge_(std::move(new_charge)),
        certificates_(certificates) {}

  absl::Status Start();
  void Stop(absl::Duration limit);  // From any thread.
  int port() const { return port_; }
  uint64_t unread_answers() const { return unread_answers_; }
  uint64_t dropped_connections() const { return dropped_connections_; }

 private:
  // A connection whose coroutine lives. `close` ends it while it is idle.
  struct Connection {
    std::function<void()> close;
    bool is_idle = true;
    bool is_closed = false;  // For want of room: its coroutine is about to end.
  };
  using Place = std::list<Connection>::iterator;

  // Keeps a connection in the list while its coroutine lives, however that ends.
  struct Registration {
    Registration(Core* c, std::function<void()> close);
    ~Registration();
    Core* const core;
    Place place;
  };

  void Adopt(int socket);
  bool MakeRoom();
  template <typename Stream>
  net::awaitable<void> Serve(Stream stream, std::shared_ptr<net::ssl::context> context);
  template <typename Stream>
  net::awaitable<bool> ServeOne(Stream& stream, beast::flat_buffer& buffer, Place place);
  template <typename Stream>
  net::awaitable<bool> ReadHead(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                                Place place, std::optional<Response>& answer);
  template <typename Stream>
  net::awaitable<bool> ReadBody(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                                Request& request, std::optional<Response>& answer);
  template <typename Stream>
  net::awaitable<bool> Write(Stream& stream, const Parser& parser, const Response& response,
                             bool keeps);
  net::awaitable<Response> Ask(Request request);
  net::awaitable<Response> AskWhileHeard(int socket, Request request);
  template <typename Stream>
  net::awaitable<void> Close(Stream& stream, bool lingers);

  const Options options_;
  const std::shared_ptr<const Handler> handler_;
  const std::function<admission::Charge()> new_charge_;
  const security::Certificates* const certificates_;
  security::KeyPair pair_;
  std::shared_ptr<net::ssl::context> context_;  // Made of pair_.
  std::list<Connection> connections_;           // The idle ones by age of their idleness.
  size_t num_closed_ = 0;                       // Of connections_.
  std::unique_ptr<runtime::Listener> listener_;
  int port_ = 0;
  bool stopping_ = false;
  std::atomic<uint64_t> unread_answers_ = 0, dropped_connections_ = 0;
  std::mutex mutex_;
  std::condition_variable all_closed_;
  size_t num_open_ = 0;  // Guarded by mutex_.
  // Last: what it holds at its end, connections that answers never reached, uses the others.
  net::io_context io_{1};
  std::jthread thread_;
};

absl::Status HttpServer::Core::Start() {
  listener_ = runtime::Listener::Bind(options_.address);
  if (listener_ == nullptr) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", options_.address,
                                               "; is the port taken, or not HOST:PORT?"));
  }
  port_ = listener_->port();
  thread_ = std::jthread([this] {
    runtime::NameThisThread("http");
    const auto work = net::make_work_guard(io_);
    io_.run();
  });
  listener_->Start([this](int socket) { net::post(io_, [this, socket] { Adopt(socket); }); });
  return absl::OkStatus();
}

void HttpServer::Core::Stop(absl::Duration limit) {
  if (listener_ == nullptr) return;
  listener_->Stop();
  listener_ = nullptr;
  net::post(io_, [this] {
    stopping_ = true;
    for (const Connection& connection : connections_) {
      if (connection.is_idle) connection.close();
    }
  });
  {
    std::unique_lock lock(mutex_);
    all_closed_.wait_for(lock, absl::ToChronoNanoseconds(limit), [this] { return num_open_ == 0; });
  }
  io_.stop();
  thread_ = {};
}

void HttpServer::Core::Adopt(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  net::ip::tcp::socket adopted(io_);
  beast::error_code error;
  adopted.assign(address.ss_family == AF_INET6 ? net::ip::tcp::v6() : net::ip::tcp::v4(), socket,
                 error);
  if (error) {
    ::close(socket);
    return;
  }
  if (certificates_ == nullptr) {
    net::co_spawn(io_, Serve(Plain(std::move(adopted)), nullptr), net::detached);
    return;
  }
  if (security::KeyPair current = certificates_->current();
      context_ == nullptr || current != pair_) {
    if (auto fresh = MakeContext(current)) context_ = std::move(fresh);
    pair_ = std::move(current);
  }
  if (context_ == nullptr) return;
  net::co_spawn(io_, Serve(Secure(Plain(std::move(adopted)), *context_), context_), net::detached);
}

// Returns whether one more connection may stay: the one that has been idle longest makes way for it,
// and where none is idle a few more than the limit are held.
bool HttpServer::Core::MakeRoom() {
  const size_t num_live = connections_.size() - num_closed_;
  if (num_live < options_.max_connections) return true;
  const auto oldest = std::ranges::find_if(connections_, &Connection::is_idle);
  if (oldest == connections_.end())
    return num_live < options_.max_connections + options_.max_connections / 8;
  oldest->is_idle = false;
  oldest->is_closed = true;
  ++num_closed_;
  ++dropped_connections_;
  oldest->close();
  return true;
}

HttpServer::Core::Registration::Registration(Core* c, std::function<void()> close)
    : core(c), place(c->connections_.insert(c->connections_.end(), {std::move(close)})) {
  const std::lock_guard lock(core->mutex_);
  ++core->num_open_;
}

HttpServer::Core::Registration::~Registration() {
  if (place->is_closed) --core->num_closed_;
  core->connections_.erase(place);
  const std::lock_guard lock(core->mutex_);
  if (--core->num_open_ == 0) core->all_closed_.notify_all();
}

template <typename Stream>
net::awaitable<void> HttpServer::Core::Serve(Stream stream,
                                             std::shared_ptr<net::ssl::context> /*kept*/) {
  if (!MakeRoom()) {
    ++dropped_connections_;
    co_return;
  }
  const Registration open(this, [&stream] { beast::get_lowest_layer(stream).close(); });
  beast::flat_buffer buffer(kBufferBytes);
  bool goes_on = !stopping_;
  if constexpr (std::is_same_v<Stream, Secure>) {
    beast::get_lowest_layer(stream).expires_after(absl::ToChronoNanoseconds(options_.head_limit));
    const auto [error] = co_await stream.async_handshake(net::ssl::stream_base::server, kTuple);
    goes_on = goes_on && !error;
  }
  while (goes_on) goes_on = co_await ServeOne(stream, buffer, open.place);
}

template <typename Stream>
net::awaitable<bool> HttpServer::Core::ServeOne(Stream& stream, beast::flat_buffer& buffer,
                                                Place place) {
  place->is_idle = true;
  connections_.splice(connections_.end(), connections_, place);
  Parser parser;
  std::optional<Response> answer;
  if (!co_await ReadHead(stream, buffer, parser, place, answer)) co_return false;
  const bool is_well_formed = !answer.has_value();
  Request request = RequestOf(parser);
  if constexpr (std::is_same_v<Stream, Secure>)
    request.certificate_names = security::NamesOf(stream.native_handle());
  if (!answer) answer = handler_->AnswerHead(request);
  if (!answer) {
    const bool goes_on = co_await ReadBody(stream, buffer, parser, request, answer);
    if (!goes_on) co_return false;
  }
  const bool keeps = is_well_formed && parser.is_done() && parser.keep_alive() && !stopping_;
  const bool is_whole = parser.is_done();
  if (!answer) {
    const int socket = beast::get_lowest_layer(stream).socket().native_handle();
    answer = co_await AskWhileHeard(socket, std::move(request));
  }
  if (!co_await Write(stream, parser, *answer, keeps)) co_return false;
  if (buffer.size() == 0) buffer.shrink_to_fit();
  if (keeps) co_return true;
  co_await Close(stream, !is_whole);
  co_return false;
}

// Returns false when the connection is to be closed without a word. `answer` is set when the head is
// answered without a handler.
template <typename Stream>
net::awaitable<bool> HttpServer::Core::ReadHead(Stream& stream, beast::flat_buffer& buffer,
                                                Parser& parser, Place place,
                                                std::optional<Response>& answer) {
  parser.header_limit(static_cast<uint32_t>(options_.max_head_bytes));
  parser.body_limit(options_.max_body_bytes);
  if (buffer.size() == 0) {
    beast::get_lowest_layer(stream).expires_after(absl::ToChronoNanoseconds(options_.idle_limit));
    const auto [error, bytes] = co_await stream.async_read_some(buffer.prepare(1024), kTuple);
    if (error) co_return false;
    buffer.commit(bytes);
  }
  place->is_idle = false;
  beast::get_lowest_layer(stream).expires_after(absl::ToChronoNanoseconds(options_.head_limit));
  const auto [error, bytes] = co_await wire::async_read_header(stream, buffer, parser, kTuple);
  if (error == wire::error::body_limit) {
    answer = ErrorResponse(TooLarge(options_.max_body_bytes), 413);
  } else if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    answer = ErrorResponse(BadHttp(absl::StrCat("the head of the request is over ",
                                                options_.max_head_bytes, " bytes")),
                           431);
  } else if (error.category() == wire::make_error_code(wire::error::bad_field).category() &&
             error != wire::error::end_of_stream && error != wire::error::partial_message) {
    answer = ErrorResponse(BadHttp("the request is not well-formed HTTP"), 400);
  } else if (error) {
    co_return false;
  } else if (absl::Status status = CheckHead(parser); !status.ok()) {
    answer = ErrorResponse(status, 400);
  }
  const auto& fields = parser.get();
  if (std::distance(fields.begin(), fields.end()) > kMaxFields) {
    answer = ErrorResponse(
        BadHttp(absl::StrCat("the head of the request has over ", kMaxFields, " fields")), 431);
    parser.get().clear();  // An empty one takes twenty times its bytes.
  }
  co_return true;
}

template <typename Stream>
net::awaitable<bool> HttpServer::Core::ReadBody(Stream& stream, beast::flat_buffer& buffer,
                                                Parser& parser, Request& request,
                                                std::optional<Response>& answer) {
  const size_t limit = handler_->MaxBodyBytes(request);
  if (parser.content_length().value_or(0) > limit) {
    answer = ErrorResponse(TooLarge(limit), 413);
    co_return true;
  }
  if (absl::EqualsIgnoreCase(Field(parser, "expect"), "100-continue")) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto [error, bytes] =
        co_await net::async_write(stream, net::buffer(kContinue.data(), kContinue.size()), kTuple);
    if (error) co_return false;
  }
  request.charge = new_charge_();
  const Pace pace(options_);
  size_t received = 0;
  while (!parser.is_done()) {
    beast::get_lowest_layer(stream).expires_at(pace.Limit(received));
    const auto [error, bytes] = co_await wire::async_read_some(stream, buffer, parser, kTuple);
    received += bytes;
    if (error == wire::error::body_limit || parser.get().body().size() > limit) {
      answer = ErrorResponse(TooLarge(limit), 413);
      co_return true;
    }
    if (error == beast::error::timeout || error == net::error::eof ||
        error == wire::error::partial_message)
      co_return false;
    if (error) {
      answer = ErrorResponse(BadHttp("the body is not well-formed HTTP"), 400);
      co_return true;
    }
    if (!request.charge.TrySet(parser.get().body().size())) {
      answer = ErrorResponse(
          text::MakeError(absl::StatusCode::kResourceExhausted,
                          {.reason = "MEMORY_EXHAUSTED", .figures = {{"retryAfterMillis", "1000"}}},
                          "the calls under way need the server's memory; retry with back-off"));
      co_return true;
    }
  }
  request.body = std::move(parser.get().body());
  co_return true;
}

net::awaitable<Response> HttpServer::Core::Ask(Request request) {
  return net::async_initiate<const net::use_awaitable_t<>, void(Response)>(
      [this](auto completion, Request asked) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        handler_->Answer(std::move(asked), [core = shared_from_this(), shared](Response response) {
          net::post(core->io_, [shared, response = std::move(response)]() mutable {
            std::move (*shared)(std::move(response));
          });
        });
      },
      net::use_awaitable, std::move(request));
}

// Asks the handler, and stops it when the peer has hung up.
net::awaitable<Response> HttpServer::Core::AskWhileHeard(int socket, Request request) {
  const auto call = std::make_shared<Watched>(Watched{net::steady_timer(io_), socket});
  request.stop = call->stop.get_token();
  net::co_spawn(io_, Watch(call), net::detached);
  Response answer = co_await Ask(std::move(request));
  call->is_answered = true;
  call->timer.cancel();
  co_return answer;
}

template <typename Stream>
net::awaitable<bool> HttpServer::Core::Write(Stream& stream, const Parser& parser,
                                             const Response& response, bool keeps) {
  size_t body_bytes = 0;
  for (const std::string& block : response.body) body_bytes += block.size();
  const std::string head = HeadOf(response, body_bytes, keeps);
  std::vector<net::const_buffer> left = {net::buffer(head)};
  if (!IsHead(parser))
    for (const std::string& block : response.body) left.push_back(net::buffer(block));
  const Pace pace(options_);
  size_t sent = 0;
  beast::buffers_suffix<std::vector<net::const_buffer>> suffix(left);
  const size_t total = net::buffer_size(left);
  while (sent < total) {
    beast::get_lowest_layer(stream).expires_at(pace.Limit(sent));
    const auto [error, bytes] = co_await stream.async_write_some(suffix, kTuple);
    if (error == beast::error::timeout) ++unread_answers_;
    if (error) co_return false;
    sent += bytes;
    suffix.consume(bytes);
  }
  co_return true;
}

// Ends the connection so that the peer gets the last answer: by TLS's and TCP's own good-bye, and
// after what it still sends was read for a while.
template <typename Stream>
net::awaitable<void> HttpServer::Core::Close(Stream& stream, bool lingers) {
  auto& lowest = beast::get_lowest_layer(stream);
  lowest.expires_after(kLinger);
  if constexpr (std::is_same_v<Stream, Secure>) co_await stream.async_shutdown(kTuple);
  beast::error_code ignored;
  lowest.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  std::string discarded(4096, '\0');
  for (size_t read = 0; lingers && read < kLingerBytes;) {
    const auto [error, bytes] = co_await lowest.async_read_some(net::buffer(discarded), kTuple);
    if (error) break;
    read += bytes;
  }
}

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(
    const Options& options, std::shared_ptr<const Handler> handler,
    std::function<admission::Charge()> new_charge, const security::Certificates* certificates) {
  auto core =
      std::make_shared<Core>(options, std::move(handler), std::move(new_charge), certificates);
  if (absl::Status status = core->Start(); !status.ok()) return status;
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

void HttpServer::Stop(absl::Duration limit) { core_->Stop(limit); }

HttpServer::~HttpServer() { core_->Stop(absl::ZeroDuration()); }

int HttpServer::port() const { return core_->port(); }

uint64_t HttpServer::unread_answers() const { return core_->unread_answers(); }

uint64_t HttpServer::dropped_connections() const { return core_->dropped_connections(); }

}  // namespace textanalysis::http
