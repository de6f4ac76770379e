#include "service/runtime/connections.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace textanalysis::runtime {
namespace {

// States of tcp(7) in which a peer may still send, or has only ended what it sends. The header that names them and the
// one that tells how many bytes came in exclude each other.
constexpr int kEstablished = 1, kCloseWait = 8;
// What else a call sends: its headers, and the frames that tell of room for the answer.
constexpr uint64_t kBytesPerMessage = 8 * 1024;
// Frames and TLS records add this part to a message, by far less in fact.
constexpr uint64_t kFrameShare = 8;
// Less is what any connection has under way.
constexpr uint64_t kLeastDebt = 16 * 1024;

// Returns "HOST:PORT" or "[HOST]:PORT" of the other end; IPv4 in IPv6 as IPv4; empty for what is neither.
std::string AddressOf(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return "";
  char host[INET6_ADDRSTRLEN] = "";
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &v4.sin_addr, host, sizeof(host));
    return std::string(host) + ":" + std::to_string(ntohs(v4.sin_port));
  }
  if (address.ss_family != AF_INET6) return "";
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
  const std::string port = ":" + std::to_string(ntohs(v6.sin6_port));
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
    inet_ntop(AF_INET, &v6.sin6_addr.s6_addr[12], host, sizeof(host));
    return host + port;
  }
  inet_ntop(AF_INET6, &v6.sin6_addr, host, sizeof(host));
  return "[" + std::string(host) + "]" + port;
}

// Returns the address in what gRPC calls a peer.
std::string AddressIn(std::string_view peer) {
  std::string out(peer.substr(peer.find(':') + 1));
  for (const auto& [code, bracket] : {std::pair("%5B", "["), std::pair("%5D", "]")}) {
    if (const size_t at = out.find(code); at != std::string::npos) out.replace(at, 3, bracket);
  }
  return out;
}

}  // namespace

Connections::~Connections() {
  for (const auto& [address, connection] : connections_) close(connection.socket);
}

void Connections::Add(int connection) {
  const std::string address = AddressOf(connection);
  const int socket = address.empty() ? -1 : fcntl(connection, F_DUPFD_CLOEXEC, 0);
  if (socket < 0) return;
  const std::lock_guard lock(mutex_);
  const auto before = connections_.find(address);
  if (before != connections_.end()) {
    close(before->second.socket);
    connections_.erase(before);
  }
  if (connections_.size() >= most_) MakeRoom();
  connections_[address] = {.socket = socket, .last_active = std::chrono::steady_clock::now()};
}

void Connections::Credit(std::string_view peer, size_t bytes) {
  const std::string address = AddressIn(peer);
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(address);
  if (found == connections_.end()) return;
  found->second.credit += bytes + bytes / kFrameShare + kBytesPerMessage;
  found->second.has_called = true;
}

// False when the connection has ended.
bool Connections::LookAt(Connection* connection) const {
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (getsockopt(connection->socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return false;
  if (info.tcpi_state != kEstablished && info.tcpi_state != kCloseWait) return false;
  if (info.tcpi_bytes_received != connection->received)
    connection->last_active = std::chrono::steady_clock::now();
  connection->debt += info.tcpi_bytes_received - connection->received;
  connection->received = info.tcpi_bytes_received;
  connection->debt -= std::min(connection->debt, connection->credit);
  connection->credit = 0;
  return true;
}

void Connections::LookAtAll() {
  for (auto at = connections_.begin(); at != connections_.end();) {
    if (LookAt(&at->second)) {
      ++at;
      continue;
    }
    close(at->second.socket);
    at = connections_.erase(at);
  }
}

void Connections::Look() {
  const std::lock_guard lock(mutex_);
  LookAtAll();
}

void Connections::Drop(Map::iterator connection) {
  shutdown(connection->second.socket, SHUT_RDWR);
  close(connection->second.socket);
  connections_.erase(connection);
  ++num_dropped_;
}

void Connections::MakeRoom() {
  Drop(std::min_element(connections_.begin(), connections_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second.has_called, a.second.last_active) <
           std::tie(b.second.has_called, b.second.last_active);
  }));
}

size_t Connections::DropDebtors(double share) {
  const std::lock_guard lock(mutex_);
  LookAtAll();
  std::vector<Map::iterator> debtors;
  uint64_t sum = 0;
  for (auto at = connections_.begin(); at != connections_.end(); ++at) {
    if (at->second.debt < kLeastDebt) continue;
    debtors.push_back(at);
    sum += at->second.debt;
  }
  std::sort(debtors.begin(), debtors.end(),
            [](const auto& a, const auto& b) { return a->second.debt > b->second.debt; });
  const double goal = share * static_cast<double>(sum);
  uint64_t gone = 0;
  size_t dropped = 0;
  for (; dropped < debtors.size() && static_cast<double>(gone) < goal; ++dropped) {
    gone += debtors[dropped]->second.debt;
    Drop(debtors[dropped]);
  }
  return dropped;
}

size_t Connections::size() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

uint64_t Connections::num_dropped() const {
  const std::lock_guard lock(mutex_);
  return num_dropped_;
}

}  // namespace textanalysis::runtime
