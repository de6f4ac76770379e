#include "service/runtime/connections.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>

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
    return recv(client, &byte, 1, MSG_DONTWAIT) == 0;
  }

  int client = -1, server = -1;
  std::string peer;
};

constexpr size_t kMuch = 200'000;

TEST(ConnectionsTest, TheOneThatSentWithoutAMessageIsDropped) {
  const Pair flood, worker, quiet;
  Connections connections(8);
  for (const Pair* pair : {&flood, &worker, &quiet}) connections.Add(pair->server);
  flood.Send(kMuch);
  worker.Send(kMuch);
  connections.Credit(worker.peer, kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5), 1);
  EXPECT_TRUE(flood.IsHungUpOn());
  EXPECT_FALSE(worker.IsHungUpOn());
  EXPECT_FALSE(quiet.IsHungUpOn());
  EXPECT_EQ(connections.size(), 2);
  EXPECT_EQ(connections.num_dropped(), 1);
}

TEST(ConnectionsTest, MessagesOfIPv6AreCreditedToo) {
  const Pair worker(true);
  Connections connections(8);
  connections.Add(worker.server);
  worker.Send(kMuch);
  connections.Credit(worker.peer, kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5), 0);
}

TEST(ConnectionsTest, NobodyIsDroppedForLittle) {
  const Pair pair;
  Connections connections(8);
  connections.Add(pair.server);
  pair.Send(10'000);
  EXPECT_EQ(connections.DropDebtors(0.5), 0);
}

TEST(ConnectionsTest, AMessageThatArrivesOverSeveralLooksIsPaidForAtItsEnd) {
  const Pair pair;
  Connections connections(8);
  connections.Add(pair.server);
  for (int k = 0; k < 4; ++k) {
    pair.Send(kMuch / 4);
    connections.Look();
  }
  connections.Credit(pair.peer, kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5), 0);
}

TEST(ConnectionsTest, CreditIsNotSavedUp) {
  const Pair pair;
  Connections connections(8);
  connections.Add(pair.server);
  connections.Credit(pair.peer, 10 * kMuch);
  connections.Look();
  pair.Send(kMuch);
  EXPECT_EQ(connections.DropDebtors(0.5), 1);
}

TEST(ConnectionsTest, TheLargestDebtsGoFirstUntilTheShareIsGone) {
  const Pair large, middle, small;
  Connections connections(8);
  for (const Pair* pair : {&small, &large, &middle}) connections.Add(pair->server);
  large.Send(kMuch);
  middle.Send(kMuch / 2);
  small.Send(kMuch / 4);
  EXPECT_EQ(connections.DropDebtors(0.5), 1);
  EXPECT_TRUE(large.IsHungUpOn());
  EXPECT_FALSE(middle.IsHungUpOn());
  EXPECT_EQ(connections.DropDebtors(1), 2);
  EXPECT_TRUE(middle.IsHungUpOn());
  EXPECT_TRUE(small.IsHungUpOn());
}

TEST(ConnectionsTest, WhatHasEndedIsForgotten) {
  Pair pair;
  Connections connections(8);
  connections.Add(pair.server);
  close(std::exchange(pair.client, -1));
  pair.CloseServer();
  connections.Look();
  EXPECT_EQ(connections.size(), 0);
  EXPECT_EQ(connections.num_dropped(), 0);
}

TEST(ConnectionsTest, OneTooManyTakesThePlaceOfOneThatNeverCalled) {
  const Pair caller, silent, later, last;
  Connections connections(2);
  connections.Add(caller.server);
  connections.Add(silent.server);
  connections.Credit(caller.peer, 100);
  connections.Add(later.server);
  EXPECT_FALSE(caller.IsHungUpOn());
  EXPECT_TRUE(silent.IsHungUpOn());
  connections.Credit(later.peer, 100);
  connections.Add(last.server);
  EXPECT_TRUE(caller.IsHungUpOn()) << "silent for longest";
  EXPECT_EQ(connections.size(), 2);
}

}  // namespace
}  // namespace textanalysis::runtime
