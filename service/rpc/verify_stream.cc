#include "service/rpc/verify_stream.h"

#include <utility>

#include "analysis/text/error.h"
#include "service/convert/status.h"
#include "service/rpc/item_id.h"

namespace textanalysis::rpc {

VerifyStream::VerifyStream(const Environment& environment, grpc::CallbackServerContext* context)
    : environment_(environment),
      context_(context),
      caller_(environment.connections->Call(context->peer())),
      call_(BeginCall("StreamingVerifyQuotes", "grpc", HeadersOf(*context))),
      budget_{DeadlineOf(*context), stop_.get_token()},
      charge_(environment.admission->NewCharge()),
      sources_charge_(environment.admission->NewCharge()) {
  if (caller_ != nullptr) caller_->BeginIdle();
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

void VerifyStream::OnDone() {
  if (caller_ != nullptr) caller_->EndIdle();
  delete this;
}

void VerifyStream::OnReadDone(bool ok) {
  environment_.silent->Remove(this);
  if (!ok) return End(absl::OkStatus());
  const size_t bytes = incoming_.Length();
  if (caller_ != nullptr) caller_->Credit(bytes);
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
  dictionaries_.clear();
  sources_charge_.Set(0);
}

void VerifyStream::Run(const absl::Status& admitted) {
  const std::optional<std::string> id = PeekItemId(&incoming_);
  absl::Status status = admitted;
  if (id && status.ok()) status = CheckItemId(*id);
  if (id && status.ok()) status = CheckFields(*Item::descriptor(), &incoming_);
  const bool is_readable =
      id && (!status.ok() || grpc::SerializationTraits<Item>::Deserialize(&incoming_, &item_).ok());
  incoming_.Clear();
  if (!is_readable) return End(MalformedMessage());
  google::protobuf::Arena arena(AnswerBlocks());
  auto* const response =
      google::protobuf::Arena::CreateMessage<v1::StreamingVerifyQuotesResponse>(&arena);
  if (status.ok()) status = RunBehindBarrier([&] { return Work(response->mutable_response()); });
  response->set_item_id(ShortenedItemId(*id));
  Respond(status, response);
}

absl::Status VerifyStream::Work(v1::VerifyQuotesResponse* response) {
  ChargedRoom room(environment_.admission, &charge_);
  text::Budget budget = budget_;
  budget.room = &room;
  const auto analyzer = FindAnalyzer(environment_, item_.model_tier());
  if (!analyzer.ok()) return analyzer.status();
  if (item_.has_sources()) {
    absl::Status status = TakeSources(**analyzer, budget);
    if (status.ok()) status = sources_->Fill(item_.encoding_type(), budget, response);
    if (!status.ok()) DropSources();
    return status;
  }
  if (sources_ == nullptr) {
    return text::InvalidArgument({.reason = "NO_SOURCES", .field = "sources"},
                                 "send sources before the first draft");
  }
  return sources_->Check(VerificationBy(environment_, **analyzer, dictionaries_), item_.document(),
                         item_.encoding_type(), budget, response);
}

absl::Status VerifyStream::TakeSources(const pipeline::Analyzer& analyzer,
                                       const text::Budget& budget) {
  DropSources();
  documents_ = std::move(*item_.mutable_sources());
  absl::Status status = convert::ReadDictionary(documents_.dictionary(), &dictionaries_);
  if (!status.ok()) return status;
  auto prepared = convert::PreparedSources::Prepare(
      VerificationBy(environment_, analyzer, dictionaries_), documents_.sources(), budget);
  if (!prepared.ok()) return prepared.status();
  sources_ = *std::move(prepared);
  sources_charge_ = std::exchange(charge_, environment_.admission->NewCharge());
  return absl::OkStatus();
}

void VerifyStream::Respond(const absl::Status& status,
                           v1::StreamingVerifyQuotesResponse* response) {
  if (!status.ok()) *response->mutable_error() = convert::ToErrorStatus(status);
  item_ = Item();  // Clear() would keep the room of what it held.
  const absl::Status written = WriteAnswer(*response, budget_, &charge_, &outgoing_);
  if (!written.ok()) return End(written);
  charge_.Set(outgoing_.Length());
  environment_.unread->Add(this, context_);
  StartWrite(&outgoing_);
}

}  // namespace textanalysis::rpc
