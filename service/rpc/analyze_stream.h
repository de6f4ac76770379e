// StreamingAnalyze: many documents over one call, answered in completion order.

#ifndef TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_
#define TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_

#include <grpcpp/grpcpp.h>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "service/rpc/handler.h"

namespace textanalysis::rpc {

// One stream. At most `stream_window` items are unanswered, and of these at most one waits for room;
// until then nothing more is read, so a slow reader stops its own writing. An item that finds the
// queue full waits at most Admission::max_wait(), and is then answered RESOURCE_EXHAUSTED. Bytes that
// are no message end the stream, after all items before them were answered. Deletes itself.
class AnalyzeStream : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  AnalyzeStream(const Environment& environment, grpc::CallbackServerContext* context);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  // An item from its arrival until its answer is written; `charge` is what it holds.
  struct Item {
    v1::StreamingAnalyzeRequest message;
    size_t bytes = 0;
    text::SteadyTime since;
    admission::Charge charge;
  };
  struct Written {
    grpc::ByteBuffer bytes{};
    std::string open_id;  // To be free again; empty for the error of an id that was refused.
    admission::Charge charge;
  };

  // All of these require mutex_.
  void Accept(grpc::ByteBuffer* buffer);
  void Dispatch();
  bool WaitsOn(const Item& item, const absl::Status& refused);
  void Push(grpc::ByteBuffer bytes, std::string open_id, admission::Charge charge);
  void PushError(const std::string& id, const absl::Status& status, bool is_open);

  // Starts whatever can go on: the next write, the next read, or the end.
  void Advance(std::unique_lock<std::mutex> lock);

  void Run(const std::shared_ptr<Item>& item, const absl::Status& admitted, absl::Duration waited);

  // Begins the record of one item, as a child of the stream's span.
  telemetry::Call ItemCall(const Item& item) const;

  // The tier of models that an item gets.
  pipeline::Tier TierOf(const Item& item) const;

  const Environment& environment_;
  grpc::CallbackServerContext* const context_;
  const std::shared_ptr<runtime::Caller> caller_;  // None when the connection has ended.
  telemetry::Call call_;
  std::stop_source stop_;
  text::Budget budget_;
  grpc::ByteBuffer incoming_;

  std::mutex mutex_;
  std::set<std::string, std::less<>> open_ids_;  // Of items not yet answered.
  std::shared_ptr<Item> waiting_;                // The item that found no room.
  bool is_told_of_room_ = false;                 // The stream does not end before it was told.
  std::deque<Written> answers_;                  // The first is being written.
  size_t unanswered_ = 0;
  size_t running_ = 0;
  bool reading_ = true;
  bool read_all_ = false;
  bool writing_ = false;
  bool broken_ = false;
  bool finished_ = false;
  absl::Status end_;  // What the stream ends with.
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_
