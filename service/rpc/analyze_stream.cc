#include "service/rpc/analyze_stream.h"

#include <utility>

#include "absl/time/clock.h"
#include "analysis/text/error.h"
#include "service/convert/status.h"
#include "service/rpc/item_id.h"

namespace textanalysis::rpc {
namespace {

absl::Status CheckNewItemId(const std::string& id, bool is_open) {
  if (absl::Status status = CheckItemId(id); !status.ok() || !is_open) return status;
  return text::InvalidArgument({.reason = "DUPLICATE_ITEM_ID", .field = "item_id"},
                               "an item of this name is not yet answered on this stream");
}

}  // namespace

AnalyzeStream::AnalyzeStream(const Environment& environment, grpc::CallbackServerContext* context)
    : environment_(environment),
      context_(context),
      caller_(environment.connections->Call(context->peer())),
      call_(BeginCall("StreamingAnalyze", "grpc", HeadersOf(*context))),
      budget_{DeadlineOf(*context), stop_.get_token()} {
  if (caller_ != nullptr) caller_->BeginIdle();
  absl::StatusOr<std::string> client = CheckCaller(environment.access, *context);
  AddMetadata(call_, absl::OkStatus(), context);
  if (!client.ok()) {
    finished_ = true;
    EndCall(environment_, client.status(), &call_);
    Finish(ToGrpcStatus(client.status()));
    return;
  }
  call_.client = *std::move(client);
  StartRead(&incoming_);
}

void AnalyzeStream::OnReadDone(bool ok) {
  std::unique_lock lock(mutex_);
  reading_ = false;
  if (ok) {
    Accept(&incoming_);
    incoming_.Clear();
  } else {
    read_all_ = true;
  }
  Advance(std::move(lock));
}

void AnalyzeStream::OnWriteDone(bool ok) {
  environment_.unread->Remove(this);
  std::unique_lock lock(mutex_);
  writing_ = false;
  broken_ = broken_ || !ok;
  open_ids_.erase(answers_.front().open_id);
  answers_.pop_front();
  --unanswered_;
  Advance(std::move(lock));
}

void AnalyzeStream::OnCancel() { stop_.request_stop(); }

void AnalyzeStream::OnDone() {
  if (caller_ != nullptr) caller_->EndIdle();
  delete this;
}

void AnalyzeStream::Accept(grpc::ByteBuffer* buffer) {
  const std::optional<std::string> id = PeekItemId(buffer);
  auto item = std::make_shared<Item>();
  item->bytes = buffer->Length();
  if (caller_ != nullptr) caller_->Credit(item->bytes);
  item->since = text::SteadyNow();
  item->charge = environment_.admission->NewCharge();
  absl::Status status = id ? CheckNewItemId(*id, open_ids_.contains(*id)) : MalformedMessage();
  const bool is_open = id && status.ok();
  if (status.ok())
    status = CheckMessageSize(environment_.max_document_bytes, item->bytes, "document.content");
  const size_t fields = status.ok() ? CountFields(*v1::StreamingAnalyzeRequest::descriptor(),
                                                  buffer, convert::kMaxFields)
                                    : 0;
  if (fields > convert::kMaxFields) status = convert::TooManyFields();
  if (status.ok() && !item->charge.TrySet(item->bytes + fields * convert::kBytesPerField))
    status = environment_.admission->MemoryExhausted();
  const bool is_readable =
      id && (!status.ok() || grpc::SerializationTraits<v1::StreamingAnalyzeRequest>::Deserialize(
                                 buffer, &item->message)
                                 .ok());
  if (!is_readable) {
    end_ = MalformedMessage();
    read_all_ = true;
    return;
  }
  ++unanswered_;
  if (is_open) open_ids_.insert(*id);
  if (!status.ok()) return PushError(*id, status, is_open);
  waiting_ = std::move(item);
  Dispatch();
}

void AnalyzeStream::Dispatch() {
  if (waiting_ == nullptr) return;
  const std::shared_ptr<Item> item = waiting_;
  const pipeline::Tier tier = TierOf(*item);
  const absl::Status status = environment_.admission->Post(
      item->bytes, static_cast<size_t>(tier), budget_, &item->charge,
      [this, item](const absl::Status& admitted, absl::Duration waited) {
        Run(item, admitted, waited);
      });
  if (status.ok()) {
    ++running_;
  } else if (WaitsOn(*item, status)) {
    return;
  } else {
    telemetry::Call call = ItemCall(*item);
    EndCall(environment_, status, &call);
    PushError(item->message.item_id(), status, true);
  }
  waiting_ = nullptr;
}

// Whether a refused item stays where it is: it is tried again when one of the stream's own is done,
// or when there is room.
bool AnalyzeStream::WaitsOn(const Item& item, const absl::Status& refused) {
  if (refused.code() != absl::StatusCode::kResourceExhausted) return false;
  if (text::Since(item.since) >= environment_.admission->max_wait()) return false;
  if (running_ > 0 || is_told_of_room_) return true;
  is_told_of_room_ = true;
  environment_.admission->WhenRoom([this] {
    std::unique_lock lock(mutex_);
    is_told_of_room_ = false;
    Dispatch();
    Advance(std::move(lock));
  });
  return true;
}

pipeline::Tier AnalyzeStream::TierOf(const Item& item) const {
  return environment_.models.TierFor(item.message.request().model_tier());
}

telemetry::Call AnalyzeStream::ItemCall(const Item& item) const {
  telemetry::Call call = call_;
  call.method = "StreamingAnalyze/item";
  call.begin = absl::Now();
  call.started = text::SteadyNow();
  call.request_bytes = item.bytes;
  call.tier = pipeline::NameOf(TierOf(item));
  call.trace.parent_span_id = std::exchange(call.trace.span_id, telemetry::RandomHex(8));
  return call;
}

void AnalyzeStream::Run(const std::shared_ptr<Item>& item, const absl::Status& admitted,
                        absl::Duration waited) {
  telemetry::Call call = ItemCall(*item);
  call.begin -= waited;
  call.started -= absl::ToChronoNanoseconds(waited);
  call.waited = waited;
  google::protobuf::Arena arena(AnswerBlocks());
  auto* const response =
      google::protobuf::Arena::CreateMessage<v1::StreamingAnalyzeResponse>(&arena);
  response->set_item_id(item->message.item_id());
  grpc::ByteBuffer bytes;
  const absl::Status status = !admitted.ok() ? admitted : RunBehindBarrier([&] {
    absl::Status answered = Answer(environment_, item->message.request(), budget_, &item->charge,
                                   response->mutable_response(), &call);
    return answered.ok() ? WriteAnswer(*response, budget_, &item->charge, &bytes) : answered;
  });
  EndCall(environment_, status, &call);
  std::unique_lock lock(mutex_);
  --running_;
  if (status.ok()) {
    Push(std::move(bytes), item->message.item_id(), std::move(item->charge));
  } else {
    PushError(item->message.item_id(), status, true);
    item->charge.Set(0);
  }
  Dispatch();
  Advance(std::move(lock));
}

void AnalyzeStream::Push(grpc::ByteBuffer bytes, std::string open_id, admission::Charge charge) {
  charge.Set(bytes.Length());
  answers_.push_back(
      {.bytes = std::move(bytes), .open_id = std::move(open_id), .charge = std::move(charge)});
}

void AnalyzeStream::PushError(const std::string& id, const absl::Status& status, bool is_open) {
  v1::StreamingAnalyzeResponse response;
  response.set_item_id(ShortenedItemId(id));
  *response.mutable_error() =
      convert::ToErrorStatus(is_open ? text::WithFieldPrefix(status, "request.") : status);
  grpc::ByteBuffer bytes;
  bool owns_buffer = false;
  grpc::SerializationTraits<v1::StreamingAnalyzeResponse>::Serialize(response, &bytes,
                                                                     &owns_buffer);
  Push(std::move(bytes), is_open ? id : "", {});
}

void AnalyzeStream::Advance(std::unique_lock<std::mutex> lock) {
  if (broken_ && !writing_) {
    unanswered_ -= answers_.size();
    answers_.clear();
  }
  if (!writing_ && !answers_.empty()) {
    writing_ = true;
    environment_.unread->Add(this, context_);
    StartWrite(&answers_.front().bytes);
  }
  if (!reading_ && !read_all_ && waiting_ == nullptr && unanswered_ < environment_.stream_window) {
    reading_ = true;
    StartRead(&incoming_);
  }
  const bool ends = read_all_ && unanswered_ == 0 && !writing_ && !is_told_of_room_ && !finished_;
  finished_ = finished_ || ends;
  lock.unlock();
  if (!ends) return;
  const absl::Status status = end_.ok() ? budget_.Check() : end_;
  EndCall(environment_, status, &call_);
  Finish(ToGrpcStatus(end_));  // The stream may be gone from here on.
}

}  // namespace textanalysis::rpc
