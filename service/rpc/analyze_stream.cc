#include "service/rpc/analyze_stream.h"

#include <utility>

#include "absl/time/clock.h"
#include "analysis/text/error.h"

namespace textanalysis::rpc {
namespace {

constexpr size_t kMaxItemIdBytes = 128;
constexpr absl::Duration kRetryAfter = absl::Milliseconds(5);

absl::Status CheckItemId(const std::string& id, bool is_open) {
  if (id.empty() || id.size() > kMaxItemIdBytes) {
    return text::InvalidArgument({.reason = "INVALID_ITEM_ID",
                                  .field = "item_id",
                                  .figures = {{"maxBytes", std::to_string(kMaxItemIdBytes)},
                                              {"actualBytes", std::to_string(id.size())}}},
                                 "name each item with 1 to 128 bytes");
  }
  if (!is_open) return absl::OkStatus();
  return text::InvalidArgument({.reason = "DUPLICATE_ITEM_ID", .field = "item_id"},
                               "an item of this name is not yet answered on this stream");
}

v1::StreamingAnalyzeResponse ErrorAnswer(const std::string& id, const absl::Status& status) {
  v1::StreamingAnalyzeResponse response;
  response.set_item_id(id);
  *response.mutable_error() = convert::ToErrorStatus(text::WithFieldPrefix(status, "request."));
  return response;
}

}  // namespace

AnalyzeStream::AnalyzeStream(const Environment& environment, grpc::CallbackServerContext* context)
    : environment_(environment),
      call_(BeginCall("StreamingAnalyze", "grpc", HeadersOf(*context))),
      budget_{DeadlineOf(*context), stop_.get_token()} {
  absl::StatusOr<std::string> client = CheckCaller(environment.access, *context);
  AddMetadata(call_, absl::OkStatus(), context);
  if (!client.ok()) {
    finished_ = true;
    EndCall(environment_, client.status(), &call_);
    Finish(convert::ToGrpcStatus(client.status()));
    return;
  }
  call_.client = *std::move(client);
  StartRead(&incoming_);
}

void AnalyzeStream::OnReadDone(bool ok) {
  std::unique_lock lock(mutex_);
  reading_ = false;
  if (ok) {
    Accept(std::make_shared<v1::StreamingAnalyzeRequest>(std::move(incoming_)));
  } else {
    read_all_ = true;
  }
  Advance(std::move(lock));
}

void AnalyzeStream::OnWriteDone(bool ok) {
  std::unique_lock lock(mutex_);
  writing_ = false;
  broken_ = broken_ || !ok;
  open_ids_.erase(answers_.front().item_id());
  answers_.pop_front();
  --unanswered_;
  Advance(std::move(lock));
}

void AnalyzeStream::OnCancel() { stop_.request_stop(); }

void AnalyzeStream::OnDone() { delete this; }

void AnalyzeStream::Accept(Item item) {
  ++unanswered_;
  const absl::Status status = CheckItemId(item->item_id(), open_ids_.contains(item->item_id()));
  if (!status.ok()) {
    v1::StreamingAnalyzeResponse response;
    response.set_item_id(item->item_id().substr(0, kMaxItemIdBytes));
    *response.mutable_error() = convert::ToErrorStatus(status);
    return Push(std::move(response));
  }
  open_ids_.insert(item->item_id());
  waiting_.push_back({std::move(item), text::SteadyNow()});
  Dispatch();
}

void AnalyzeStream::Dispatch() {
  while (!waiting_.empty()) {
    const Item item = waiting_.front().item;
    const absl::Status status = environment_.admission->Post(
        item->ByteSizeLong(), budget_,
        [this, item](const absl::Status& admitted, absl::Duration waited) {
          Run(item, admitted, waited);
        });
    if (status.ok()) {
      ++running_;
    } else if (WaitsOn(waiting_.front(), status)) {
      return;
    } else {
      telemetry::Call call = ItemCall(*item);
      EndCall(environment_, status, &call);
      Push(ErrorAnswer(item->item_id(), status));
    }
    waiting_.pop_front();
  }
}

// Whether a refused item stays where it is: it is tried again when one of the stream's own is done,
// or soon.
bool AnalyzeStream::WaitsOn(const Waiting& waiting, const absl::Status& refused) {
  if (refused.code() != absl::StatusCode::kResourceExhausted) return false;
  if (running_ > 0) return true;
  if (text::Since(waiting.since) >= environment_.admission->max_wait()) return false;
  if (alarm_set_) return true;
  alarm_set_ = true;
  alarm_ = std::make_unique<grpc::Alarm>();
  alarm_->Set(absl::ToChronoTime(absl::Now() + kRetryAfter), [this](bool /*ok*/) {
    std::unique_lock lock(mutex_);
    alarm_set_ = false;
    Dispatch();
    Advance(std::move(lock));
  });
  return true;
}

telemetry::Call AnalyzeStream::ItemCall(const v1::StreamingAnalyzeRequest& item) const {
  telemetry::Call call = call_;
  call.method = "StreamingAnalyze/item";
  call.begin = absl::Now();
  call.started = text::SteadyNow();
  call.request_bytes = item.ByteSizeLong();
  call.trace.parent_span_id = std::exchange(call.trace.span_id, telemetry::RandomHex(8));
  return call;
}

void AnalyzeStream::Run(const Item& item, const absl::Status& admitted, absl::Duration waited) {
  telemetry::Call call = ItemCall(*item);
  call.begin -= waited;
  call.started -= absl::ToChronoNanoseconds(waited);
  call.waited = waited;
  v1::StreamingAnalyzeResponse response;
  response.set_item_id(item->item_id());
  const absl::Status status = !admitted.ok() ? admitted : RunBehindBarrier([&] {
    return Answer(environment_, item->request(), budget_, response.mutable_response(), &call);
  });
  if (!status.ok()) response = ErrorAnswer(item->item_id(), status);
  EndCall(environment_, status, &call);
  std::unique_lock lock(mutex_);
  --running_;
  Push(std::move(response));
  Dispatch();
  Advance(std::move(lock));
}

void AnalyzeStream::Push(v1::StreamingAnalyzeResponse response) {
  answers_.push_back(std::move(response));
}

void AnalyzeStream::Advance(std::unique_lock<std::mutex> lock) {
  if (broken_ && !writing_) {
    unanswered_ -= answers_.size();
    answers_.clear();
  }
  if (!writing_ && !answers_.empty()) {
    writing_ = true;
    StartWrite(&answers_.front());
  }
  if (!reading_ && !read_all_ && unanswered_ < environment_.stream_window) {
    reading_ = true;
    StartRead(&incoming_);
  }
  const bool ends = read_all_ && unanswered_ == 0 && !writing_ && !alarm_set_ && !finished_;
  finished_ = finished_ || ends;
  lock.unlock();
  if (!ends) return;
  EndCall(environment_, budget_.Check(), &call_);
  Finish(grpc::Status::OK);  // The stream may be gone from here on.
}

}  // namespace textanalysis::rpc
