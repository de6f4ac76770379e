#include "service/runtime/connections.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace textanalysis::runtime {
namespace {

// A connection over loopback: what a client holds, what the server holds, and the client's address as gRPC writes it.
class Pair {
 public:
  explicit Pair(bool is_v6 = false) {
    const int family = is_v6 ? AF_INET6 : AF_INET;
    sockaddr_storage address{};
    socklen_t size = is_v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    address.ss_family = static_cast<sa_family_t>(family);
    if (is_v6) reinterpret_cast<sockaddr_in6&>(address).sin6_addr = in6addr_loopback;
    if (!is_v6) reinterpret_cast<sockaddr_in&>(address).sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int listener = socket(family, SOCK_STREAM, 0);
    EXPECT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener, 1), 0);
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    client = socket(family, SOCK_STREAM, 0);
    EXPECT_EQ(connect(client, reinterpret_cast<sockaddr*>(&address), size), 0);
    server = accept(listener, reinterpret_cast<sockaddr*>(&address), &size);
    close(listener);
    const int port = ntohs(is_v6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                 : reinterpret_cast<sockaddr_in&>(address).sin_port);
    peer = (is_v6 ? "ipv6:%5B::1%5D:" : "ipv4:127.0.0.1:") + std::to_string(port);
  }
  ~Pair() {
    close(client);
    CloseServer();
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  void Send(size_t bytes) const {
    const std::string text(bytes, 'x');
    ASSERT_EQ(write(client, text.data(), bytes), static_cast<ssize_t>(bytes));
    std::string received(bytes, ' ');
    ASSERT_EQ(recv(server, received.data(), bytes, MSG_WAITALL), static_cast<ssize_t>(bytes));
  }

  // As the library that owns the descriptor ends it.
  void CloseServer() {
    if (server < 0) return;
    shutdown(server, SHUT_RDWR);
    close(std::exchange(server, -1));
  }

  bool IsHungUpOn() const {
    char byte = 0;
    const ssize_t size = recv(client, &byte, 1, MSG_DONTWAIT);
    return size == 0 || (size < 0 && errno == ECONNRESET);
  }

  int client = -1, server = -1;
  std::string peer;
};

constexpr size_t kMuch = 200'000, kLeast = 16'384, kMostCalls = 100;

TEST(ConnectionsTest, TheOneThatSentWithoutAMessageIsDropped) {
  const Pair flood, worker, quiet;
  Connections connections(8, kMostCalls);
  for (const Pair* pair : {&flood, &worker, &quiet}) connections.Add(pair->server);
  flood.Send(kMuch);
  worker.Send(kMuch);
  connections.Call(worker.peer)->Credit(kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 1);
  EXPECT_TRUE(flood.IsHungUpOn());
  EXPECT_FALSE(worker.IsHungUpOn());
  EXPECT_FALSE(quiet.IsHungUpOn());
  EXPECT_EQ(connections.size(), 2);
  EXPECT_EQ(connections.num_dropped(), 1);
}

TEST(ConnectionsTest, MessagesOfIPv6AreCreditedToo) {
  const Pair worker(true);
  Connections connections(8, kMostCalls);
  connections.Add(worker.server);
  worker.Send(kMuch);
  connections.Call(worker.peer)->Credit(kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 0);
}

TEST(ConnectionsTest, NobodyIsDroppedForLittle) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  pair.Send(10'000);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 0);
  EXPECT_EQ(connections.DropDebtors(0.5, 512), 1) << "unless that is asked for";
}

TEST(ConnectionsTest, ACallWithoutAMessageAccountsForNothing) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  pair.Send(kMuch);
  for (int k = 0; k < 100; ++k) connections.Call(pair.peer)->Credit(0);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 1);
}

TEST(ConnectionsTest, ManyIdleCallsAreADebt) {
  const Pair crowd, worker;
  Connections connections(8, kMostCalls);
  connections.Add(crowd.server);
  connections.Add(worker.server);
  std::vector<std::shared_ptr<Caller>> calls;
  for (int k = 0; k < 50; ++k) {
    calls.push_back(connections.Call(crowd.peer));
    calls.back()->BeginIdle();
    calls.push_back(connections.Call(worker.peer));
  }
  EXPECT_EQ(connections.DropDebtors(1, kLeast), 1);
  EXPECT_TRUE(crowd.IsHungUpOn());
  EXPECT_FALSE(worker.IsHungUpOn()) << "its calls are worked on";
}

