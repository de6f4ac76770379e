// StreamingAnalyze: many documents over one call, answered in completion order.

#ifndef TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_
#define TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_

#include <grpcpp/alarm.h>
#include <grpcpp/grpcpp.h>

#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "service/rpc/handler.h"

namespace textanalysis::rpc {

// One stream. At most `stream_window` items are unanswered; while the window is full nothing is
// read, so a slow reader stops its own writing. An item that finds the queue full waits until there
// is room, at most Admission::max_wait(), and is then answered RESOURCE_EXHAUSTED. Deletes itself.
class AnalyzeStream
    : public grpc::ServerBidiReactor<v1::StreamingAnalyzeRequest, v1::StreamingAnalyzeResponse> {
 public:
  AnalyzeStream(const Environment& environment, grpc::CallbackServerContext* context);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  using Item = std::shared_ptr<const v1::StreamingAnalyzeRequest>;
  struct Waiting {
    Item item;
    text::SteadyTime since;
  };

  // All of these require mutex_.
  void Accept(Item item);
  void Dispatch();
  bool WaitsOn(const Waiting& waiting, const absl::Status& refused);
  void Push(v1::StreamingAnalyzeResponse response);

  // Starts whatever can go on: the next write, the next read, or the end.
  void Advance(std::unique_lock<std::mutex> lock);

  void Run(const Item& item, const absl::Status& admitted, absl::Duration waited);

  // Begins the record of one item, as a child of the stream's span.
  telemetry::Call ItemCall(const v1::StreamingAnalyzeRequest& item) const;

  const Environment& environment_;
  telemetry::Call call_;
  std::stop_source stop_;
  text::Budget budget_;
  v1::StreamingAnalyzeRequest incoming_;

  std::mutex mutex_;
  std::set<std::string, std::less<>> open_ids_;  // Of items not yet answered.
  std::deque<Waiting> waiting_;
  // Dispatches what waits, while none of the stream's own is under way. Each is set once: an alarm
  // may not be set anew in its own callback.
  std::unique_ptr<grpc::Alarm> alarm_;
  bool alarm_set_ = false;                            // The stream does not end before it has rung.
  std::deque<v1::StreamingAnalyzeResponse> answers_;  // The first is being written.
  size_t unanswered_ = 0;
  size_t running_ = 0;
  bool reading_ = true;
  bool read_all_ = false;
  bool writing_ = false;
  bool broken_ = false;
  bool finished_ = false;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_ANALYZE_STREAM_H_
