// What every RPC does: check the caller, admit, run on a worker behind the one exception barrier,
// answer, record.

#ifndef TEXTANALYSIS_SERVICE_RPC_HANDLER_H_
#define TEXTANALYSIS_SERVICE_RPC_HANDLER_H_

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "service/admission/admission.h"
#include "service/convert/convert.h"
#include "service/convert/status.h"
#include "service/dictionaries/dictionary_files.h"
#include "service/rpc/answer_bytes.h"
#include "service/rpc/fields.h"
#include "service/rpc/grpc_status.h"
#include "service/rpc/models.h"
#include "service/rpc/waits.h"
#include "service/runtime/connections.h"
#include "service/security/access.h"
#include "service/telemetry/recorder.h"

namespace textanalysis::rpc {

// What the handlers share. Outlives every call.
struct Environment {
  Models models;
  security::Access access;
  const dictionaries::DictionaryFiles* dictionary = nullptr;  // None: no dictionary of its own.
  admission::Admission* admission = nullptr;
  telemetry::Recorder* recorder = nullptr;
  runtime::Connections* connections = nullptr;
  Waits* unread = nullptr;  // For callers to read an answer.
  Waits* silent = nullptr;  // For the next message of a stream that holds sources.
  size_t max_document_bytes = 0;
  size_t stream_window = 0;
};

// Adds the server's dictionary to what a call knows.
void AddDictionary(const Environment& environment, pipeline::Options* options);

// Runs `work`; what it throws becomes Internal, without inner text.
absl::Status RunBehindBarrier(const std::function<absl::Status()>& work);

// What a request brought with it besides its message.
struct Headers {
  std::string_view authorization;
  std::string_view traceparent;
  std::string_view request_id;
};

// Begins the record of a call. A request id over 128 bytes, or with anything but printable ASCII,
// is replaced.
telemetry::Call BeginCall(std::string_view method, std::string_view transport,
                          const Headers& headers);

// Reads the headers of a gRPC call; they view `context`.
Headers HeadersOf(const grpc::CallbackServerContext& context);

// Returns when the caller gives up; gRPC tells it by the wall clock, which may be set later.
text::SteadyTime DeadlineOf(const grpc::CallbackServerContext& context);

// Checks the caller of a gRPC call and returns its name.
absl::StatusOr<std::string> CheckCaller(const security::Access& access,
                                        const grpc::CallbackServerContext& context);

// Completes the record of a call and hands it on.
void EndCall(const Environment& environment, const absl::Status& status, telemetry::Call* call);

// Tells the caller its request id and span; for a refused call, when to retry
// (grpc-retry-pushback-ms).
void AddMetadata(const telemetry::Call& call, const absl::Status& status,
                 grpc::CallbackServerContext* context);

// The books of memory, as an analysis sees them.
class ChargedRoom : public text::Room {
 public:
  ChargedRoom(const admission::Admission* admission, admission::Charge* charge)
      : admission_(*admission), charge_(*charge) {}
  absl::Status Take(size_t bytes) override { return admission_.Take(bytes, &charge_); }

