// StreamingVerifyQuotes: many drafts against sources that are analysed once.

#ifndef TEXTANALYSIS_SERVICE_RPC_VERIFY_STREAM_H_
#define TEXTANALYSIS_SERVICE_RPC_VERIFY_STREAM_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "service/rpc/verify_quotes.h"

namespace textanalysis::rpc {

// One stream. Items are read, worked on and answered one after the other, so that each draft finds
// the sources before it, and a caller who does not read stops its own writing. The sources stay in
// the books of memory until others take their place or the stream ends, as it does of silence. An
// item that finds no room is answered RESOURCE_EXHAUSTED. Bytes that are no message end the stream.
// Deletes itself.
class VerifyStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  VerifyStream(const Environment& environment, grpc::CallbackServerContext* context);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override { stop_.request_stop(); }
  void OnDone() override;

 private:
  using Item = v1::StreamingVerifyQuotesRequest;

  // Gives up the sources, what was known beforehand in them, and their room.
  void DropSources();
  // Takes the sources of `item_`. Where that fails, nothing that it leaves is of use.
  absl::Status TakeSources(const pipeline::Analyzer& analyzer, const text::Budget& budget);
  // Does the work of `item_`, and fills the response.
  absl::Status Work(v1::VerifyQuotesResponse* response);
  void Run(const absl::Status& admitted);
  void Respond(const absl::Status& status, v1::StreamingVerifyQuotesResponse* response);
  void End(const absl::Status& status);

  const Environment& environment_;
  grpc::CallbackServerContext* const context_;
  const std::shared_ptr<runtime::Caller> caller_;  // None when the connection has ended.
  telemetry::Call call_;
  std::stop_source stop_;
  text::Budget budget_;
  grpc::ByteBuffer incoming_, outgoing_;
  Item item_;
  admission::Charge charge_;  // Of the item under way, then of its answer.

  v1::SourceSet documents_;
  dictionary::Dictionaries dictionaries_;  // That came with the sources.
  std::unique_ptr<const convert::PreparedSources> sources_;
  admission::Charge sources_charge_;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_VERIFY_STREAM_H_
