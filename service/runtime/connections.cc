#include "service/runtime/connections.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>
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
// What an idle call takes while it is open, and so many nobody is blamed for.
constexpr uint64_t kBytesPerCall = 16 * 1024, kFewCalls = 16;

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

// Ends a connection at once, and with it what it sent and nobody has read: after shutdown() that would still be read.
void HangUp(int socket) {
  const sockaddr nobody{.sa_family = AF_UNSPEC, .sa_data = {}};
  connect(socket, &nobody, sizeof(nobody));
}

// Returns the address in what gRPC calls a peer.
std::string AddressIn(std::string_view peer) {
  std::string out(peer.substr(peer.find(':') + 1));
  for (const auto& [code, bracket] : {std::pair("%5B", "["), std::pair("%5D", "]")}) {
    if (const size_t at = out.find(code); at != std::string::npos) out.replace(at, 3, bracket);
  }
  return out;
}

// The connection itself holds one, too.
uint64_t NumCalls(const std::shared_ptr<Caller>& caller) {
  return static_cast<uint64_t>(caller.use_count()) - 1;
}

}  // namespace

void Caller::Credit(size_t bytes) {
  if (bytes == 0) return;
  credit_ += bytes + bytes / kFrameShare + kBytesPerMessage;
  has_called_ = true;
}

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
  connections_[address] = {.socket = socket};
}

std::shared_ptr<Caller> Connections::Call(std::string_view peer) {
  if (!peer.starts_with("ipv4:") && !peer.starts_with("ipv6:")) return own_;
  const std::string address = AddressIn(peer);
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(address);
  if (found == connections_.end()) return nullptr;
  std::shared_ptr<Caller> out = found->second.caller;
  if (NumCalls(out) > most_calls_) Drop(found);
  return out;
}

// False when the connection has ended.
bool Connections::LookAt(Connection* connection) {
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (getsockopt(connection->socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return false;
  if (info.tcpi_state != kEstablished && info.tcpi_state != kCloseWait) return false;
  if (info.tcpi_bytes_received != connection->received)
    connection->last_active = std::chrono::steady_clock::now();
  connection->debt += info.tcpi_bytes_received - connection->received;
  connection->received = info.tcpi_bytes_received;
  connection->debt -= std::min(connection->debt, connection->caller->TakeCredit());
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
  HangUp(connection->second.socket);
  close(connection->second.socket);
  connections_.erase(connection);
  ++num_dropped_;
}

void Connections::MakeRoom() {
  Drop(std::min_element(connections_.begin(), connections_.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.caller->has_called(), a.second.last_active) <
           std::pair(b.second.caller->has_called(), b.second.last_active);
  }));
}

size_t Connections::DropDebtors(double share, uint64_t least) {
  const std::lock_guard lock(mutex_);
  LookAtAll();
  std::vector<std::pair<uint64_t, Map::iterator>> debtors;
  uint64_t sum = 0;
  for (auto at = connections_.begin(); at != connections_.end(); ++at) {
    const uint64_t idle = at->second.caller->num_idle();
    const uint64_t debt = at->second.debt + kBytesPerCall * (idle - std::min(idle, kFewCalls));
    if (debt < least) continue;
    debtors.emplace_back(debt, at);
    sum += debt;
  }
  std::sort(debtors.begin(), debtors.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  const double goal = share * static_cast<double>(sum);
  uint64_t gone = 0;
  size_t dropped = 0;
  for (; dropped < debtors.size() && static_cast<double>(gone) < goal; ++dropped) {
    gone += debtors[dropped].first;
    Drop(debtors[dropped].second);
  }
  return dropped;
}

size_t Connections::DropAll() {
  const std::lock_guard lock(mutex_);
  const size_t dropped = connections_.size();
  while (!connections_.empty()) Drop(connections_.begin());
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
