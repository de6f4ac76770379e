#include "service/rpc/verify_stream.h"

#include <utility>

#include "analysis/text/error.h"
#include "service/convert/status.h"
#include "service/rpc/item_id.h"

namespace textanalysis::rpc {

VerifyStream::VerifyStream(const Environment& environment, grpc::CallbackServerContext* context)
    : environment_(environment),
      context_(context),
      call_(BeginCall("StreamingVerifyQuotes", "grpc", HeadersOf(*context))),
      budget_{DeadlineOf(*context), stop_.get_token()},
      charge_(environment.admission->NewCharge()),
      sources_charge_(environment.admission->NewCharge()) {
  absl::StatusOr<std::string> client = CheckCaller(environment.access, *context);
  AddMetadata(call_, absl::OkStatus(), context);
  if (!client.ok()) {
    End(client.status());
    return;
  }
  call_.client = *std::move(client);
  StartRead(&incoming_);
}

void VerifyStream::End(const absl::Status& status) {
  EndCall(environment_, status.ok() ? budget_.Check() : status, &call_);
  Finish(ToGrpcStatus(status));
}

void VerifyStream::OnDone() { delete this; }

void VerifyStream::OnReadDone(bool ok) {
  environment_.silent->Remove(this);
  if (!ok) return End(absl::OkStatus());
  const size_t bytes = incoming_.Length();
  absl::Status status =
      CheckMessageSize(MaxTextBytes<v1::VerifyQuotesRequest>(environment_), bytes, "sources");
  if (status.ok()) {
    const pipeline::Tier tier =
        PeekTier<v1::StreamingVerifyQuotesRequest>(environment_.models, &incoming_);
    status = environment_.admission->Post(
        bytes, static_cast<size_t>(tier), budget_, &charge_,
        [this](const absl::Status& admitted, absl::Duration /*waited*/) { Run(admitted); });
  }
  if (!status.ok()) Run(status);
}

void VerifyStream::OnWriteDone(bool ok) {
  environment_.unread->Remove(this);
  charge_.Set(0);
  outgoing_.Clear();
  if (!ok) return End(absl::OkStatus());
  if (sources_ != nullptr) environment_.silent->Add(this, context_);
  StartRead(&incoming_);
}

void VerifyStream::DropSources() {
  sources_ = nullptr;
  documents_ = v1::SourceSet();
  sources_charge_.Set(0);
}

void VerifyStream::Run(const absl::Status& admitted) {
  absl::Status status = ReadMessage(&incoming_, &item_);
  incoming_.Clear();
  if (!status.ok()) return End(status);
  v1::StreamingVerifyQuotesResponse response;
  status = admitted;
  if (status.ok()) status = CheckItemId(item_.item_id());
  if (status.ok()) status = RunBehindBarrier([&] { return Work(response.mutable_response()); });
  Respond(status, &response);
}

absl::Status VerifyStream::Work(v1::VerifyQuotesResponse* response) {
  ChargedRoom room(environment_.admission, &charge_);
  text::Budget budget = budget_;
  budget.room = &room;
  const auto analyzer = FindAnalyzer(environment_, item_.model_tier());
  if (!analyzer.ok()) return analyzer.status();
  const convert::Verification verification = VerificationBy(environment_, **analyzer);
  if (item_.has_sources()) {
    DropSources();
    documents_ = std::move(*item_.mutable_sources());
    auto prepared = convert::PreparedSources::Prepare(verification, documents_.sources(), budget);
    if (!prepared.ok()) {
      DropSources();
      return prepared.status();
    }
    sources_ = *std::move(prepared);
    sources_charge_ = std::exchange(charge_, environment_.admission->NewCharge());
    sources_->Fill(item_.encoding_type(), response);
    return absl::OkStatus();
  }
  if (sources_ == nullptr) {
    return text::InvalidArgument({.reason = "NO_SOURCES", .field = "sources"},
                                 "send sources before the first draft");
  }
  return sources_->Check(verification, item_.document(), item_.encoding_type(), budget, response);
}

void VerifyStream::Respond(const absl::Status& status,
                           v1::StreamingVerifyQuotesResponse* response) {
  response->set_item_id(ShortenedItemId(item_.item_id()));
  if (!status.ok()) *response->mutable_error() = convert::ToErrorStatus(status);
  item_ = v1::StreamingVerifyQuotesRequest();  // Clear() would keep the room of what it held.
  bool owns_buffer = false;
  grpc::SerializationTraits<v1::StreamingVerifyQuotesResponse>::Serialize(*response, &outgoing_,
                                                                          &owns_buffer);
  charge_.Set(outgoing_.Length());
  environment_.unread->Add(this, context_);
  StartWrite(&outgoing_);
}

}  // namespace textanalysis::rpc
