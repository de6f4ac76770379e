#include "service/rpc/item_id.h"

#include <grpcpp/impl/codegen/proto_utils.h>
#include <gtest/gtest.h>

#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::rpc {
namespace {

TEST(ItemIdTest, HasOneTo128Bytes) {
  EXPECT_TRUE(CheckItemId("a").ok());
  EXPECT_TRUE(CheckItemId(std::string(128, 'a')).ok());
  EXPECT_FALSE(CheckItemId("").ok());
  EXPECT_FALSE(CheckItemId(std::string(129, 'a')).ok());
}

TEST(ItemIdTest, IsShortenedAtACharacter) {
  EXPECT_EQ(ShortenedItemId("short"), "short");
  const std::string id = std::string(127, 'a') + "é";
  EXPECT_EQ(ShortenedItemId(id), std::string(127, 'a'));
}

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

TEST(ItemIdTest, IsToldOfAnItemThatIsNotRead) {
  v1::StreamingVerifyQuotesRequest item;
  item.set_item_id("a");
  item.mutable_document()->set_content("It rained.");
  grpc::ByteBuffer whole = BufferOf(item.SerializeAsString());
  EXPECT_EQ(PeekItemId(&whole), "a");
  grpc::ByteBuffer empty;
  EXPECT_EQ(PeekItemId(&empty), "");
  grpc::ByteBuffer torn = BufferOf(item.SerializeAsString().substr(0, 6));
  EXPECT_EQ(PeekItemId(&torn), std::nullopt);
  grpc::ByteBuffer bad = BufferOf("\x0A\x01\xFF");
  EXPECT_EQ(PeekItemId(&bad), std::nullopt) << "an id is UTF-8";
}

}  // namespace
}  // namespace textanalysis::rpc