 private:
  const admission::Admission& admission_;
  admission::Charge& charge_;
};

// Validates, analyses and fills the response; notes the stages' times in `call`. `charge` grows by
// what the document turns out to need.
template <typename Request, typename Response>
absl::Status Answer(const Environment& environment, const Request& request, text::Budget budget,
                    admission::Charge* charge, Response* response, telemetry::Call* call) {
  ChargedRoom room(environment.admission, charge);
  budget.room = &room;
  absl::StatusOr<convert::Validated> validated =
      convert::Validate(request, environment.max_document_bytes, budget);
  if (!validated.ok()) return validated.status();
  AddDictionary(environment, &validated->options);
  const absl::StatusOr<const pipeline::Analyzer*> found = environment.models.Find(validated->tier);
  if (!found.ok()) return found.status();
  const pipeline::Analyzer& analyzer = **found;
  const absl::StatusOr<pipeline::Analysis> analysis =
      analyzer.Analyze(convert::InputOf(*validated), validated->options, budget);
  if (!analysis.ok()) return analysis.status();
  const pipeline::StageTimes& times = analysis->times;
  call->stages = {{"clean", times.clean},
                  {"syntax", times.syntax},
                  {"entities", times.entities},
                  {"quotes", times.quotes}};
  if (absl::Status status = budget.Take(convert::MessageBytes(*analysis)); !status.ok())
    return status;
  convert::Fill(request, *validated, *analysis, {analyzer.model_version(), analyzer.tier()},
                response, budget);
  return budget.Check();
}

// Room for a request's other fields beside the document.
inline constexpr size_t kMessageOverheadBytes = 64 * 1024;

// Bytes of text that a request may hold.
template <typename Request>
size_t MaxTextBytes(const Environment& environment) {
  return environment.max_document_bytes;
}

// Checks the size of a message that may hold `max_text_bytes` before anything of it is read.
//   Errors: InvalidArgument, reason DOCUMENT_TOO_LARGE.
absl::Status CheckMessageSize(size_t max_text_bytes, size_t bytes, const char* field);

// Checks how many fields a serialised message of a type has.
//   Errors: InvalidArgument, reason OUT_OF_RANGE, for more than convert::kMaxFields.
absl::Status CheckFields(const google::protobuf::Descriptor& type, grpc::ByteBuffer* bytes);

// Says that the bytes are no message of the schema.
absl::Status MalformedMessage();

// Reads a serialised request.
//   Errors: InvalidArgument, reason MALFORMED_MESSAGE, or OUT_OF_RANGE for more fields than
//   convert::kMaxFields.
template <typename Request>
absl::Status ReadMessage(grpc::ByteBuffer* bytes, Request* request) {
  if (absl::Status status = CheckFields(*Request::descriptor(), bytes); !status.ok()) return status;
  return grpc::SerializationTraits<Request>::Deserialize(bytes, request).ok() ? absl::OkStatus()
                                                                              : MalformedMessage();
}

// Returns the tier of models that a serialised `Request` gets.
template <typename Request>
pipeline::Tier PeekTier(const Models& models, grpc::ByteBuffer* message) {
  if constexpr (requires { Request::kModelTierFieldNumber; }) {
    return models.PeekMessage(message, Request::kModelTierFieldNumber);
  } else {
    return models.TierFor(v1::MODEL_TIER_UNSPECIFIED);
  }
}

// Ends a call whose caller sent no message or has gone. It takes next to no memory: of such calls
// there may be tens of thousands when a connection ends.
grpc::ServerUnaryReactor* EndAtOnce(const Environment& environment, std::string_view method,
                                    grpc::CallbackServerContext* context);

// One unary call. The message is read on a worker, after the call was admitted, and what it holds
// stays in the books of memory until the answer is written. Deletes itself when gRPC is done with it.
template <typename Request, typename Response>
class UnaryHandler : public grpc::ServerUnaryReactor {
 public:
  // Admits the call or refuses it at once.
  static grpc::ServerUnaryReactor* Start(const Environment& environment, std::string_view method,
                                         grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) {
    std::shared_ptr<runtime::Caller> caller = environment.connections->Call(context->peer());
    if (caller == nullptr || !request->Valid()) return EndAtOnce(environment, method, context);
    auto* handler =
        new UnaryHandler(environment, method, context, std::move(caller), *request, response);
    if (absl::Status status = handler->Admit(); !status.ok()) handler->Done(status);
    return handler;
  }

  void OnCancel() override { stop_.request_stop(); }
  void OnDone() override {
    environment_.unread->Remove(this);
    caller_->EndIdle();
    delete this;
  }

 private:
  UnaryHandler(const Environment& environment, std::string_view method,
               grpc::CallbackServerContext* context, std::shared_ptr<runtime::Caller> caller,
               const grpc::ByteBuffer& request, grpc::ByteBuffer* response)
      : environment_(environment),
        context_(context),
        caller_(std::move(caller)),
        request_(request),
        response_(response),
        call_(BeginCall(method, "grpc", HeadersOf(*context))),
        charge_(environment.admission->NewCharge()),
        budget_{DeadlineOf(*context), stop_.get_token()} {
    call_.request_bytes = request_.Length();
  }

  absl::Status Admit() {
    absl::StatusOr<std::string> client = CheckCaller(environment_.access, *context_);
    if (!client.ok()) return client.status();
    call_.client = *std::move(client);
    caller_->Credit(call_.request_bytes);
    absl::Status size = CheckMessageSize(MaxTextBytes<Request>(environment_), call_.request_bytes,
                                         "document.content");
    if (!size.ok()) return size;
    const pipeline::Tier tier = PeekTier<Request>(environment_.models, &request_);
    call_.tier = pipeline::NameOf(tier);
    return environment_.admission->Post(
        call_.request_bytes, static_cast<size_t>(tier), budget_, &charge_,
        [this](const absl::Status& admitted, absl::Duration waited) {
          call_.waited = waited;
          Done(admitted.ok() ? RunBehindBarrier([this] { return Run(); }) : admitted);
        });
  }

  absl::Status Run() {
    google::protobuf::Arena arena(AnswerBlocks());
    auto* const request = google::protobuf::Arena::CreateMessage<Request>(&arena);
    absl::Status status = ReadMessage(&request_, request);
    if (!status.ok()) return status;
    auto* const response = google::protobuf::Arena::CreateMessage<Response>(&arena);
    status = Answer(environment_, *request, budget_, &charge_, response, &call_);
    if (!status.ok()) return status;
    return WriteAnswer(*response, budget_, &charge_, response_);
  }

  void Done(const absl::Status& status) {
    charge_.Set(status.ok() ? response_->Length() : 0);
    EndCall(environment_, status, &call_);
    AddMetadata(call_, status, context_);
    environment_.unread->Add(this, context_);
    caller_->BeginIdle();
    Finish(ToGrpcStatus(status));
  }

  const Environment& environment_;
  grpc::CallbackServerContext* const context_;
  const std::shared_ptr<runtime::Caller> caller_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer* const response_;
  telemetry::Call call_;
  admission::Charge charge_;
  std::stop_source stop_;
  text::Budget budget_;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_HANDLER_H_
