#include "service/runtime/listener.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <future>

namespace textanalysis::runtime {
namespace {

TEST(ParseAddressTest, ReadsHostAndPort) {
  EXPECT_EQ(ParseAddress("127.0.0.1:80")->host, "127.0.0.1");
  EXPECT_EQ(ParseAddress("127.0.0.1:80")->port, 80);
  EXPECT_EQ(ParseAddress("[::1]:65535")->host, "::1");
  EXPECT_EQ(ParseAddress(":0")->host, "");
}

TEST(ParseAddressTest, RefusesWhatIsNoAddress) {
  for (const char* bad : {"", "localhost", "host:", "host:-1", "host:65536", "host:8x", "::1:80",
                          "unix:/run/x", "[::1]80"})
    EXPECT_FALSE(ParseAddress(bad).has_value()) << bad;
}

TEST(IsLoopbackTest, IsThisMachineAlone) {
  for (const char* here : {"127.0.0.1:1", "127.9.9.9:1", "[::1]:1", "localhost:1"})
    EXPECT_TRUE(IsLoopback(here)) << here;
  for (const char* beyond : {"0.0.0.0:1", "[::]:1", ":1", "10.0.0.1:1", "localhost.example:1"})
    EXPECT_FALSE(IsLoopback(beyond)) << beyond;
}

int Connect(int port) {
  const int peer = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(peer, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return peer;
}

TEST(ListenerTest, HandsOverEachConnection) {
  const auto listener = Listener::Bind("127.0.0.1:0");
  ASSERT_NE(listener, nullptr);
  ASSERT_GT(listener->port(), 0);
  std::promise<int> accepted;
  listener->Start([&accepted](int connection) { accepted.set_value(connection); });
  const int peer = Connect(listener->port());
  const int connection = accepted.get_future().get();
  ASSERT_EQ(write(peer, "x", 1), 1);
  char byte = 0;
  EXPECT_EQ(read(connection, &byte, 1), 1);
  EXPECT_EQ(byte, 'x');
  close(peer);
  close(connection);
}

TEST(ListenerTest, ConnectionsWaitWhileItIsPaused) {
  const auto listener = Listener::Bind("127.0.0.1:0");
  ASSERT_NE(listener, nullptr);
  std::promise<int> accepted;
  listener->Start([&accepted](int connection) { accepted.set_value(connection); });
  listener->Pause();
  const int peer = Connect(listener->port());
  std::future<int> connection = accepted.get_future();
  EXPECT_EQ(connection.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  listener->Resume();
  close(connection.get());
  close(peer);
}

TEST(ListenerTest, APortThatIsTakenIsNotShared) {
  const auto first = Listener::Bind("127.0.0.1:0");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(Listener::Bind("127.0.0.1:" + std::to_string(first->port())), nullptr);
}

TEST(ListenerTest, StopEndsTheThreadThatWaits) {
  const auto listener = Listener::Bind("127.0.0.1:0");
  ASSERT_NE(listener, nullptr);
  listener->Start([](int connection) { close(connection); });
  listener->Stop();
  EXPECT_NE(Listener::Bind("127.0.0.1:" + std::to_string(listener->port())), nullptr)
      << "the port is free again";
}

}  // namespace
}  // namespace textanalysis::runtime
