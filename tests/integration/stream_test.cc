#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "service/server/server.h"
#include "tests/support/bundle.h"
#include "textanalysis/client.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis {
namespace {

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() {
    server::Options options;
    options.address.clear();
    options.model_path = testing::BundlePath();
    options.num_workers = 2;
    options.queue_limit = 2;
    options.stream_window = 4;
    options.access_log = false;
    server_ = server::Server::Start(options).value();
    stub_ = v1::TextAnalysisService::NewStub(server_->InProcessChannel());
  }

  static v1::StreamingAnalyzeRequest Item(const std::string& id, const std::string& text) {
    v1::StreamingAnalyzeRequest item;
    item.set_item_id(id);
    item.mutable_request()->mutable_document()->set_content(text);
    item.mutable_request()->mutable_document()->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
    return item;
  }

  grpc::Status CleanOnce() {
    grpc::ClientContext context;
    v1::CleanRequest request;
    request.mutable_document()->set_content("x");
    request.mutable_document()->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
    v1::CleanResponse response;
    return stub_->Clean(&context, request, &response);
  }

  std::unique_ptr<server::Server> server_;
  std::unique_ptr<v1::TextAnalysisService::Stub> stub_;
};

TEST_F(StreamTest, EveryItemIsAnsweredOnceOverAnyWindow) {
  grpc::ClientContext context;
  const auto stream = stub_->StreamingAnalyze(&context);
  std::jthread writer([&stream] {
    for (int k = 0; k < 200; ++k)
      stream->Write(Item("item" + std::to_string(k), "“Yes,” said Ana Diaz."));
    stream->WritesDone();
  });
  std::set<std::string> answered;
  v1::StreamingAnalyzeResponse response;
  while (stream->Read(&response)) {
    EXPECT_TRUE(response.has_response());
    EXPECT_TRUE(answered.insert(response.item_id()).second);
  }
  EXPECT_EQ(answered.size(), 200u);
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(StreamTest, StreamsThatShareAFullQueueLoseNothing) {
  std::atomic<int> answered = 0, refused = 0;
  {
    std::vector<std::jthread> streams;
    streams.reserve(6);
    for (int s = 0; s < 6; ++s) {
      streams.emplace_back([&] {
        grpc::ClientContext context;
        const auto stream = stub_->StreamingAnalyze(&context);
        std::jthread writer([&stream] {
          for (int k = 0; k < 60; ++k)
            stream->Write(Item(std::to_string(k), "“Yes,” said Ana Diaz in Leith."));
          stream->WritesDone();
        });
        v1::StreamingAnalyzeResponse response;
        while (stream->Read(&response)) ++(response.has_response() ? answered : refused);
        EXPECT_TRUE(stream->Finish().ok());
      });
    }
  }
  EXPECT_EQ(answered, 360);
  EXPECT_EQ(refused, 0);
}

TEST_F(StreamTest, BadItemLeavesTheStreamOpen) {
  grpc::ClientContext context;
  const auto stream = stub_->StreamingAnalyze(&context);
  v1::StreamingAnalyzeResponse response;
  stream->Write(Item("bad", ""));
  ASSERT_TRUE(stream->Read(&response));
  ASSERT_TRUE(response.has_error());
  const ErrorReason detail = ReasonOf(response.error());
  EXPECT_EQ(detail.reason, "DOCUMENT_EMPTY");
  EXPECT_EQ(detail.field, "request.document.content");
  stream->Write(Item("", "x"));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_TRUE(response.has_error());
  stream->Write(Item("good", "Fine."));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_TRUE(response.has_response());
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(StreamTest, BytesThatAreNoMessageEndTheStreamAfterWhatCameBefore) {
  grpc::GenericStub generic(server_->InProcessChannel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto stream = generic.PrepareCall(
      &context, "/textanalysis.v1.TextAnalysisService/StreamingAnalyze", &queue);
  stream->StartCall(nullptr);
  ASSERT_TRUE(wait());
  for (const std::string& bytes :
       {Item("first", "Fine.").SerializeAsString(), std::string("\x0a\xff\xff")}) {
    const grpc::Slice slice(bytes);
    stream->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    ASSERT_TRUE(wait());
  }
  grpc::ByteBuffer answer;
  stream->Read(&answer, nullptr);
  ASSERT_TRUE(wait());
  v1::StreamingAnalyzeResponse response;
  ASSERT_TRUE(
      grpc::SerializationTraits<v1::StreamingAnalyzeResponse>::Deserialize(&answer, &response)
          .ok());
  EXPECT_EQ(response.item_id(), "first");
  EXPECT_TRUE(response.has_response());
  stream->Read(&answer, nullptr);
  EXPECT_FALSE(wait());
  grpc::Status status;
  stream->Finish(&status, nullptr);
  wait();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(StreamTest, RepeatedAndLongIdsGetOneErrorEach) {
  grpc::ClientContext context;
  const auto stream = stub_->StreamingAnalyze(&context);
  std::string text;
  while (text.size() < 50'000) text += "“The port is shut,” said Fiona Reid in Edinburgh. ";
  const std::string id = std::string(127, 'x') + "é";
  for (const std::string& name : {std::string("a"), std::string("a"), std::string("a"), id})
    stream->Write(Item(name, text));
  stream->WritesDone();
  int answers = 0, errors = 0;
  v1::StreamingAnalyzeResponse response;
  while (stream->Read(&response)) {
    ++(response.has_response() ? answers : errors);
    EXPECT_EQ(response.item_id(), response.item_id() == "a" ? "a" : std::string(127, 'x'));
  }
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(errors, 3);
}

TEST_F(StreamTest, CancelledStreamLeavesTheServerServing) {
  for (int round = 0; round < 20; ++round) {
    grpc::ClientContext context;
    const auto stream = stub_->StreamingAnalyze(&context);
    for (int k = 0; k < 3; ++k) stream->Write(Item(std::to_string(k), "“Yes,” said Ana Diaz."));
    context.TryCancel();
    stream->Finish();
  }
  // What the cancelled streams left in the queue is worked off first.
  grpc::Status status;
  for (int attempt = 0; attempt < 500; ++attempt) {
    status = CleanOnce();
    if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) break;
    absl::SleepFor(absl::Milliseconds(10));
  }
  EXPECT_TRUE(status.ok()) << status.error_message();
}

}  // namespace
}  // namespace textanalysis
