// Bytes on a socket against a handler of the test's own; floods and TLS are tested end to end.

#include "service/http/http_server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <deque>
#include <memory>
#include <semaphore>
#include <stop_token>
#include <string>
#include <thread>

namespace textanalysis::http {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// Echoes bodies of POST /echo; answers GET /head at once.
class Echo : public Handler {
 public:
  std::optional<Response> AnswerHead(const Request& request) const override {
    if (request.path == "/echo" && request.method == "POST") return std::nullopt;
    return Response{.code = request.path == "/head" ? 200 : 404,
                    .content_type = "text/plain",
                    .body = {request.method + " " + request.path}};
  }
  size_t MaxBodyBytes(const Request&) const override { return 1000; }
  void Answer(Request request, std::function<void(Response)> respond) const override {
    respond({.content_type = "text/plain", .body = {"got ", request.body}});
  }
};

// A connection to a port of this machine.
class Connection {
 public:
  explicit Connection(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{.tv_sec = 20, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Send(const std::string& bytes) const {
    EXPECT_EQ(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  // Reads until `end` has come, or the peer has closed.
  std::string ReadTo(const std::string& end) const {
    std::string out;
    char piece[4096];
    while (out.find(end) == std::string::npos) {
      const ssize_t got = recv(socket_, piece, sizeof piece, 0);
      if (got <= 0) break;
      out.append(piece, static_cast<size_t>(got));
    }
    return out;
  }
  // Whether the peer closes within the time that reading may take.
  bool IsClosed() const {
    char byte = 0;
    return recv(socket_, &byte, 1, 0) == 0;
  }
  std::string ReadAll() const { return ReadTo(std::string(1, '\0')); }

 private:
  const int socket_;
};

// Holds the server's thread at a request's head until it is let go.
class Holding : public Echo {
 public:
  std::optional<Response> AnswerHead(const Request& request) const override {
    if (request.path == "/hold") go_.acquire();
    return Echo::AnswerHead(request);
  }
  void LetGo() const { go_.release(); }

 private:
  mutable std::binary_semaphore go_{0};
};

// Answers once it is told to stop.
class Patient : public Handler {
 public:
  std::optional<Response> AnswerHead(const Request&) const override { return std::nullopt; }
  size_t MaxBodyBytes(const Request&) const override { return 1000; }
  void Answer(Request request, std::function<void(Response)> respond) const override {
    on_stop_.emplace(request.stop, [this, respond = std::move(respond)] {
      respond({});
      stopped_.release();
    });
    asked_.release();
  }
  void WaitUntilAsked() const { asked_.acquire(); }
  bool IsStopped() const { return stopped_.try_acquire_for(std::chrono::seconds(20)); }

 private:
  mutable std::optional<std::stop_callback<std::function<void()>>> on_stop_;
  mutable std::binary_semaphore asked_{0}, stopped_{0};
};

class HttpServerTest : public ::testing::Test {
 protected:
  std::unique_ptr<HttpServer> Start(Options options = {}, std::shared_ptr<const Handler> handler =
                                                              std::make_shared<const Echo>()) {
    options.address = "127.0.0.1:0";
    options.max_body_bytes = 1000;
    return HttpServer::Start(
               options, std::move(handler), [] { return admission::Charge(); }, nullptr)
        .value();
  }
};

std::string PostOf(const std::string& body) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

TEST_F(HttpServerTest, AConnectionAnswersOneRequestAfterTheOther) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send(PostOf("one"));
  EXPECT_THAT(connection.ReadTo("got one"), StartsWith("HTTP/1.1 200"));
  connection.Send(PostOf("two"));
  EXPECT_THAT(connection.ReadTo("got two"), HasSubstr("got two"));
}

TEST_F(HttpServerTest, ABodyMayComeInPieces) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Le");
  connection.Send("ngth: 6\r\n\r\nabc");
  connection.Send("def");
  EXPECT_THAT(connection.ReadTo("got abcdef"), HasSubstr("got abcdef"));
}

TEST_F(HttpServerTest, AHeadRequestGetsNoBody) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send("HEAD /head HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answer = connection.ReadAll();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST_F(HttpServerTest, ABodyThatIsTooLongIsRefusedUnread) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_THAT(connection.ReadAll(), StartsWith("HTTP/1.1 413"));
}

TEST_F(HttpServerTest, WhatIsNoRequestIsRefused) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send("this is no request\r\n\r\n");
  EXPECT_THAT(connection.ReadAll(), StartsWith("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, ACallWhoseCallerHangsUpIsStopped) {
  const auto patient = std::make_shared<const Patient>();
  const auto server = Start({}, patient);
  {
    const Connection connection(server->port());
    connection.Send(PostOf("one"));
    patient->WaitUntilAsked();
  }
  EXPECT_TRUE(patient->IsStopped());
}

TEST_F(HttpServerTest, AHeadThatDoesNotEndIsCutOff) {
  Options options;
  options.head_limit = absl::Milliseconds(200);
  const auto server = Start(options);
  const Connection connection(server->port());
  connection.Send("GET /head HTTP/1.1\r\nHo");
  EXPECT_EQ(connection.ReadAll().find("200 OK"), std::string::npos);
}

TEST_F(HttpServerTest, AHeadThatIsTooLongIsRefused) {
  Options options;
  options.max_head_bytes = 1000;
  const auto server = Start(options);
  const Connection connection(server->port());
  connection.Send("GET /head HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'x') + "\r\n\r\n");
  EXPECT_EQ(connection.ReadAll().find("200 OK"), std::string::npos);
}

TEST_F(HttpServerTest, ABodyThatDripsIsCutOff) {
  Options options;
  options.transfer_limit = absl::Milliseconds(200);
  options.min_bytes_a_second = 1 << 20;
  const auto server = Start(options);
  const Connection connection(server->port());
  connection.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf of it");
  EXPECT_EQ(connection.ReadAll().find("got"), std::string::npos);
}

TEST_F(HttpServerTest, WhatCameFastEarnsNoSilence) {
  Options options;
  options.transfer_limit = absl::Milliseconds(200);
  options.min_bytes_a_second = 1;
  const auto server = Start(options);
  const Connection connection(server->port());
  connection.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" +
                  std::string(900, 'a'));
  EXPECT_TRUE(connection.IsClosed());
}

TEST_F(HttpServerTest, ATargetMayNameItsServer) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send("GET http://a/head?b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(connection.ReadAll(), HasSubstr("GET /head"));
}

TEST_F(HttpServerTest, AnIdleConnectionIsClosed) {
  Options options;
  options.idle_limit = absl::Milliseconds(200);
  const auto server = Start(options);
  const Connection connection(server->port());
  connection.Send(PostOf("one"));
  EXPECT_THAT(connection.ReadTo("got one"), HasSubstr("got one"));
  EXPECT_THAT(connection.ReadAll(), IsEmpty());
}

TEST_F(HttpServerTest, TheIdlestConnectionMakesWay) {
  Options options;
  options.max_connections = 8;
  const auto server = Start(options);
  std::deque<Connection> connections;
  for (size_t k = 0; k < 9; ++k) {
    const Connection& connection = connections.emplace_back(server->port());
    connection.Send(PostOf("one"));
    EXPECT_THAT(connection.ReadTo("got one"), HasSubstr("got one")) << k;
  }
  EXPECT_THAT(connections.front().ReadAll(), IsEmpty()) << "it was closed";
  connections.back().Send(PostOf("two"));
  EXPECT_THAT(connections.back().ReadTo("got two"), HasSubstr("got two"));
  EXPECT_EQ(server->dropped_connections(), 1u);
}

TEST_F(HttpServerTest, TheLatestOfManyAtOnceIsServed) {
  Options options;
  options.max_connections = 8;
  const auto handler = std::make_shared<const Holding>();
  const auto server = Start(options, handler);
  const Connection holder(server->port());
  holder.Send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
  std::deque<Connection> connections;
  for (size_t k = 0; k < 100; ++k) connections.emplace_back(server->port());
  connections.back().Send(PostOf("last"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // All are accepted, none is served.
  handler->LetGo();
  EXPECT_THAT(connections.back().ReadTo("got last"), HasSubstr("got last"));
  EXPECT_EQ(server->dropped_connections(), 93u) << "one held, the latest seven stay";
}

TEST_F(HttpServerTest, AStoppedServerClosesWhatIsIdle) {
  const auto server = Start();
  const Connection connection(server->port());
  connection.Send(PostOf("one"));
  EXPECT_THAT(connection.ReadTo("got one"), HasSubstr("got one"));
  server->Stop(absl::Seconds(5));
  EXPECT_THAT(connection.ReadAll(), IsEmpty());
}

TEST_F(HttpServerTest, APortThatIsTakenIsUnavailable) {
  const auto server = Start();
  const auto second = HttpServer::Start(
      {.address = "127.0.0.1:" + std::to_string(server->port())}, std::make_shared<const Echo>(),
      [] { return admission::Charge(); }, nullptr);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace textanalysis::http
