// The connections of a port whose protocol a library speaks, and the end of those that take memory for nothing.
//
// gRPC 1.51 bounds messages, not what it takes to send them: header blocks without an end and frames of one byte
// take gigabytes before a handler hears of them. What a connection has sent, and what of it became messages of
// calls, tell such a peer from one that works.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace textanalysis::runtime {

// Thread-safe. Holds a duplicate of each descriptor, so that a number used anew is never taken for the old one.
class Connections {
 public:
  // Keeps `most` connections at a time, at least one.
  explicit Connections(size_t most) : most_(most) {}
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // Watches a connected socket until it ends. One too many takes the place of the one that has been silent for
  // longest, of those that made no call if there are any.
  void Add(int connection);

  // Notes that a call of `peer` has received a message of `bytes`. `peer` is written as gRPC does: "ipv4:HOST:PORT",
  // "ipv6:[HOST]:PORT", brackets as they are or as "%5B" and "%5D".
  void Credit(std::string_view peer, size_t bytes);

  // Looks how much each connection has sent, and forgets those that ended. To be called every second or so: credit
  // counts for what was sent since two looks before.
  void Look();

  // Hangs up on those that have sent most without a message to show for it, until `share` (0 to 1) of all such bytes
  // was theirs. Returns their number.
  size_t DropDebtors(double share);

  // How many are watched, and how many were dropped since the start.
  size_t size() const;
  uint64_t num_dropped() const;

 private:
  struct Connection {
    int socket;
    uint64_t received = 0;  // Bytes, at the last look.
    uint64_t credit = 0;    // Since the last look.
    uint64_t debt = 0;      // Bytes that no message accounts for.
    bool has_called = false;
    std::chrono::steady_clock::time_point last_active;
  };
  using Map = std::map<std::string, Connection, std::less<>>;  // By address.

  bool LookAt(Connection* connection) const;
  void LookAtAll();
  void Drop(Map::iterator connection);
  void MakeRoom();

  const size_t most_;
  mutable std::mutex mutex_;
  Map connections_;           // Guarded by mutex_.
  uint64_t num_dropped_ = 0;  // Guarded by mutex_.
};

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_
