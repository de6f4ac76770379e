#include "service/rpc/answer_bytes.h"

#include <grpcpp/support/proto_buffer_reader.h>
#include <gtest/gtest.h>

#include <stop_token>

#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::rpc {
namespace {

constexpr size_t kLargeBytes = 5'000'000;

class AnswerBytesTest : public ::testing::Test {
 protected:
  v1::CleanResponse& ResponseOf(size_t text_bytes) {
    auto* const response = google::protobuf::Arena::CreateMessage<v1::CleanResponse>(&arena_);
    response->mutable_cleaned_document()->set_text(std::string(text_bytes, 'a'));
    return *response;
  }

  google::protobuf::Arena arena_{AnswerBlocks()};
  admission::Memory memory_{1 << 30, [] {}};
  admission::Charge charge_{&memory_};
  grpc::ByteBuffer bytes_;
};

TEST_F(AnswerBytesTest, WhatIsWrittenIsTheMessageWhateverItsSize) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{1} << 20, kLargeBytes}) {
    const v1::CleanResponse& response = ResponseOf(size);
    ASSERT_TRUE(WriteAnswer(response, {}, &charge_, &bytes_).ok());
    EXPECT_EQ(bytes_.Length(), response.ByteSizeLong());
    grpc::ProtoBufferReader reader(&bytes_);
    v1::CleanResponse read;
    ASSERT_TRUE(read.ParseFromZeroCopyStream(&reader));
    EXPECT_EQ(read.SerializeAsString(), response.SerializeAsString());
    bytes_.Clear();
  }
}

TEST_F(AnswerBytesTest, AnEmptyMessageIsNoBytes) {
  ASSERT_TRUE(WriteAnswer(*google::protobuf::Arena::CreateMessage<v1::CleanResponse>(&arena_), {},
                          &charge_, &bytes_)
                  .ok());
  EXPECT_EQ(bytes_.Length(), 0u);
}

TEST_F(AnswerBytesTest, TheArenaAndWhatIsWrittenAreCharged) {
  ASSERT_TRUE(WriteAnswer(ResponseOf(kLargeBytes), {}, &charge_, &bytes_).ok());
  EXPECT_GE(charge_.bytes(), bytes_.Length() + arena_.SpaceAllocated());
}

TEST_F(AnswerBytesTest, AnAnswerThatNobodyWaitsForIsNotWritten) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(
      WriteAnswer(ResponseOf(kLargeBytes), {.stop = stop.get_token()}, &charge_, &bytes_).code(),
      absl::StatusCode::kCancelled);
  EXPECT_LT(bytes_.Length(), kLargeBytes);
}

}  // namespace
}  // namespace textanalysis::rpc
