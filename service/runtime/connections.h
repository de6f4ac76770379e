// The connections of a port whose protocol a library speaks, and the end of those that take memory
// for nothing.
//
// gRPC 1.51 bounds messages, not what it takes to send them: header blocks without an end and
// frames of one byte take gigabytes before a handler hears of them. What a connection has sent, and
// what of it became messages of calls, tell such a peer from one that works.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace textanalysis::runtime {

// What calls a connection has, and what they account for. Each handler of a call holds it while it
// lives, which is how open calls are counted.
class Caller {
 public:
  // Notes that a call has received a message of `bytes`. A call that ended without one has a
  // message of no bytes, and accounts for nothing. Thread-safe.
  void Credit(size_t bytes);

  // Counts the calls that are open although no message of theirs is worked on: streams, and calls
  // whose answer is not yet read. What others take is in the books of memory. Thread-safe.
  void BeginIdle() { ++num_idle_; }
  void EndIdle() { --num_idle_; }
  size_t num_idle() const { return num_idle_; }

  // Returns the bytes that messages have accounted for since it was last asked.
  uint64_t TakeCredit() { return credit_.exchange(0); }
  bool has_called() const { return has_called_; }

 private:
  std::atomic<uint64_t> credit_ = 0;
  std::atomic<bool> has_called_ = false;
  std::atomic<size_t> num_idle_ = 0;
};

// Thread-safe. Holds a duplicate of each descriptor, so that a number used anew is never taken for
// the old one.
class Connections {
 public:
  // Keeps `most` connections at a time, at least one, each with `most_calls` open calls.
  Connections(size_t most, size_t most_calls) : most_(most), most_calls_(most_calls) {}
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // Watches a connected socket until it ends. One too many takes the place of the one that has been
  // silent for longest, of those that made no call if there are any.
  void Add(int connection);

  // Returns the caller at the other end of a connection, for one more call; null when it has ended.
  // `peer` is written as gRPC does: "ipv4:HOST:PORT", "ipv6:[HOST]:PORT", brackets as they are or
  // as "%5B" and "%5D"; any other is within the process. Hangs up on a connection that has too many
  // calls: gRPC 1.51 lets those have any number who do not acknowledge its settings.
  std::shared_ptr<Caller> Call(std::string_view peer);

  // Looks how much each connection has sent, and forgets those that ended. To be called every
  // second or so: credit counts for what was sent since two looks before.
  void Look();

  // Hangs up on those that have sent most without a message to show for it, or have most idle
  // calls, until `share` (0 to 1) of all such bytes was theirs. A connection that has sent less
  // than `least` such bytes is not touched. Returns their number.
  size_t DropDebtors(double share, uint64_t least);

  // Hangs up on all. Returns their number.
  size_t DropAll();

  // How many are watched, and how many were dropped since the start.
  size_t size() const;
  uint64_t num_dropped() const;

 private:
  struct Connection {
    int socket;
    uint64_t received = 0;  // Bytes, at the last look.
    uint64_t debt = 0;      // Bytes that no message accounts for.
    std::shared_ptr<Caller> caller = std::make_shared<Caller>();
    std::chrono::steady_clock::time_point last_active = std::chrono::steady_clock::now();
  };
  using Map = std::map<std::string, Connection, std::less<>>;  // By address.

  static bool LookAt(Connection* connection);
  void LookAtAll();
  void Drop(Map::iterator connection);
  void MakeRoom();

  const size_t most_, most_calls_;
  mutable std::mutex mutex_;
  Map connections_;                                                 // Guarded by mutex_.
  const std::shared_ptr<Caller> own_ = std::make_shared<Caller>();  // Within the process.
  uint64_t num_dropped_ = 0;                                        // Guarded by mutex_.
};

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_CONNECTIONS_H_
