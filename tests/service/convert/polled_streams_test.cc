#include "service/convert/polled_streams.h"

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>

namespace textanalysis::convert {
namespace {

constexpr int kBlock = 4;

TEST(PolledStreamsTest, TheyPassOnWhatTheStreamDoes) {
  const std::string text = "0123456789";
  google::protobuf::io::ArrayInputStream in(text.data(), static_cast<int>(text.size()), kBlock);
  const text::Budget budget;
  PolledInput input(&in, budget);
  const void* data = nullptr;
  int size = 0;
  ASSERT_TRUE(input.Next(&data, &size));
  EXPECT_EQ(std::string(static_cast<const char*>(data), static_cast<size_t>(size)), "0123");
  input.BackUp(1);
  ASSERT_TRUE(input.Skip(4));
  EXPECT_EQ(input.ByteCount(), 7);

  std::string written(2 * kBlock, ' ');
  google::protobuf::io::ArrayOutputStream out(written.data(), static_cast<int>(written.size()),
                                              kBlock);
  PolledOutput output(&out, budget);
  void* room = nullptr;
  ASSERT_TRUE(output.Next(&room, &size));
  EXPECT_EQ(room, written.data());
  output.BackUp(3);
  EXPECT_EQ(output.ByteCount(), 1);
}

TEST(PolledStreamsTest, TheyEndWhenTheBudgetIsSpent) {
  std::string text = "0123456789";
  std::stop_source stop;
  const text::Budget budget{.stop = stop.get_token()};
  google::protobuf::io::ArrayInputStream in(text.data(), static_cast<int>(text.size()), kBlock);
  google::protobuf::io::ArrayOutputStream out(text.data(), static_cast<int>(text.size()), kBlock);
  PolledInput input(&in, budget);
  PolledOutput output(&out, budget);
  const void* data = nullptr;
  void* room = nullptr;
  int size = 0;
  EXPECT_TRUE(input.Next(&data, &size) && output.Next(&room, &size));
  stop.request_stop();
  EXPECT_FALSE(input.Next(&data, &size) || output.Next(&room, &size));
}

}  // namespace
}  // namespace textanalysis::convert
