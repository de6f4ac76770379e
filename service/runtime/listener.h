// A listening TCP socket that outlives a shortage of file descriptors.
//
// gRPC 1.51 gives up its listener for good when accept() fails once; so connections are accepted
// here and handed over.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_LISTENER_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_LISTENER_H_

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace textanalysis::runtime {

// Owns the socket, and after Start() a thread that accepts.
class Listener {
 public:
  // Binds "HOST:PORT" or "[HOST]:PORT"; port 0 picks a free one. Returns null when it cannot.
  static std::unique_ptr<Listener> Bind(const std::string& address);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const { return port_; }

  // Hands each new connection to `handle`, which owns the descriptor from then on.
  void Start(std::function<void(int connection)> handle);

  // Lets new connections wait, and goes on with them. Thread-safe.
  void Pause();
  void Resume();

  // Closes the socket; nothing is accepted from here on.
  void Stop();

 private:
  Listener(int socket, int port);
  void Accept(const std::stop_token& stop, const std::function<void(int)>& handle) const;
  void Wake() const;

  int socket_;
  int wake_;  // An eventfd that ends the wait.
  std::atomic<bool> is_paused_ = false;
  const int port_;
  std::jthread thread_;
};

// HOST and PORT of "HOST:PORT" or "[HOST]:PORT"; a HOST with a colon needs the brackets.
struct Address {
  std::string host;  // Empty: all of this machine's.
  int port = 0;      // 0: any that is free.
};

// Returns nothing for what is no address, such as a port that is not in [0, 65535].
std::optional<Address> ParseAddress(const std::string& address);

// Whether `address` is reached from this machine alone: 127.0.0.0/8, [::1] or localhost.
bool IsLoopback(const std::string& address);

// Raises the soft limit of open files to the hard one.
void RaiseFileLimit();

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_LISTENER_H_
