#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "service/server/server.h"
#include "tests/support/bundle.h"

namespace {

constexpr std::string_view kAnswer = "HTTP/1.1 ";
constexpr int kPatienceSeconds = 20;

const textanalysis::server::Server& SharedServer() {
  static const auto* const kServer = [] {
    textanalysis::server::Options options;
    options.address.clear();
    options.http_address = options.metrics_address = "127.0.0.1:0";
    options.model_path = textanalysis::testing::BundlePath();
    options.num_workers = 1;
    options.max_document_bytes = 4096;
    options.access_log = false;
    auto server = textanalysis::server::Server::Start(options);
    if (!server.ok()) std::abort();
    return server->release();
  }();
  return *kServer;
}

// What the port says to these bytes until it closes the connection.
std::string Ask(int port, std::string_view bytes) {
  const int peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{kPatienceSeconds, 0};
  setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
  // The server may hang up in the middle.
  while (!bytes.empty()) {
    const ssize_t sent = send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  shutdown(peer, SHUT_WR);
  std::string said;
  char buffer[4096];
  for (;;) {
    const ssize_t got = recv(peer, buffer, sizeof buffer, 0);
    if (got > 0) said.append(buffer, static_cast<size_t>(got));
    if (got > 0 || (got < 0 && errno == EINTR)) continue;  // libFuzzer's timer interrupts.
    if (got < 0 && errno != ECONNRESET) std::abort();      // The connection hangs.
    break;
  }
  close(peer);
  return said;
}

}  // namespace

// Whatever bytes a peer sends, each port answers HTTP or nothing, closes the connection, and serves
// the next request.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const textanalysis::server::Server& server = SharedServer();
  for (const int port : {server.http_port(), server.metrics_port()}) {
    const std::string said = Ask(port, bytes);
    if (!said.empty() && said.substr(0, kAnswer.size()) != kAnswer) std::abort();
  }
  const std::string next = Ask(server.metrics_port(), "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
  if (next.find("200 OK") == std::string::npos) std::abort();
  return 0;
}