TEST(ConnectionsTest, TooManyOpenCallsEndTheConnection) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  std::vector<std::shared_ptr<Caller>> calls;
  while (calls.size() < kMostCalls) calls.push_back(connections.Call(pair.peer));
  EXPECT_FALSE(pair.IsHungUpOn());
  calls.push_back(connections.Call(pair.peer));
  EXPECT_TRUE(pair.IsHungUpOn());
  EXPECT_EQ(connections.Call(pair.peer), nullptr);
}

TEST(ConnectionsTest, CallsWithinTheProcessHaveACaller) {
  EXPECT_NE(Connections(8, kMostCalls).Call("inproc"), nullptr);
}

TEST(ConnectionsTest, WhatIsHungUpOnIsNotReadAnyMore) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  pair.Send(kMuch);
  ASSERT_EQ(write(pair.client, "x", 1), 1);
  EXPECT_EQ(connections.DropDebtors(1, kLeast), 1);
  char byte = 0;
  EXPECT_LE(recv(pair.server, &byte, 1, MSG_DONTWAIT), 0);
}

TEST(ConnectionsTest, AMessageThatArrivesOverSeveralLooksIsPaidForAtItsEnd) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  for (int k = 0; k < 4; ++k) {
    pair.Send(kMuch / 4);
    connections.Look();
  }
  connections.Call(pair.peer)->Credit(kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 0);
}

TEST(ConnectionsTest, CreditIsNotSavedUp) {
  const Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  connections.Call(pair.peer)->Credit(10 * kMuch);
  connections.Look();
  pair.Send(kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 1);
}

TEST(ConnectionsTest, TheLargestDebtsGoFirstUntilTheShareIsGone) {
  const Pair large, middle, small;
  Connections connections(8, kMostCalls);
  for (const Pair* pair : {&small, &large, &middle}) connections.Add(pair->server);
  large.Send(kMuch);
  middle.Send(kMuch / 2);
  small.Send(kMuch / 4);
  EXPECT_EQ(connections.DropDebtors(0.5, kLeast), 1);
  EXPECT_TRUE(large.IsHungUpOn());
  EXPECT_FALSE(middle.IsHungUpOn());
  EXPECT_EQ(connections.DropDebtors(1, kLeast), 2);
  EXPECT_TRUE(middle.IsHungUpOn());
  EXPECT_TRUE(small.IsHungUpOn());
}

TEST(ConnectionsTest, AllAreDroppedWhateverTheyOwe) {
  const Pair one, other;
  Connections connections(8, kMostCalls);
  for (const Pair* pair : {&one, &other}) connections.Add(pair->server);
  EXPECT_EQ(connections.DropAll(), 2);
  EXPECT_TRUE(one.IsHungUpOn());
  EXPECT_TRUE(other.IsHungUpOn());
  EXPECT_EQ(connections.num_dropped(), 2);
  EXPECT_EQ(connections.DropAll(), 0);
}

TEST(ConnectionsTest, WhatHasEndedIsForgotten) {
  Pair pair;
  Connections connections(8, kMostCalls);
  connections.Add(pair.server);
  close(std::exchange(pair.client, -1));
  pair.CloseServer();
  connections.Look();
  EXPECT_EQ(connections.size(), 0);
  EXPECT_EQ(connections.num_dropped(), 0);
}

TEST(ConnectionsTest, OneTooManyTakesThePlaceOfOneThatNeverCalled) {
  const Pair caller, silent, later, last;
  Connections connections(2, kMostCalls);
  connections.Add(caller.server);
  connections.Add(silent.server);
  connections.Call(caller.peer)->Credit(100);
  connections.Add(later.server);
  EXPECT_FALSE(caller.IsHungUpOn());
  EXPECT_TRUE(silent.IsHungUpOn());
  connections.Call(later.peer)->Credit(100);
  connections.Add(last.server);
  EXPECT_TRUE(caller.IsHungUpOn()) << "silent for longest";
  EXPECT_EQ(connections.size(), 2);
}

}  // namespace
}  // namespace textanalysis::runtime
