#include "service/runtime/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <utility>

#include "service/runtime/thread_name.h"

namespace textanalysis::runtime {
namespace {

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kShortage{50};  // Pause when there is no descriptor left.

int PortOf(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                   : reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

int BindTo(const addrinfo& address) {
  const int out = socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (out < 0) return -1;
  const int on = 1;
  setsockopt(out, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(out, address.ai_addr, address.ai_addrlen) == 0 && listen(out, kBacklog) == 0) return out;
  close(out);
  return -1;
}

}  // namespace

std::unique_ptr<Listener> Listener::Bind(const std::string& address) {
  const std::optional<Address> parsed = ParseAddress(address);
  if (!parsed) return nullptr;
  const std::string& host = parsed->host;
  const std::string port = std::to_string(parsed->port);
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.empty() ? nullptr : host.c_str(), port.c_str(), &hints, &found) != 0)
    return nullptr;
  int socket = -1;
  for (const addrinfo* a = found; a != nullptr && socket < 0; a = a->ai_next) socket = BindTo(*a);
  freeaddrinfo(found);
  if (socket < 0) return nullptr;
  return std::unique_ptr<Listener>(new Listener(socket, PortOf(socket)));
}

Listener::Listener(int socket, int port)
    : socket_(socket), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), port_(port) {}

Listener::~Listener() {
  Stop();
  close(wake_);
}

void Listener::Start(std::function<void(int)> handle) {
  thread_ = std::jthread([this, handle = std::move(handle)](const std::stop_token& stop) {
    NameThisThread("listener");
    Accept(stop, handle);
  });
}

void Listener::Stop() {
  if (socket_ < 0) return;
  thread_.request_stop();
  Wake();
  thread_ = {};
  close(std::exchange(socket_, -1));
}

void Listener::Pause() { is_paused_ = true; }

void Listener::Resume() {
  if (is_paused_.exchange(false)) Wake();
}

void Listener::Wake() const {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof(one));
}

void Listener::Accept(const std::stop_token& stop, const std::function<void(int)>& handle) const {
  while (!stop.stop_requested()) {
    pollfd waits[] = {{is_paused_ ? -1 : socket_, POLLIN, 0}, {wake_, POLLIN, 0}};
    poll(waits, 2, -1);
    uint64_t wakes = 0;
    [[maybe_unused]] const ssize_t size = read(wake_, &wakes, sizeof(wakes));
    if (is_paused_) continue;
    const int connection = accept4(socket_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (connection >= 0) {
      const int on = 1;
      setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
      handle(connection);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      std::this_thread::sleep_for(kShortage);
    }
  }
}

std::optional<Address> ParseAddress(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  Address out{address.substr(0, colon), 0};
  const bool is_bracketed =
      out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']';
  if (is_bracketed) out.host = out.host.substr(1, out.host.size() - 2);
  const bool has_colon = out.host.find(':') != std::string::npos;
  if (has_colon != is_bracketed || out.host.find('/') != std::string::npos) return std::nullopt;
  const char* const begin = address.data() + colon + 1;
  const char* const end = address.data() + address.size();
  const auto [at, error] = std::from_chars(begin, end, out.port);
  const bool is_port = error == std::errc() && at == end && begin != end && *begin != '-';
  if (!is_port || out.port > 65535 || out.host == "unix") return std::nullopt;
  return out;
}

bool IsLoopback(const std::string& address) {
  const std::optional<Address> parsed = ParseAddress(address);
  if (!parsed) return false;
  if (parsed->host == "localhost") return true;
  in_addr v4{};
  in6_addr v6{};
  if (inet_pton(AF_INET, parsed->host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  return inet_pton(AF_INET6, parsed->host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

void RaiseFileLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace textanalysis::runtime
